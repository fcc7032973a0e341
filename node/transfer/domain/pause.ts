import type { TransferId } from '../../../src/core/ids.ts'
import { StopReason } from '../../../src/transfer/domain/outcome.ts'
import { haveBytesOf } from '../../../src/transfer/entity/transfer-state.ts'
import { totalBytesOf, type TransferRecord } from '../entity/transfer-record.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { Tending } from './tending.ts'
import type { TransferBook } from './transfer-book.ts'

export type PauseDeps = Readonly<{ book: TransferBook; board: ProgressBoard; tending: Tending }>

/** Ours: it ends by our own word. `held`: together with everything else. */
export async function pauseTransfer(
  { book, board, tending }: PauseDeps,
  record: TransferRecord,
  { held }: Readonly<{ held: boolean }>,
): Promise<TransferRecord> {
  const { id } = record
  const haveBytes = board.live(id, totalBytesOf(record))?.haveBytes ?? haveBytesOf(record.state)
  // First the end, which takes effect at once, so that a chunk under way cannot set it moving again.
  const [, , paused] = await Promise.all([
    tending.end(id, new StopReason('paused')),
    book.apply(id, { kind: 'progressed', haveBytes }),
    book.apply(id, { kind: 'paused' }, () => ({ held })),
  ])
  return book.get(id) ?? paused
}

/** A sender asks the receiver to come. */
export async function resumeTransfer(
  { book, tending }: Pick<PauseDeps, 'book' | 'tending'>,
  id: TransferId,
): Promise<TransferRecord> {
  const resumed = await book.apply(id, { kind: 'resumed' }, () => ({ held: false }))
  tending.attendance.knock(id)
  return resumed
}
