import { EVENT_WINDOW, EVENT_WINDOW_BYTES } from '../../../src/home/limits.ts'

type Sent = Readonly<{ usn: number; bytes: number }>

/**
 * What was sent to a device and not acknowledged (design, messages 4). It opens again only with a quarter of its bytes free:
 * no event is larger than that, so the whole never grows over its limit, and acknowledgements are answered by batches.
 */
export class EventWindow {
  #sent: Sent[] = []
  #bytes = 0
  #cursor: number

  constructor(cursor: number) {
    this.#cursor = cursor
  }

  /** The last usn sent. */
  get cursor(): number {
    return this.#cursor
  }

  get room(): Readonly<{ maxEvents: number; maxBytes: number }> | undefined {
    const maxEvents = EVENT_WINDOW - this.#sent.length
    const maxBytes = EVENT_WINDOW_BYTES - this.#bytes
    return maxEvents > 0 && maxBytes >= EVENT_WINDOW_BYTES / 4 ? { maxEvents, maxBytes } : undefined
  }

  sent(usn: number, bytes: number): void {
    this.#sent.push({ usn, bytes })
    this.#bytes += bytes
    this.#cursor = usn
  }

  /** @returns false for a usn that was never sent: the device is confused. */
  acknowledge(usn: number): boolean {
    if (usn > this.#cursor) return false
    const kept = this.#sent.findIndex((each) => each.usn > usn)
    const done = this.#sent.splice(0, kept === -1 ? this.#sent.length : kept)
    for (const { bytes } of done) this.#bytes -= bytes
    return true
  }
}
