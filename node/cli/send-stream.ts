import { Readable } from 'node:stream'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import type { ControlClient } from '../control/data/control-client.ts'
import type { TransferView } from '../control/entity/nouns.ts'
import type { Priority } from '../control/entity/queue-nouns.ts'
import { CliError } from './cli-error.ts'
import type { Context } from './context.ts'
import { exitCode } from './exit-codes.ts'
import { follow } from './follow.ts'
import { ProgressDisplay } from './progress-display.ts'
import { hasEnded } from './transfer-text.ts'

/** A path that is no path, as for `tar` and `cat`. */
export const STDIN = '-'

type Wanted = Readonly<{
  friend: AccountName
  priority: Priority | undefined
  name: string | undefined
}>

/**
 * Sends what comes on standard input until it ends. This command is the source: when it ends before its input, the stream has
 * broken off, and the transfer fails on both sides. Once the node has all of it, the transfer belongs to the node.
 */
export async function sendStream(
  context: Context,
  { friend, priority, name = nameNow(new Date()) }: Wanted,
  { wait }: Readonly<{ wait: boolean }>,
): Promise<number> {
  const { stdin } = context.io
  if (stdin.isTTY === true) {
    throw new CliError('usage', 'standard input is a terminal: nothing would be sent', {
      advice: `tar c ./folder | homing send ${friend} - --name folder.tar`,
    })
  }
  const client = await context.connect()
  const ask = { name: friend, file: name, priority }
  const offered = await client.call('sendStream', ask, { signal: context.signal })
  const feed = new Feed(client, stdin, offered)
  try {
    if (!wait) return await untilTaken(context, client, feed)
    const taking = feed.run(context.signal)
    const code = await follow(context, client, [offered], () =>
      feed.isTaken
        ? 'it goes on in the background; see: homing transfers'
        : 'the stream had not ended, so it has broken off',
    )
    if (code === exitCode('ok')) await taking
    return code
  } finally {
    feed.drop()
  }
}

async function untilTaken(context: Context, client: ControlClient, feed: Feed): Promise<number> {
  await feed.run(context.signal)
  const ask = { id: feed.transfer.id as TransferId }
  const transfer = await client.call('transfer', ask, { signal: context.signal })
  new ProgressDisplay(context.out).show(transfer)
  const isLost = hasEnded(transfer) && transfer.state !== 'done'
  return exitCode(isLost || !feed.isTaken ? 'not-sent' : 'ok')
}

/** Standard input on its way to the node. How it ended the transfer tells better than the connection. */
class Feed {
  readonly transfer: TransferView
  readonly #client: ControlClient
  readonly #input: NodeJS.ReadableStream
  readonly #over = new AbortController()
  #isTaken = false

  constructor(client: ControlClient, input: NodeJS.ReadableStream, transfer: TransferView) {
    this.#client = client
    this.#input = input
    this.transfer = transfer
  }

  /** The node has all of it. */
  get isTaken(): boolean {
    return this.#isTaken
  }

  /** To the end of the input, or of the transfer. */
  async run(signal: AbortSignal): Promise<void> {
    const ending = AbortSignal.any([signal, this.#over.signal])
    try {
      await this.#client.feed(this.transfer.id, this.#input, { signal: ending })
      this.#isTaken = true
    } catch {
      // The transfer has failed, or was ended by somebody: its state says so to whoever follows it.
    }
  }

  /** Nothing of the input is wanted any more: whoever writes it is told by the end of the pipe. */
  drop(): void {
    this.#over.abort(new Error('the transfer is over'))
    this.#input.pause()
    if (this.#input instanceof Readable) this.#input.destroy()
  }
}

/** `stdin-20270102-030405`: two streams of one day do not differ by a number alone. */
function nameNow(now: Date): string {
  const digits = now.toISOString().replace(/[^0-9T]/g, '')
  return `stdin-${digits.slice(0, 8)}-${digits.slice(9, 15)}`
}
