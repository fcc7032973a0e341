import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { cephConfig, KEYRING } from './ceph-config.ts'
import { loopbackCertificate } from './loopback-certificate.ts'
import { memoryFolder } from './temp-sqlite.ts'

const run = promisify(execFile)
/** Below what systems hand out by themselves: while the gateway is down nobody else gets its port. */
const FIRST_PORT = 15_000
const PORTS = 5_000

/**
 * A real S3 server: Ceph's RADOS gateway over one monitor and one store in memory, in a folder of its own. The gateway may be
 * killed, frozen and started again.
 */
export class S3Server implements AsyncDisposable {
  readonly accessKey = 'AK'
  readonly secretKey = 'the secret of the tests'
  readonly #folder = memoryFolder()
  readonly #running: ChildProcess[] = []
  #gateway: ChildProcess | undefined
  #port = 0
  #tlsPort = 0
  #buckets = 0

  static async start(): Promise<S3Server> {
    const server = new S3Server()
    try {
      await server.#start()
    } catch (err) {
      await server[Symbol.asyncDispose]()
      throw err
    }
    return server
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get port(): number {
    return this.#port
  }

  /** The same gateway by its own TLS, for the address 127.0.0.1. */
  get tlsPort(): number {
    return this.#tlsPort
  }

  /** A file with the certificate that vouches for itself, for NODE_EXTRA_CA_CERTS. */
  get ca(): string {
    return join(this.#folder.path, 'ca.pem')
  }

  /** On the port it had before. */
  async startGateway(): Promise<void> {
    this.#gateway = this.#spawn('radosgw', ['-n', 'client.rgw'])
    while (!(await this.#answers())) {
      if (this.#gateway.exitCode !== null) throw new Error('radosgw ended')
      await sleep(50)
    }
  }

  async killGateway(): Promise<void> {
    await ended(this.#gateway)
  }

  /** It keeps its connections and says nothing. */
  freeze(): void {
    this.#gateway?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#gateway?.kill('SIGCONT')
  }

  /** A name that no bucket has yet. */
  newBucket(): string {
    return `bucket-${++this.#buckets}`
  }

  /** What an administrator asks of it. */
  async admin(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('radosgw-admin', [...this.#common, '-n', 'client.rgw', ...args])
    return stdout
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.thaw()
    await Promise.all([this.#gateway, ...this.#running].map(ended))
    this.#folder[Symbol.dispose]()
  }

  get #common(): readonly string[] {
    return ['-c', join(this.#folder.path, 'ceph.conf')]
  }

  async #start(): Promise<void> {
    const { path } = this.#folder
    for (const each of ['mon', 'osd', 'run', 'log']) mkdirSync(join(path, each))
    const [monitor, gateway, tls] = await freePorts()
    this.#port = gateway
    this.#tlsPort = tls
    const { cert, key } = loopbackCertificate()
    writeFileSync(this.ca, cert)
    writeFileSync(join(path, 'tls.pem'), `${key}${cert}`, { mode: 0o600 })
    const cluster = randomUUID()
    writeFileSync(
      join(path, 'ceph.conf'),
      cephConfig({ folder: path, cluster, monitor, gateway, tls }),
    )
    writeFileSync(join(path, 'keyring'), KEYRING, { mode: 0o600 })
    await this.#startMonitor(cluster, monitor)
    await this.#startStore()
    await this.startGateway()
    const keys = [`--access-key=${this.accessKey}`, `--secret-key=${this.secretKey}`]
    await this.admin('user', 'create', '--uid=homing', '--display-name=homing', ...keys)
  }

  async #startMonitor(cluster: string, port: number): Promise<void> {
    const map = join(this.#folder.path, 'monmap')
    const at = ['--addv', 'a', `[v2:127.0.0.1:${port}]`]
    await run('monmaptool', ['--create', '--fsid', cluster, ...at, map])
    const keyring = join(this.#folder.path, 'keyring')
    const make = ['--mkfs', '--monmap', map, '--keyring', keyring]
    await run('ceph-mon', [...this.#common, '-i', 'a', ...make])
    this.#running.push(this.#spawn('ceph-mon', ['-i', 'a']))
  }

  async #startStore(): Promise<void> {
    await this.#ask('osd', 'create')
    await run('ceph-osd', [...this.#common, '-i', '0', '--mkfs'])
    this.#running.push(this.#spawn('ceph-osd', ['-i', '0']))
    await this.#ask('osd', 'crush', 'add', 'osd.0', '1', 'root=default', 'host=here')
  }

  async #ask(...args: readonly string[]): Promise<void> {
    await run('ceph', [...this.#common, '--connect-timeout', '60', ...args])
  }

  #spawn(program: string, args: readonly string[]): ChildProcess {
    return spawn(program, [...this.#common, '-f', ...args], { stdio: 'ignore' })
  }

  async #answers(): Promise<boolean> {
    try {
      await fetch(this.endpoint, { signal: AbortSignal.timeout(2_000) })
      return true
    } catch {
      return false
    }
  }
}

async function ended(process: ChildProcess | undefined): Promise<void> {
  if (process === undefined || process.exitCode !== null || process.signalCode !== null) return
  const exited = once(process, 'exit')
  process.kill('SIGKILL')
  await exited
}

/** Three that nobody listens on now. */
async function freePorts(): Promise<[number, number, number]> {
  const found: number[] = []
  while (found.length < 3) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    if (!found.includes(port) && (await isFree(port))) found.push(port)
  }
  return found as [number, number, number]
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const settled = Promise.withResolvers<boolean>()
  server.once('error', () => settled.resolve(false))
  server.listen(port, '127.0.0.1', () => server.close(() => settled.resolve(true)))
  return await settled.promise
}
