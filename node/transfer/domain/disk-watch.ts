import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { DISK_CHECK_MS } from '../limits.ts'
import type { Disk } from '../queue-ports.ts'
import type { TransferBook } from './transfer-book.ts'

type WatchDeps = Readonly<{ book: TransferBook; disk: Disk; clock: Clock; log: Logger }>

/** Resumes what a full disk has paused, once there is room for the rest of it. */
export class DiskWatch {
  readonly #deps: WatchDeps

  constructor(deps: WatchDeps) {
    this.#deps = deps
  }

  async watch(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#deps.clock.sleep(DISK_CHECK_MS, { signal })
      await this.look()
    }
  }

  async look(): Promise<void> {
    for (const record of this.#deps.book.open()) {
      if (isDiskFull(record) && (await this.#hasRoom(record))) {
        await this.#deps.book.apply(record.id, { kind: 'resumed' })
      }
    }
  }

  async #hasRoom({ id, file, folder, state }: TransferRecord): Promise<boolean> {
    if (folder === undefined || state.kind !== 'paused') return false
    try {
      const freeBytes = await this.#deps.disk.freeBytes(folder)
      return freeBytes >= file.size - state.haveBytes + KEEP_FREE_BYTES
    } catch (err) {
      this.#deps.log.warn({ err, transferId: id }, 'free space could not be looked at')
      return false
    }
  }
}

function isDiskFull({ state }: TransferRecord): boolean {
  return state.kind === 'paused' && state.reason === 'disk-full-here'
}
