import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import type { TransferChannel, Waiting } from '../../../src/transfer/ports.ts'

/** Counts the bytes of chunks that pass, for the log: how much a cut has cost is sent minus kept. */
export class MeteredChannel implements TransferChannel {
  readonly #inner: TransferChannel
  chunkBytes = 0

  constructor(inner: TransferChannel) {
    this.#inner = inner
  }

  async send(message: ChannelMessage, options: Waiting): Promise<void> {
    if (message.kind === 'chunk') this.chunkBytes += message.bytes.length
    await this.#inner.send(message, options)
  }

  async receive(options: Waiting): Promise<ChannelMessage | undefined> {
    const message = await this.#inner.receive(options)
    if (message?.kind === 'chunk') this.chunkBytes += message.bytes.length
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
