import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { MysqlAddress } from '../../relay/data/mysql-address.ts'
import { type MysqlEngine, openMysqlEngine } from '../../relay/data/mysql-engine.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { silentLog } from './home-client.ts'
import { MARIADB_SERVER } from './mariadb-programs.ts'
import { memoryFolder } from './temp-sqlite.ts'
import { temporaryFolder } from './temporary-folder.ts'

const USER = 'homing'
/** Contains what a URL has to escape. */
export const MARIADB_PASSWORD = 'p@ss:w/rd 1'
/** Below what systems hand out by themselves: while the server is down nobody else gets its port. */
const FIRST_PORT = 20_000
const PORTS = 12_000

type ServerOptions = Readonly<{
  /** On a disk, where an fsync costs what it costs; else in memory, if there is such a file system. */
  onDisk?: boolean
  /** Somebody else's, which stays. */
  folder?: string
  /** Further options of mariadbd. */
  args?: readonly string[]
  /** The data of another server, which is stopped, to begin with a copy of. */
  copyOf?: Mariadb
  /** Where its programs are sought first. */
  path?: string
}>

export const REAL_DEPS = { clock: systemClock, random: systemRandom, log: silentLog }

/** A real server in a folder of its own, with a disk flush at every COMMIT. It may be killed and started again. */
export class Mariadb implements AsyncDisposable {
  readonly port = FIRST_PORT + Math.floor(Math.random() * PORTS)
  readonly #folder: Disposable & Readonly<{ path: string }>
  readonly #options: ServerOptions
  #server: ChildProcess | undefined
  #databases = 0

  private constructor(options: ServerOptions) {
    this.#folder = folderFor(options)
    this.#options = options
  }

  static async start(options: ServerOptions = {}): Promise<Mariadb> {
    await using stack = new AsyncDisposableStack()
    const mariadb = stack.use(await Mariadb.install(options))
    await mariadb.start()
    stack.move()
    return mariadb
  }

  /** Not started yet. */
  static async install(options: ServerOptions = {}): Promise<Mariadb> {
    await using stack = new AsyncDisposableStack()
    const mariadb = stack.use(new Mariadb(options))
    await mariadb.#install()
    stack.move()
    return mariadb
  }

  /** Its data's folder. */
  get data(): string {
    return join(this.#folder.path, 'data')
  }

  get pid(): number {
    return this.#server?.pid ?? 0
  }

  /** Through its socket. */
  address(database: string): MysqlAddress {
    const socket = join(this.#folder.path, 'socket')
    return { ...this.tcpAddress(database), socket }
  }

  tcpAddress(database: string): MysqlAddress {
    const [host, port] = ['127.0.0.1', this.port]
    return { host, port, socket: undefined, user: USER, password: MARIADB_PASSWORD, database }
  }

  url(database: string): string {
    const password = encodeURIComponent(MARIADB_PASSWORD)
    return `mysql://${USER}:${password}@127.0.0.1:${this.port}/${database}`
  }

  /** A database that is empty. @returns its name. */
  async newDatabase(): Promise<string> {
    const name = `home${++this.#databases}`
    // Defaults that would do harm if anything depended on them.
    await this.run(`create database ${name} character set latin1 collate latin1_swedish_ci`)
    return name
  }

  /** One statement of an administrator. */
  async run(statement: string, database = 'mysql') {
    using administrator = await this.administrator(database)
    return (await administrator.run(statement)).rows
  }

  async administrator(database: string): Promise<MysqlEngine & Disposable> {
    const address = { ...this.address(database), user: 'root', password: '' }
    const engine = await openMysqlEngine(address)
    return Object.assign(engine, { [Symbol.dispose]: () => engine.close() })
  }

  /** `more`: options for this life; `words`: what it says, beside that it is ready, when it is. */
  async start(more: readonly string[] = [], words: readonly string[] = []): Promise<void> {
    const server = this.#spawn(more)
    this.#server = server
    const { saidAll, lines } = await untilSaid(server, [
      ...words,
      'mariadbd: ready for connections',
    ])
    if (!saidAll) throw new Error(`mariadbd ended:\n${lines.join('\n')}`)
    // What it says afterwards nobody reads.
    server.stderr?.resume()
  }

  /** Runs until it ends by itself. @returns what it said. */
  async once(more: readonly string[]): Promise<readonly string[]> {
    return (await untilSaid(this.#spawn(more), [NEVER_SAID])).lines
  }

  #spawn(more: readonly string[]): ChildProcess {
    const at = (name: string) => join(this.#folder.path, name)
    const { args = [], path } = this.#options
    const options = [
      ...this.#common(),
      ...[`--socket=${at('socket')}`, `--pid-file=${at('pid')}`, `--init-file=${at('init')}`],
      ...[`--port=${this.port}`, '--bind-address=127.0.0.1'],
      ...['--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=64M'],
      ...['--performance-schema=OFF', ...args, ...more],
    ]
    const searched = [path ?? [], process.env['PATH'] ?? []].flat().join(':')
    const env = { ...process.env, PATH: searched }
    return spawn(MARIADB_SERVER, options, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  }

  /** Resolves when the process is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill(signal)
    await exited
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    this.#folder[Symbol.dispose]()
  }

  async #install(): Promise<void> {
    const rights = `create user if not exists '${USER}'@'%' identified by '${MARIADB_PASSWORD}';
      grant all on \`home%\`.* to '${USER}'@'%';`
    // One statement a line: that is how the server reads the file.
    writeFileSync(join(this.#folder.path, 'init'), rights.replaceAll(/\n\s*/g, '\n'))
    const { copyOf } = this.#options
    if (copyOf !== undefined) return cpSync(copyOf.data, this.data, { recursive: true })
    const options = ['--skip-test-db', '--auth-root-authentication-method=normal']
    await promisify(execFile)('/usr/bin/mariadb-install-db', [...this.#common(), ...options])
  }

  #common(): readonly string[] {
    const user = process.getuid?.() === 0 ? ['--user=root'] : []
    // Of its own: at its start a server removes all temporary tables that lie in it, those of another one that runs too.
    const scratch = `--tmpdir=${this.#folder.path}`
    return [
      '--no-defaults',
      `--datadir=${this.data}`,
      scratch,
      ...user,
      '--innodb-log-file-size=32M',
    ]
  }
}

function folderFor({ folder, onDisk }: ServerOptions): Disposable & Readonly<{ path: string }> {
  if (folder !== undefined) return { path: folder, [Symbol.dispose]: () => undefined }
  return onDisk === true ? temporaryFolder() : memoryFolder()
}

const NEVER_SAID = '\n'

/** Reads what it says until it has said each of these, in whatever order, or has ended. */
async function untilSaid(server: ChildProcess, words: readonly string[]) {
  const lines: string[] = []
  const left = new Set(words)
  if (server.stderr === null) throw new Error('the server has no stderr')
  for await (const line of createInterface({ input: server.stderr })) {
    lines.push(line)
    for (const word of left) if (line.includes(word)) left.delete(word)
    if (left.size === 0) return { saidAll: true, lines }
  }
  return { saidAll: false, lines }
}
