import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { StopReason } from '../../../src/transfer/domain/outcome.ts'
import { keepFreeOf } from '../entity/accept-rule.ts'
import { restBytes, type TransferRecord } from '../entity/transfer-record.ts'
import { DISK_CHECK_MS, DISK_LOOK_MS, STREAM_ROOM_BYTES } from '../limits.ts'
import type { Disk } from '../queue-ports.ts'
import type { TransferBook } from './transfer-book.ts'

type WatchDeps = Readonly<{
  book: TransferBook
  disk: Disk
  /** Ends what moves of this transfer. */
  end: (id: TransferId, reason: Error) => Promise<void>
  clock: Clock
  log: Logger
}>

/**
 * Free space while files come in. What would leave less than its rule wants is stopped, as by a full disk, and both sides are
 * told; what a full disk has paused goes on once there is room for the rest of it.
 */
export class DiskWatch {
  readonly #deps: WatchDeps

  constructor(deps: WatchDeps) {
    this.#deps = deps
  }

  async watch(signal: AbortSignal): Promise<void> {
    for (let passedMs = DISK_LOOK_MS; ; passedMs += DISK_LOOK_MS) {
      await this.#deps.clock.sleep(DISK_LOOK_MS, { signal })
      await this.guard()
      if (passedMs % DISK_CHECK_MS < DISK_LOOK_MS) await this.look()
    }
  }

  /** Stops what fills the disk too far. The sink itself keeps to the usual reserve, at its checkpoints. */
  async guard(): Promise<void> {
    for (const record of this.#deps.book.open()) {
      const { id, keepFreeBytes, state } = record
      if (keepFreeBytes === undefined || state.kind !== 'moving') continue
      if (await this.#hasFree(record, keepFreeOf(record))) continue
      await this.#deps.end(id, new StopReason('disk-full'))
    }
  }

  async look(): Promise<void> {
    for (const record of this.#deps.book.open()) {
      const { id, state, stream } = record
      if (state.kind !== 'paused' || state.reason !== 'disk-full-here') continue
      const restOfIt = stream?.isOpen ? STREAM_ROOM_BYTES : restBytes(record)
      const neededBytes = restOfIt + keepFreeOf(record)
      if (await this.#hasFree(record, neededBytes)) {
        await this.#deps.book.apply(id, { kind: 'resumed' })
      }
    }
  }

  async #hasFree({ id, folder }: TransferRecord, bytes: number): Promise<boolean> {
    if (folder === undefined) return false
    try {
      return (await this.#deps.disk.freeBytes(folder)) >= bytes
    } catch (err) {
      this.#deps.log.warn({ err, transferId: id }, 'free space could not be looked at')
      return false
    }
  }
}
