import type { ControlClient } from '../control/data/control-client.ts'
import type { ControlAnswer, ControlCall, WrittenAsk } from '../control/entity/calls.ts'
import { noNode } from './cli-error.ts'
import type { Output, TextStream } from './output.ts'
import { profileFolder } from './profile-folder.ts'

/** What a command gets: where to say things, when to stop, and the way to the daemon. */
export class Context {
  readonly out: Output
  readonly io: CliIo
  /** Ends at Ctrl-C, or when nobody reads what is printed. */
  readonly signal: AbortSignal
  readonly folder: string
  readonly #release: DisposableStack

  constructor(
    io: CliIo,
    given: Readonly<{ out: Output; signal: AbortSignal; release: DisposableStack }>,
  ) {
    this.io = io
    this.out = given.out
    this.signal = given.signal
    this.folder = profileFolder(io.env)
    this.#release = given.release
  }

  /** @throws CliError no-node. */
  async connect(): Promise<ControlClient> {
    const client = await this.connectIfRunning()
    if (client === undefined) throw noNode()
    return client
  }

  async connectIfRunning(): Promise<ControlClient | undefined> {
    const { connectControl, NoDaemon } = await import('../control/data/control-client.ts')
    try {
      return this.#release.use(await connectControl(this.folder, { signal: this.signal }))
    } catch (err) {
      if (err instanceof NoDaemon) return undefined
      throw err
    }
  }

  /** One call to the daemon: what most commands are. */
  async call<K extends ControlCall>(call: K, ask: WrittenAsk<K>): Promise<ControlAnswer<K>> {
    const client = await this.connect()
    return await client.call(call, ask, { signal: this.signal })
  }
}

/** The process as the CLI sees it. */
export type CliIo = Readonly<{
  stdin: NodeJS.ReadableStream & { isTTY?: boolean }
  stdout: TextStream & NodeJS.WritableStream
  stderr: TextStream
  env: Readonly<Record<string, string | undefined>>
}>
