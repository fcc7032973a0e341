import { choice, count, type Of, optional, record } from '../../../src/core/shape.ts'
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
  /** Bytes that were verified while it was watched, and the time that this took: pauses do not count. */
  bytes: count(),
  ms: count(),
  /** Verified when last looked at, while a stream lives. */
  haveBytes: optional(count()),
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
    const fresh = { startedMs: nowMs, bytes: 0, ms: 0 }
    return { ...(before ?? fresh), path: event.path, movedMs: nowMs, haveBytes: event.haveBytes }
  }
  if (before?.haveBytes === undefined) return before
  const isMoving = from.kind === 'moving'
  const haveBytes = isMoving ? Math.max(before.haveBytes, haveBytesOf(to)) : before.haveBytes
  // Between the last word of progress and a cut nothing is known to have moved.
  const isWord = isMoving && (event.kind === 'progressed' || event.kind === 'verifying')
  const ms = isWord ? before.ms + Math.max(0, nowMs - before.movedMs) : before.ms
  const bytes = before.bytes + haveBytes - before.haveBytes
  const movedMs = isWord ? Math.max(before.movedMs, nowMs) : before.movedMs
  const isOnTheLine = to.kind === 'moving' || to.kind === 'verifying'
  return { ...before, bytes, ms, movedMs, haveBytes: isOnTheLine ? haveBytes : undefined }
}

/** Bytes a second while it moved; undefined for what was over before it could be measured. */
export function meanRate({ bytes, ms }: Travel): number | undefined {
  return ms === 0 ? undefined : Math.round((bytes * 1000) / ms)
}
