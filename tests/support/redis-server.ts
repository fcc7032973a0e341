import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createClient } from '@redis/client'
import { redisProgram } from './redis-programs.ts'
import { memoryFolder } from './temp-sqlite.ts'

/** Below what systems hand out by themselves: while the server is down nobody else gets its port. */
const FIRST_PORT = 10_000
const PORTS = 5_000

type ServerOptions = Readonly<{
  /** Further options of redis-server, without the dashes. */
  settings?: Readonly<Record<string, string>>
  /** In PEM: it speaks TLS too, on `tlsPort`. */
  tls?: Readonly<{ cert: string; key: string }>
}>

/** A real server in a folder of its own. It may be killed, frozen and started again. */
export class RedisServer implements AsyncDisposable {
  port = 0
  readonly #folder = memoryFolder()
  readonly #options: ServerOptions
  #server: ChildProcess | undefined

  private constructor(options: ServerOptions) {
    this.#options = options
  }

  static async start(options: ServerOptions = {}): Promise<RedisServer> {
    const server = new RedisServer(options)
    try {
      await server.start()
    } catch (err) {
      await server[Symbol.asyncDispose]()
      throw err
    }
    return server
  }

  /** Its address, as settings of a relay. */
  get settings() {
    return { url: `redis://127.0.0.1:${this.port}`, nodes: [] as readonly string[] }
  }

  get tlsPort(): number {
    return this.port + PORTS
  }

  /** Its certificate. */
  get ca(): string {
    return join(this.#folder.path, 'cert.pem')
  }

  /** On the port it had before; the first time on one that is free. */
  async start(): Promise<void> {
    const isFirst = this.port === 0
    for (;;) {
      if (isFirst) this.port = FIRST_PORT + Math.floor(Math.random() * PORTS)
      const said = await this.#spawn()
      if (said === undefined) return
      if (!isFirst || !said.includes('Address already in use')) {
        throw new Error(`redis-server ended:\n${said}`)
      }
    }
  }

  /** Resolves when the process is gone. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill(signal)
    await exited
  }

  /** It keeps its connections and says nothing. */
  freeze(): void {
    this.#server?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#server?.kill('SIGCONT')
  }

  /** One command of an administrator. */
  async run(...command: readonly string[]): Promise<unknown> {
    const client = createClient({
      socket: { host: '127.0.0.1', port: this.port, reconnectStrategy: false },
      disableClientInfo: true,
    })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return await client.sendCommand([...command])
    } finally {
      client.destroy()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    this.#folder[Symbol.dispose]()
  }

  /** @returns what it said, if it ended instead of taking connections. */
  async #spawn(): Promise<string | undefined> {
    const settings = {
      port: `${this.port}`,
      bind: '127.0.0.1',
      dir: this.#folder.path,
      save: '',
      appendonly: 'no',
      'cluster-port': `${this.port + PORTS}`,
      'cluster-config-file': join(this.#folder.path, 'nodes.conf'),
      ...this.#tls(),
      ...this.#options.settings,
    }
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
    const server = spawn(redisProgram() ?? '', args, {
      argv0: 'redis-server',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#server = server
    const said: string[] = []
    for await (const line of createInterface({ input: server.stdout })) {
      if (line.includes('Ready to accept connections')) {
        server.stdout.resume()
        return undefined
      }
      said.push(line)
    }
    await this.stop()
    return said.join('\n')
  }

  #tls(): Record<string, string> {
    const { tls } = this.#options
    if (tls === undefined) return {}
    const file = join(this.#folder.path, 'key.pem')
    writeFileSync(this.ca, tls.cert)
    writeFileSync(file, tls.key)
    return {
      'tls-port': `${this.tlsPort}`,
      'tls-cert-file': this.ca,
      'tls-key-file': file,
      'tls-auth-clients': 'no',
      'tls-ca-cert-file': this.ca,
    }
  }
}
