import type { LevelStore } from '../../node/data/level-store.ts'
import { type Range, Table } from '../../node/data/table.ts'
import type { Journal, Prepared, Write } from '../../node/entity/journal.ts'
import type { Shape } from '../../src/core/shape.ts'

/** What stays when a process ends: by table, by key. */
export type MemoryDisk = Map<string, Map<string, string>>

/**
 * The node's store without a disk, for thousands of lives: nothing in it waits for another thread, so the same seed gives the same
 * order of things. The contract of the stores holds for it as well.
 */
export function openMemoryStore(disk: MemoryDisk): LevelStore {
  // What the features use of a LevelStore; it can be made by opening a folder alone.
  return new MemoryStore(disk) as unknown as LevelStore
}

class MemoryStore implements Journal, AsyncDisposable {
  readonly #disk: MemoryDisk
  #last: Promise<unknown> = Promise.resolve()

  constructor(disk: MemoryDisk) {
    this.#disk = disk
  }

  table<T>(name: string, shape: Shape<T>): Table<T> {
    const records = this.#records(name)
    const get = async (key: string) => records.get(key)
    return new Table({ get, iterator: (range) => entriesIn(records, range) }, name, shape)
  }

  async change(prepare: () => Prepared | Promise<Prepared>): Promise<void> {
    const turn = this.#last.then(async () => {
      const prepared = await prepare()
      // A turn of the event loop, as any disk takes at least.
      await new Promise((resolve) => setImmediate(resolve))
      for (const write of prepared.writes) this.#apply(write)
      prepared.committed()
    })
    this.#last = turn.catch(() => {})
    await turn
  }

  async close(): Promise<void> {
    await this.#last
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #apply({ table, key, value }: Write): void {
    if (value === undefined) this.#records(table).delete(key)
    else this.#records(table).set(key, value)
  }

  #records(name: string): Map<string, string> {
    const records = this.#disk.get(name) ?? new Map<string, string>()
    this.#disk.set(name, records)
    return records
  }
}

/** As they were when the reading began. */
async function* entriesIn(
  records: ReadonlyMap<string, string>,
  { gt, gte, lt, lte, reverse, limit }: Range,
): AsyncGenerator<[string, string]> {
  const isIn = (key: string) =>
    (gt === undefined || key > gt) &&
    (gte === undefined || key >= gte) &&
    (lt === undefined || key < lt) &&
    (lte === undefined || key <= lte)
  const entries = [...records].filter(([key]) => isIn(key))
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  if (reverse === true) entries.reverse()
  yield* entries.slice(0, limit)
}
