import type { EndMessage } from '../entity/messages.ts'
import { TransferError } from '../errors.ts'
import type { ChunkSink, Finished, Finisher, Waiting } from '../ports.ts'
import { contentRoot } from './content-root.ts'

/** Compares the root of what is here with the sender's word, and gives the whole its name. */
export class RootFinisher implements Finisher {
  readonly #sink: ChunkSink

  constructor(sink: ChunkSink) {
    this.#sink = sink
  }

  async finish(end: EndMessage, options: Waiting): Promise<Finished> {
    if (end.kind !== 'done') throw new TransferError('PROTOCOL', 'a sealed last word')
    const sink = this.#sink
    const missing = (): never => {
      throw new TransferError('SINK_FAILED', 'a digest that was kept is gone')
    }
    const deps = { entries: sink.entries(options), builder: sink.rootBuilder(), missing }
    const root = await contentRoot(deps, sink.plan, options)
    if (root === end.value.root) {
      const name = await sink.commit(options)
      return { reply: { kind: 'verified', value: { root } }, root, name }
    }
    // Each chunk was what it claimed to be, so it cannot be told which of them is wrong: none is worth keeping.
    await sink.discard()
    throw new TransferError('ROOT_MISMATCH', 'the whole is not what the sender says')
  }
}
