import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import type { TransferChannel, Waiting } from '../../../src/transfer/ports.ts'

/** Tells the bytes of each chunk that has passed: how much a cut has cost is sent minus kept. */
export class MeteredChannel implements TransferChannel {
  readonly #inner: TransferChannel
  readonly #onChunk: (bytes: number) => void

  constructor(inner: TransferChannel, onChunk: (bytes: number) => void) {
    this.#inner = inner
    this.#onChunk = onChunk
  }

  async send(message: ChannelMessage, options: Waiting): Promise<void> {
    const bytes = message.kind === 'chunk' ? message.bytes.length : 0
    await this.#inner.send(message, options)
    if (bytes > 0) this.#onChunk(bytes)
  }

  async receive(options: Waiting): Promise<ChannelMessage | undefined> {
    const message = await this.#inner.receive(options)
    if (message?.kind === 'chunk' && message.bytes.length > 0) this.#onChunk(message.bytes.length)
    return message
  }

  release(bytes: Uint8Array): void {
    this.#inner.release?.(bytes)
  }

  async finish(): Promise<void> {
    await this.#inner.finish()
  }

  reset(): void {
    this.#inner.reset()
  }
}
