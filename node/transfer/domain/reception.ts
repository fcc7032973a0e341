import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { acceptOpening, refuseOpening } from '../../../src/transfer/domain/opening.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import { OPENING_TIMEOUT_MS } from '../limits.ts'
import type { Tending } from './tending.ts'
import type { TransferBook } from './transfer-book.ts'

type ReceptionDeps = Readonly<{
  book: TransferBook
  tending: Tending
  background: Background
  clock: Clock
}>

/** Hears what a friend's device wants of a stream that it has opened, and hands it to whoever serves that. */
export class Reception {
  readonly #deps: ReceptionDeps

  constructor(deps: ReceptionDeps) {
    this.#deps = deps
  }

  /** Resolves or rejects when the stream is over. */
  async receive(
    channel: TransferChannel,
    remote: DeviceId,
    { isUp }: Readonly<{ isUp: () => boolean }>,
  ): Promise<void> {
    const { background, book, clock, tending } = this.#deps
    const { signal } = background
    const late = () => new Error('the stream was not opened in time')
    const { transferId: id, role } = await withDeadline(
      clock,
      { ms: OPENING_TIMEOUT_MS, signal, late },
      (opening) => acceptOpening(channel, { signal: opening }),
    )
    if (!isUp()) return await refuseOpening(channel, 'not-ready', { signal })
    if (role === 'receiver') return await tending.serves.serve({ id, remote, channel }, signal)
    if (book.get(id)?.device === remote) tending.pulls.rouse(id)
    await refuseOpening(channel, 'not-ready', { signal })
  }
}
