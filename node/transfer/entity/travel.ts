import { choice, count, type Of, record } from '../../../src/core/shape.ts'
import {
  haveBytesOf,
  type TransferEvent,
  type TransferState,
} from '../../../src/transfer/entity/transfer-state.ts'

/** How a transfer has moved so far, over all its streams: kept with it, so that a finished one still knows. */
export const travel = record({
  /** The first byte's moment, and the last one's so far. */
  startedMs: count(),
  movedMs: count(),
  /** The newest path. */
  path: choice('lan', 'direct', 'spool'),
  /** Bytes that came while it was watched, and the time that this took: pauses do not count. */
  bytes: count(),
  ms: count(),
  /** Verified when last heard of. */
  haveBytes: count(),
})
export type Travel = Of<typeof travel>

/** After an event that has led from one state to another. A clock that jumps back adds nothing. */
export function travelled(
  before: Travel | undefined,
  event: TransferEvent,
  around: Readonly<{ from: TransferState; to: TransferState; nowMs: number }>,
): Travel | undefined {
  const { from, to, nowMs } = around
  if (event.kind === 'started' && to.kind === 'moving') {
    const { haveBytes, path } = event
    const fresh = { startedMs: nowMs, bytes: 0, ms: 0, haveBytes }
    return { ...grown(before ?? fresh, haveBytes), path, movedMs: nowMs }
  }
  if (before === undefined || from.kind !== 'moving') return before
  const heldBytes = event.kind === 'progressed' ? (event.heldBytes ?? 0) : 0
  const now = grown(before, haveBytesOf(to), heldBytes)
  // Between the last word of progress and a cut nothing is known to have moved.
  if (event.kind !== 'progressed' && event.kind !== 'verifying') return now
  const ms = now.ms + Math.max(0, nowMs - now.movedMs)
  return { ...now, ms, movedMs: Math.max(now.movedMs, nowMs) }
}

/** Bytes whose word was lost with a line are counted when the next one tells of them. */
function grown<T extends Readonly<{ bytes: number; haveBytes: number }>>(
  before: T,
  haveBytes: number,
  heldBytes = 0,
): T {
  const more = Math.max(0, haveBytes - before.haveBytes)
  const bytes = before.bytes + Math.max(0, more - heldBytes)
  return { ...before, bytes, haveBytes: before.haveBytes + more }
}

/** Bytes a second while it moved; undefined for what was over before it could be measured. */
export function meanRate({ bytes, ms }: Travel): number | undefined {
  return ms === 0 ? undefined : Math.round((bytes * 1000) / ms)
}
