import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
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
  /** Further options of mariadbd. */
  args?: readonly string[]
}>

export const REAL_DEPS = { clock: systemClock, random: systemRandom, log: silentLog }

/** A real server in a folder of its own, with a disk flush at every COMMIT. It may be killed and started again. */
export class Mariadb implements AsyncDisposable {
  readonly port = FIRST_PORT + Math.floor(Math.random() * PORTS)
  readonly #folder: ReturnType<typeof temporaryFolder>
  readonly #args: readonly string[]
  #server: ChildProcess | undefined
  #databases = 0

  private constructor({ onDisk = false, args = [] }: ServerOptions) {
    this.#folder = onDisk ? temporaryFolder() : memoryFolder()
    this.#args = args
  }

  static async start(options: ServerOptions = {}): Promise<Mariadb> {
    const mariadb = new Mariadb(options)
    try {
      await mariadb.#install()
      await mariadb.start()
    } catch (err) {
      await mariadb[Symbol.asyncDispose]()
      throw err
    }
    return mariadb
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

  async start(): Promise<void> {
    const path = (name: string) => join(this.#folder.path, name)
    const server = spawn(
      MARIADB_SERVER,
      [
        ...this.#common(),
        ...[
          `--socket=${path('socket')}`,
          `--pid-file=${path('pid')}`,
          `--init-file=${path('init')}`,
        ],
        ...[`--port=${this.port}`, '--bind-address=127.0.0.1'],
        ...['--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=64M'],
        ...['--performance-schema=OFF', ...this.#args],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    this.#server = server
    await ready(server)
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
    const options = ['--skip-test-db', '--auth-root-authentication-method=normal']
    await promisify(execFile)('/usr/bin/mariadb-install-db', [...this.#common(), ...options])
  }

  #common(): readonly string[] {
    const user = process.getuid?.() === 0 ? ['--user=root'] : []
    const data = `--datadir=${join(this.#folder.path, 'data')}`
    // Of its own: at its start a server removes all temporary tables that lie in it, those of another one that runs too.
    const scratch = `--tmpdir=${this.#folder.path}`
    return ['--no-defaults', data, scratch, ...user, '--innodb-log-file-size=32M']
  }
}

/** Resolves when it takes connections. What it says afterwards nobody reads. */
async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = []
  const stderr = server.stderr
  if (stderr === null) throw new Error('the server has no stderr')
  for await (const line of createInterface({ input: stderr })) {
    said.push(line)
    if (line.includes('ready for connections')) break
  }
  if (!said.at(-1)?.includes('ready for connections')) {
    throw new Error(`mariadbd ended:\n${said.join('\n')}`)
  }
  stderr.resume()
}
