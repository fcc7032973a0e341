import type { SegmentBlobs } from '../../relay/conversations/ports.ts'
import type { Clock } from '../../src/core/clock.ts'

type Blob = Readonly<{ bytes: Uint8Array; atMs: number }>

/** Small blobs that live as long as this does. */
export class MemorySegmentBlobs implements SegmentBlobs {
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #folders = new Map<string, Map<string, Blob>>()

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
  }

  async put(folder: string, name: string, content: Uint8Array): Promise<void> {
    const blobs = this.#folders.get(folder) ?? new Map<string, Blob>()
    blobs.set(name, { bytes: Uint8Array.from(content), atMs: this.#clock.nowMs() })
    this.#folders.set(folder, blobs)
  }

  async settle(): Promise<void> {}

  async get(folder: string, name: string, into: Uint8Array): Promise<boolean> {
    const bytes = this.#folders.get(folder)?.get(name)?.bytes
    if (bytes === undefined || bytes.length < into.length) return false
    into.set(bytes.subarray(0, into.length))
    return true
  }

  async delete(folder: string, names: readonly string[]): Promise<void> {
    for (const name of names) this.#folders.get(folder)?.delete(name)
  }

  async *folders(): AsyncGenerator<string> {
    yield* this.#folders.keys()
  }

  async list(folder: string) {
    const found = this.#folders.get(folder) ?? new Map<string, Blob>()
    return [...found].map(([name, { atMs }]) => ({ name, ageMs: this.#clock.nowMs() - atMs }))
  }
}
