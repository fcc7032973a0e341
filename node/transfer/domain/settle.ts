import { assertNever } from '../../../src/core/assert-never.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Outcome } from '../../../src/transfer/domain/outcome.ts'
import type { TransferEvent } from '../../../src/transfer/entity/transfer-state.ts'
import { TransferError, type TransferErrorCode } from '../../../src/transfer/errors.ts'
import type { Carried } from '../entity/carried.ts'
import type { NewsKind, Note, TransferRecord } from '../entity/transfer-record.ts'
import type { Post } from './post.ts'
import type { Also, TransferBook } from './transfer-book.ts'

/** Writes down how one stream's worth of a transfer ended, with what the friend is to be told of it. */
export async function settle(
  deps: Readonly<{ book: TransferBook; post: Post }>,
  id: TransferId,
  outcome: Outcome,
): Promise<void> {
  const { book, post } = deps
  const before = book.get(id)
  // What waits whole in the spool is what was offered: the friend gets it, whatever became of the source since.
  const isSafe = before?.stored?.isWhole === true && isOfSource(outcome)
  const event = isSafe ? ({ kind: 'lost' } as const) : eventOf(outcome, before)
  await book.apply(id, event, (next): Also => {
    const kind = newsOf(next, outcome)
    const note = noteOf(outcome)
    return {
      ...(note === undefined ? {} : { note }),
      ...(kind === undefined ? {} : { news: [...next.news, post.write(kind)] }),
    }
  })
  post.dispatch(id)
}

export function isOfSource(outcome: Outcome): boolean {
  return outcome.kind === 'stopped' && outcome.by === 'us' && outcome.code.startsWith('source-')
}

/** One line a stream, the same on both sides: what it moved, and why it ended. */
export function logEnd(
  log: Logger,
  end: Readonly<{
    transferId: TransferId
    way: 'direct' | 'spool'
    outcome: Outcome
    /** Verified at the receiver when the stream began; undefined when it moved nothing. */
    startBytes: number | undefined
    moved: Carried
  }>,
): void {
  const { outcome, moved, ...facts } = end
  const { bucket: bucketBytes } = moved
  const chunkBytes = moved.straight + moved.relay + bucketBytes
  const code = 'code' in outcome ? outcome.code : undefined
  const err = 'cause' in outcome ? outcome.cause : undefined
  log.info(
    { ...facts, chunkBytes, bucketBytes, outcome: outcome.kind, code, err },
    'transfer stream ended',
  )
}

function eventOf(outcome: Outcome, before: TransferRecord | undefined): TransferEvent {
  switch (outcome.kind) {
    case 'verified':
      return { kind: 'verified', root: outcome.root, name: outcome.name }
    case 'stopped':
      if (codeOf(outcome) === 'UNSAFE_NAME') return { kind: 'failed', why: 'unsafe-name' }
      return { kind: 'stopped', by: outcome.by, code: outcome.code }
    case 'refused':
      // While our answer has no place in the conversation yet, another device's may have come first: that will be told.
      if (outcome.code !== 'unknown-transfer' || before?.answeredBy === undefined) {
        return { kind: 'lost' }
      }
      return { kind: 'failed', why: outcome.code }
    case 'stored':
    case 'lost':
      return { kind: 'lost' }
    default:
      return assertNever(outcome)
  }
}

/** The friend also hears it on the stream, but that word may be lost with the line; a message is not. */
function newsOf(next: TransferRecord, outcome: Outcome): NewsKind | undefined {
  if (next.state.kind === 'done') return next.direction === 'incoming' ? 'verified' : undefined
  const byUs = outcome.kind === 'stopped' && outcome.by === 'us'
  if (!byUs || (next.state.kind !== 'failed' && next.state.kind !== 'cancelled')) return undefined
  return next.state.kind
}

const NOTE_OF: Partial<Record<TransferErrorCode, Note>> = {
  SINK_FAILED: 'sink-failed',
  STAGING_UNSAFE: 'staging-unsafe',
  NO_FREE_NAME: 'no-free-name',
}

function noteOf(outcome: Outcome): Note | undefined {
  const code = codeOf(outcome)
  return code === undefined ? undefined : NOTE_OF[code]
}

function codeOf(outcome: Outcome): TransferErrorCode | undefined {
  if (outcome.kind !== 'stopped' || !(outcome.cause instanceof TransferError)) return undefined
  return outcome.cause.code
}
