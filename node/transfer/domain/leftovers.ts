import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { haveBytesOf, isOver } from '../../../src/transfer/entity/transfer-state.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import type { LeftoverView } from '../../control/entity/queue-nouns.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { DISCARD_WAIT_MS } from '../limits.ts'
import type { Commands } from './commands.ts'
import type { Tending } from './tending.ts'
import type { TransferBook } from './transfer-book.ts'

type LeftoverDeps = Readonly<{
  book: TransferBook
  commands: Commands
  tending: Tending
  clock: Clock
  view: (record: TransferRecord) => TransferView
}>

/** Received bytes that stand still on this disk: what can be resumed, what can be discarded. `sweep` removes, nobody else. */
export class Leftovers {
  readonly #deps: LeftoverDeps

  constructor(deps: LeftoverDeps) {
    this.#deps = deps
  }

  /** The oldest first. */
  list(): readonly LeftoverView[] {
    const standing = this.#deps.book.all().filter(isLeftover)
    return standing.map((record) => this.#leftover(record))
  }

  /** Cancels it, if it is not over, and waits until it is swept. */
  async discard(id: TransferId, options: { signal: AbortSignal }): Promise<TransferRecord> {
    const { book, commands, tending } = this.#deps
    const record = book.get(id)
    if (record === undefined) throw new ControlError('not-found', 'no such transfer')
    if (record.direction === 'outgoing') {
      throw new ControlError('conflict', 'you are its sender: nothing of it lies here', {
        advice: 'cancel it instead; your own file stays',
      })
    }
    if (record.state.kind === 'done') {
      throw new ControlError(
        'conflict',
        'it is whole, and has its final name: nothing is left over',
      )
    }
    if (!isOver(record.state)) await commands.cancel(id)
    tending.sweep.tend(id)
    return await this.#swept(id, options.signal)
  }

  async #swept(id: TransferId, signal: AbortSignal): Promise<TransferRecord> {
    const { book, clock } = this.#deps
    const late = () =>
      new ControlError('conflict', 'it is cancelled, but not all of it could be removed yet', {
        advice: 'it is tried again when the node starts; the log says what is in the way',
      })
    const limits = { ms: DISCARD_WAIT_MS, signal, late }
    const swept = await withDeadline(clock, limits, (waiting) =>
      book.when(id, ({ litter }) => !litter, { signal: waiting }),
    )
    if (swept === undefined) throw new ControlError('not-found', 'no such transfer')
    return swept
  }

  #leftover(record: TransferRecord): LeftoverView {
    const { state, code, why, verifiedBytes, totalBytes, sizeKnown } = this.#deps.view(record)
    return {
      id: record.id,
      friend: record.friendName,
      name: record.file.name,
      bytes: Math.max(verifiedBytes, haveBytesOf(record.state), record.travel?.bytes ?? 0),
      ...{ size: totalBytes, sizeKnown },
      folder: record.folder ?? '',
      ...{ state, code, why },
      sinceMs: record.createdMs,
      movedMs: record.travel?.movedMs,
      resumable: !isOver(record.state),
    }
  }
}

/** Something of it is staged, and it is not on the line now. */
function isLeftover({ direction, folder, litter, state, travel }: TransferRecord): boolean {
  if (direction === 'outgoing' || folder === undefined || !litter) return false
  if (isOver(state)) return true
  const stands = state.kind === 'paused' || state.kind === 'waiting'
  return stands && (haveBytesOf(state) > 0 || travel !== undefined)
}
