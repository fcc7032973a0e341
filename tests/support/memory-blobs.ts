import type { BlobContent, BlobEntry, Blobs } from '../../relay/blobs/ports.ts'
import type { Clock } from '../../src/core/clock.ts'

/** Blobs in memory, of a disk that may be as full, as slow or as broken as a test wants. */
export class MemoryBlobs implements Blobs {
  readonly all = new Map<string, Map<string, Uint8Array>>()
  free = 2 ** 50
  /** Asked before each put; may wait or throw. */
  onPut: (folder: string, name: string) => Promise<void> = async () => undefined
  /** Asked before each deletion. */
  onDelete: () => Promise<void> = async () => undefined
  /** Without a clock, of all that is there. */
  ageMs = 0
  readonly #clock: Pick<Clock, 'nowMs'> | undefined
  readonly #putMs = new Map<string, number>()

  constructor(clock?: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
  }

  async put(folder: string, name: string, content: BlobContent): Promise<void> {
    await this.onPut(folder, name)
    const pieces = content instanceof Uint8Array ? [content] : await Array.fromAsync(content)
    const blobs = this.all.get(folder) ?? new Map<string, Uint8Array>()
    this.all.set(folder, blobs)
    blobs.set(name, Uint8Array.from(Buffer.concat(pieces)))
    this.#putMs.set(`${folder}/${name}`, this.#clock?.nowMs() ?? 0)
  }

  async settle(): Promise<void> {}

  async get(folder: string, name: string, into: Uint8Array, from = 0): Promise<boolean> {
    const bytes = this.all.get(folder)?.get(name)
    if (bytes === undefined || bytes.length < from + into.length) return false
    into.set(bytes.subarray(from, from + into.length))
    return true
  }

  async delete(folder: string, names: readonly string[]): Promise<void> {
    await this.onDelete()
    const blobs = this.all.get(folder)
    for (const name of names) blobs?.delete(name)
    if (blobs?.size === 0) this.all.delete(folder)
  }

  async *folders(): AsyncGenerator<string, void> {
    yield* this.all.keys()
  }

  async list(folder: string): Promise<readonly BlobEntry[]> {
    const blobs = [...(this.all.get(folder) ?? [])]
    const ageMs = (name: string) =>
      this.#clock === undefined
        ? this.ageMs
        : this.#clock.nowMs() - (this.#putMs.get(`${folder}/${name}`) ?? 0)
    return blobs.map(([name, { length }]) => ({ name, bytes: length, ageMs: ageMs(name) }))
  }

  async tidy(): Promise<number> {
    return 0
  }

  async freeBytes(): Promise<number> {
    return this.free
  }
}
