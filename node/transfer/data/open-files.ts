import type { FileHandle } from 'node:fs/promises'

/** Open files of one folder beside each other: as many as chunks are read or written at once, and a few. */
const MAX_OPEN = 16

type Slot = { file: Promise<FileHandle>; users: number }

/** The large files that are being read or written: opened once, closed when others come. */
export class OpenFiles implements AsyncDisposable {
  readonly #open: (entry: number) => Promise<FileHandle>
  /** The least recently used first. */
  readonly #slots = new Map<number, Slot>()

  constructor(open: (entry: number) => Promise<FileHandle>) {
    this.#open = open
  }

  /** The file stays open at least until `work` is done. */
  async use<T>(entry: number, work: (file: FileHandle) => Promise<T>): Promise<T> {
    const slot = this.#slots.get(entry) ?? { file: this.#open(entry), users: 0 }
    this.#slots.delete(entry)
    this.#slots.set(entry, slot)
    slot.users++
    try {
      return await work(await slot.file)
    } catch (err) {
      // One that could not be opened is tried again the next time.
      if (await isRejected(slot.file)) this.#slots.delete(entry)
      throw err
    } finally {
      slot.users--
      await this.#closeSome(MAX_OPEN)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#closeSome(0)
  }

  async #closeSome(stay: number): Promise<void> {
    for (const [entry, slot] of this.#slots) {
      if (this.#slots.size <= stay) return
      if (slot.users > 0) continue
      this.#slots.delete(entry)
      await closed(slot.file)
    }
  }
}

async function closed(opening: Promise<FileHandle>): Promise<void> {
  const file = await opening.catch(() => undefined)
  await file?.close()
}

async function isRejected(promise: Promise<unknown>): Promise<boolean> {
  return await promise.then(
    () => false,
    () => true,
  )
}
