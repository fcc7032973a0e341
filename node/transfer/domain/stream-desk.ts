import type { Background } from '../../../src/core/background.ts'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import type { Priority } from '../../control/entity/queue-nouns.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import type { Commands } from './commands.ts'
import type { Streams } from './streams.ts'
import type { TransferBook } from './transfer-book.ts'

type StreamDeskDeps = Readonly<{
  book: TransferBook
  commands: Commands
  streams: Streams
  background: Background
  view: (record: TransferRecord) => TransferView
}>

/** What a program does that sends what it reads: it offers a stream, then feeds it. */
export class StreamDesk {
  readonly #deps: StreamDeskDeps

  constructor(deps: StreamDeskDeps) {
    this.#deps = deps
  }

  async offer(
    friend: AccountName,
    name: string,
    { priority = 'normal' }: Readonly<{ priority?: Priority | undefined }> = {},
  ): Promise<TransferView> {
    const { commands, view } = this.#deps
    return view(await commands.sendStream(friend, name, { priority }))
  }

  /** Resolves when all of it is here, and would survive a power cut. An input that breaks off fails the transfer. */
  async feed(
    id: TransferId,
    input: AsyncIterable<Uint8Array>,
    { signal }: Readonly<{ signal: AbortSignal }>,
  ): Promise<TransferView> {
    const { background, book, streams, view } = this.#deps
    await streams.feed(id, input, { signal: AbortSignal.any([signal, background.signal]) })
    return view(book.get(id) as TransferRecord)
  }
}
