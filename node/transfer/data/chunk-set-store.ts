import type { Level } from 'level'
import type { TransferId } from '../../../src/core/ids.ts'
import { count, type Of, optional, record, text } from '../../../src/core/shape.ts'
import {
  type ChunkSet,
  ChunkSetError,
  decodeChunkSet,
  encodeChunkSet,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import type { Leaves } from '../../../src/transfer/entity/leaves.ts'
import { root } from '../../../src/transfer/entity/root.ts'
import type { LeafEntry, LeafLedger, Waiting } from '../../../src/transfer/ports.ts'

/** A durable mark: 16 MiB of bitmap stand for 128 TiB in the worst order, and any size in a good one. */
const MAX_MARK_BYTES = 16 * 1024 * 1024

/** The name that a finished file is about to get, or has; and the inode that tells which of both. */
const commitIntent = record({
  name: text({ min: 1, max: 255 }),
  inode: text({ min: 1, max: 32 }),
  /** Of a stream this may be all that knows it. Absent: of a folder, or written by an older version. */
  size: optional(count()),
  /** Of a folder. */
  root: optional(root),
})
export type CommitIntent = Of<typeof commitIntent>

/**
 * Digests and chunk sets of transfers, on both sides, in the node's level database.
 *
 * A digest is recorded without sync: it survives the end of the process, and costs microseconds. A durable mark is synced
 * and stands for chunks whose bytes were forced to the disk before; being in the same log, it takes all digests before it
 * along.
 */
export class ChunkSetStore {
  readonly #db: Level<string, string>
  readonly #digests: BytesSublevel
  readonly #marks: BytesSublevel
  readonly #commits

  constructor(db: Level<string, string>) {
    this.#db = db
    this.#digests = bytesSublevel(db, 'chunk-digests')
    this.#marks = bytesSublevel(db, 'chunk-marks')
    this.#commits = db.sublevel<string, unknown>('chunk-commits', { valueEncoding: 'json' })
  }

  ledger(transfer: TransferId): LeafLedger {
    return {
      record: async (index, leaves) => await this.record(transfer, index, leaves),
      entries: (options) => this.entries(transfer, options),
    }
  }

  async record(transfer: TransferId, index: number, leaves: Leaves): Promise<void> {
    await this.#digests.put(keyOf(transfer, index), leaves)
  }

  async *entries(transfer: TransferId, { signal }: Waiting): AsyncGenerator<LeafEntry, void> {
    for await (const [key, leaves] of this.#digests.iterator(under(transfer))) {
      signal.throwIfAborted()
      yield { index: Number(key.slice(transfer.length + 1)), leaves }
    }
  }

  async drop(transfer: TransferId, index: number): Promise<void> {
    await this.#digests.del(keyOf(transfer, index))
  }

  /** What is on the disk for certain. A mark that cannot be read marks nothing: all is read and hashed again. */
  async durable(transfer: TransferId, chunkCount: number): Promise<ChunkSet> {
    const mark = await this.#marks.get(transfer)
    try {
      return mark === undefined ? NO_CHUNKS : decodeChunkSet(mark, chunkCount)
    } catch (err) {
      if (err instanceof ChunkSetError) return NO_CHUNKS
      throw err
    }
  }

  /** Resolves when the mark itself is safe from a power cut. */
  async markDurable(transfer: TransferId, set: ChunkSet): Promise<void> {
    const value = encodeChunkSet(set, MAX_MARK_BYTES)
    const sublevel = this.#marks
    await this.#db.batch([{ type: 'put', sublevel, key: transfer, value }], { sync: true })
  }

  async intendCommit(transfer: TransferId, intent: CommitIntent): Promise<void> {
    const sublevel = this.#commits
    await this.#db.batch([{ type: 'put', sublevel, key: transfer, value: intent }], { sync: true })
  }

  async commitIntent(transfer: TransferId): Promise<CommitIntent | undefined> {
    const stored = await this.#commits.get(transfer)
    return stored === undefined ? undefined : commitIntent.check(stored, 'commit')
  }

  /** Nothing of this transfer stays. */
  async forget(transfer: TransferId): Promise<void> {
    await this.#digests.clear(under(transfer))
    await this.#marks.del(transfer)
    await this.#commits.del(transfer)
  }
}

type BytesSublevel = ReturnType<typeof bytesSublevel>

function bytesSublevel(db: Level<string, string>, name: string) {
  return db.sublevel<string, Uint8Array>(name, { keyEncoding: 'utf8', valueEncoding: 'view' })
}

function keyOf(transfer: TransferId, index: number): string {
  return `${transfer}/${numberKey(index)}`
}

/** 2^53 − 1 has 16 digits: keys sort as their numbers do. */
function numberKey(index: number): string {
  return String(index).padStart(16, '0')
}

/** All keys of one transfer: `0` is the character after `/`. */
function under(transfer: TransferId) {
  return { gt: `${transfer}/`, lt: `${transfer}0` }
}
