import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NO_OVERLOAD_ARGS } from './no-shedding.ts'
import { Program } from './program.ts'

/** A real relay in a folder of its own on a free port of this machine. Disposing it stops it and removes the folder. */
export async function startRelay(options: RelayOptions = {}): Promise<RelayProcess> {
  const folder = await mkdtemp(join(options.parent ?? tmpdir(), 'homing-relay-'))
  const relay = new RelayProcess(folder, options)
  const { of } = options
  try {
    for (const secret of of === undefined ? [] : ['key', 'opaque']) {
      await copyFile(join(of?.folder ?? '', secret), join(folder, secret))
    }
    await relay.start()
  } catch (err) {
    await relay[Symbol.asyncDispose]()
    throw err
  }
  return relay
}

export type RelayOptions = Readonly<{
  args?: readonly string[]
  env?: Record<string, string>
  /** Where its data folder is made. */
  parent?: string
  /** Where it listens; else on a free port of 127.0.0.1. */
  listen?: Readonly<{ host: string; port: number }>
  /** Another relay of the same home. */
  of?: RelayProcess
}>
/** Below what systems hand out by themselves. */
const FIRST_PORT = 20_000
const PORTS = 12_000

/** While nothing listens there nobody else is given it. */
export function freePort(): number {
  return FIRST_PORT + Math.floor(Math.random() * PORTS)
}

type Ready = Readonly<{ addresses: readonly string[]; invite: string | null; operator?: string }>

export class RelayProcess implements AsyncDisposable {
  readonly folder: string
  readonly #options: RelayOptions
  #program: Program | undefined
  #ready: Ready | undefined
  readonly #listen: string

  constructor(folder: string, options: RelayOptions) {
    this.folder = folder
    this.#options = options
    const { host, port } = options.listen ?? { host: '127.0.0.1', port: freePort() }
    this.#listen = `${host}:${port}`
  }

  /** The TCP address with `/p2p/…`: what `--home` takes. The same after a restart. */
  get address(): string {
    const tcp = this.#ready?.addresses.find((each) => !each.includes('/ws'))
    if (tcp === undefined) throw new Error('the relay printed no TCP address')
    return tcp
  }

  get invite(): string {
    return this.#ready?.invite ?? ''
  }

  /** The URL of the operator's port; it must be on. */
  get operatorAddress(): string {
    return this.#ready?.operator ?? ''
  }

  get pid(): number {
    return this.#program?.pid ?? 0
  }

  get stderr(): string {
    return this.#program?.stderr ?? ''
  }

  async start(): Promise<void> {
    const listen = ['--listen', this.#listen, '--ws-listen', '127.0.0.1:0']
    // What is given later wins.
    const args = ['--data', this.folder, ...listen, ...NO_OVERLOAD_ARGS, '--json']
    const { env } = this.#options
    const program = new Program(
      'relay',
      [...args, ...(this.#options.args ?? [])],
      env === undefined ? {} : { env },
    )
    this.#program = program
    this.#ready = JSON.parse(await program.line((line) => line.startsWith('{'))) as Ready
  }

  /** Resolves when the process is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const program = this.#program
    this.#program = undefined
    await program?.kill(signal)
  }

  async restart(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.stop(signal)
    await this.start()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}
