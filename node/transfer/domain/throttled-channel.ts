import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { HOLDING_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel, Waiting } from '../../../src/transfer/ports.ts'
import type { Direction } from '../entity/bandwidth.ts'
import type { Turn } from './lane.ts'
import type { Throttle } from './throttle.ts'

type ThrottledDeps = Readonly<{ inner: TransferChannel; throttle: Throttle }>
type About = Readonly<{ id: TransferId; friend: AccountName }>
type Chunk = Extract<ChannelMessage, { kind: 'chunk' }>
type Held = Readonly<{ chunk: Chunk; turn: Turn }>

const HOLDING: ChannelMessage = { kind: 'holding', value: { why: 'limit' } }

/**
 * A channel whose chunks keep to the bandwidth limits of this node. What goes out waits before it is sent; what has come in
 * waits before it is handed on, so the receiver asks for less and the sender's window closes. Who waits long says so every
 * HOLDING_MS: to the peer, and, while receiving, to our own side as if the peer had said it; both know then that the line
 * is well. All other messages pass at once.
 */
export class ThrottledChannel implements TransferChannel {
  readonly #inner: TransferChannel
  readonly #throttle: Throttle
  readonly #about: About
  /** Received, and not yet handed on. */
  #held: Held | undefined

  constructor(deps: ThrottledDeps, about: About) {
    this.#inner = deps.inner
    this.#throttle = deps.throttle
    this.#about = about
  }

  async send(message: ChannelMessage, options: Waiting): Promise<void> {
    if (isWeighty(message)) await this.#turnToSend(message.bytes.length, options)
    await this.#inner.send(message, options)
  }

  async receive(options: Waiting): Promise<ChannelMessage | undefined> {
    if (this.#held !== undefined) return await this.#handOn(this.#held, options)
    const message = await this.#inner.receive(options)
    if (message === undefined || !isWeighty(message)) return message
    this.#held = { chunk: message, turn: this.#join('down', message.bytes.length) }
    return await this.#handOn(this.#held, options)
  }

  release(bytes: Uint8Array): void {
    this.#inner.release?.(bytes)
  }

  async finish(): Promise<void> {
    this.#letGo()
    await this.#inner.finish()
  }

  reset(): void {
    this.#letGo()
    this.#inner.reset()
  }

  async #turnToSend(bytes: number, options: Waiting): Promise<void> {
    using turn = this.#join('up', bytes)
    while (!(await turn.come({ ms: HOLDING_MS, ...options }))) {
      await this.#inner.send(HOLDING, options)
    }
  }

  async #handOn({ chunk, turn }: Held, options: Waiting): Promise<ChannelMessage> {
    if (await turn.come({ ms: HOLDING_MS, ...options })) {
      this.#held = undefined
      return chunk
    }
    await this.#inner.send(HOLDING, options)
    return HOLDING
  }

  /** Nobody will ask for it any more. */
  #letGo(): void {
    const held = this.#held
    this.#held = undefined
    held?.turn[Symbol.dispose]()
    if (held !== undefined) this.#inner.release?.(held.chunk.bytes)
  }

  #join(direction: Direction, bytes: number): Turn {
    return this.#throttle.join(direction, { ...this.#about, bytes })
  }
}

/** Holes and bare digests take no room on the line. */
function isWeighty(message: ChannelMessage): message is Chunk {
  return message.kind === 'chunk' && message.bytes.length > 0
}
