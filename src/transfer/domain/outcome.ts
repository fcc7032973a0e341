import type { RefusalCode, StopCode } from '../entity/messages.ts'
import type { Root } from '../entity/root.ts'
import { TransferError, type TransferErrorCode } from '../errors.ts'

/** How one stream's worth of a transfer ended. */
export type Outcome =
  /** Whole and durable on the receiver's disk. `movedBytes`: over this stream. */
  | Readonly<{ kind: 'verified'; root: Root; name: string; movedBytes: number }>
  /** Whole in a spool, which cannot verify it. */
  | Readonly<{ kind: 'stored'; movedBytes: number }>
  | Readonly<{ kind: 'stopped'; by: 'us' | 'peer'; code: StopCode; cause?: unknown }>
  | Readonly<{ kind: 'refused'; code: RefusalCode }>
  /** The line was cut or fell silent: resume when there is one again. */
  | Readonly<{ kind: 'lost'; cause: unknown }>

/** Abort a transfer's signal with this to have the peer told; with anything else the line is dropped. */
export class StopReason extends Error {
  override readonly name = 'StopReason'
  readonly code: 'paused' | 'cancelled' | 'complete' | 'disk-full'
  constructor(code: StopReason['code']) {
    super(code)
    this.code = code
  }
}

/** The peer said the last word. Thrown to leave a conversation from any depth, and caught at its top. */
export class PeerEnded extends Error {
  override readonly name = 'PeerEnded'
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('the peer ended the transfer')
    this.outcome = outcome
  }
}

/** The line is left without a word, to be opened anew at once. */
export class Regrouping extends Error {
  override readonly name = 'Regrouping'
  constructor() {
    super('the line is opened anew')
  }
}

/** What the peer is told about a failure of ours; `undefined` when there is nobody to tell. */
export function stopCodeOf(failure: unknown): StopCode | undefined {
  if (failure instanceof StopReason) return failure.code
  if (failure instanceof Regrouping) return undefined
  return failure instanceof TransferError ? STOP_CODE_OF[failure.code] : 'failed'
}

const STOP_CODE_OF: Readonly<Record<TransferErrorCode, StopCode | undefined>> = {
  PEER_GONE: undefined,
  PROTOCOL: 'protocol',
  SOURCE_CHANGED: 'source-changed',
  SOURCE_GONE: 'source-gone',
  BAD_CHUNK: 'bad-chunk',
  ROOT_MISMATCH: 'root-mismatch',
  DISK_FULL: 'disk-full',
  SINK_FAILED: 'failed',
  SINK_SPOILED: undefined,
  UNSAFE_NAME: 'failed',
  STAGING_UNSAFE: 'failed',
  NO_FREE_NAME: 'failed',
}
