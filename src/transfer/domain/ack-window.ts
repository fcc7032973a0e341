import { TransferError } from '../errors.ts'
import type { Waiting } from '../ports.ts'

/** How far the sender may be ahead of the receiver's acknowledgements. */
export class AckWindow {
  readonly #limit: number
  #sent = 0
  #verified = 0
  #moved = Promise.withResolvers<void>()

  constructor(settings: Readonly<{ chunks: number }>) {
    this.#limit = settings.chunks
  }

  /** Resolves when one more may be sent, and counts it as sent. */
  async take(options: Waiting): Promise<void> {
    while (this.#sent - this.#verified >= this.#limit) await orAborted(this.#moved.promise, options)
    this.#sent++
  }

  /** @throws TransferError PROTOCOL for an acknowledgement of what was not sent, or of nothing new. */
  acknowledge(verified: number): void {
    if (verified > this.#sent || verified <= this.#verified) {
      throw new TransferError('PROTOCOL', 'an acknowledgement that cannot be')
    }
    this.#verified = verified
    this.#moved.resolve()
    this.#moved = Promise.withResolvers()
  }
}

async function orAborted(wait: Promise<void>, { signal }: Waiting): Promise<void> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await Promise.race([wait, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
