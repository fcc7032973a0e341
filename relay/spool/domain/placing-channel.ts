import type { ChannelMessage, Place } from '../../../src/transfer/entity/messages.ts'
import type { TransferChannel, Waiting } from '../../../src/transfer/ports.ts'

type Deps = Readonly<{
  inner: TransferChannel
  /** Answers where such a chunk may be put; an empty text: nowhere. */
  place: (place: Place, options: Waiting) => Promise<string>
}>

/** An upload of which the bytes may go to the bucket: says so in every Want, and answers each Place beside everything else. */
export class PlacingChannel implements TransferChannel {
  readonly #deps: Deps
  readonly #failed = new AbortController()
  /** One for the whole line. */
  #until: AbortSignal | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async send(message: ChannelMessage, options: Waiting): Promise<void> {
    const { inner } = this.#deps
    if (message.kind !== 'want') return await inner.send(message, options)
    await inner.send({ kind: 'want', value: { ...message.value, direct: true } }, options)
  }

  async receive({ signal }: Waiting): Promise<ChannelMessage | undefined> {
    this.#until ??= AbortSignal.any([signal, this.#failed.signal])
    const until = { signal: this.#until }
    for (;;) {
      const message = await this.#deps.inner.receive(until)
      if (message?.kind !== 'place') return message
      // What it fails with ends the line, like a chunk that cannot be stored.
      this.#answer(message.value, until).catch((err: unknown) => this.#failed.abort(err))
    }
  }

  release(bytes: Uint8Array): void {
    this.#deps.inner.release?.(bytes)
  }

  async finish(): Promise<void> {
    await this.#deps.inner.finish()
  }

  reset(): void {
    this.#deps.inner.reset()
  }

  async #answer(place: Place, options: Waiting): Promise<void> {
    const url = await this.#deps.place(place, options)
    await this.#deps.inner.send({ kind: 'url', value: { index: place.index, url } }, options)
  }
}
