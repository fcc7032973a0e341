import { encodeChunkSet } from '../entity/chunk-set.ts'
import { MAX_SET_BYTES } from '../limits.ts'
import type { Opener } from '../ports.ts'
import type { Conversation } from './conversation.ts'
import type { Receiver } from './receiver.ts'

type Deps = Readonly<{ receiver: Receiver; conversation: Conversation }>

/** Tells a spool what it need not keep any longer. */
export class KeptWord {
  readonly #deps: Deps
  #toldChunks = -1

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Whenever more of it would survive a power cut. */
  async tell(holder: Opener['from']): Promise<void> {
    const { receiver, conversation } = this.#deps
    const { durable } = receiver
    if (holder !== 'spool' || durable.count === this.#toldChunks) return
    this.#toldChunks = durable.count
    await conversation.say({ kind: 'kept', value: { set: encodeChunkSet(durable, MAX_SET_BYTES) } })
  }
}
