import { assertNever } from '../../core/assert-never.ts'
import type { StopCode } from './messages.ts'
import type { Root } from './root.ts'

/**
 * Where a transfer stands, the same words for both directions. `step` is the only way from one state to the next; an
 * event that does not fit a state leaves it as it is, so late and repeated news is harmless.
 *
 *   queued → waiting(answer) → waiting(friend) ⇄ moving → verifying → done
 *                    ↓               ⇅            ↓          ↓
 *                 declined        paused      failed · cancelled
 */
export type TransferState =
  /** The offer has not left this device. */
  | Readonly<{ kind: 'queued' }>
  /** For the receiver's answer, or for a path to the friend. `haveBytes` is what is verified on the receiver's disk. */
  | Readonly<{ kind: 'waiting'; for: 'answer' | 'friend'; haveBytes: number }>
  | Readonly<{ kind: 'moving'; path: Path; haveBytes: number }>
  | Readonly<{ kind: 'paused'; reason: PauseReason; haveBytes: number }>
  /** All bytes are there; the root is compared and the file made durable. */
  | Readonly<{ kind: 'verifying'; path: Path; haveBytes: number }>
  | Readonly<{ kind: 'done'; root: Root; name: string }>
  | Readonly<{ kind: 'failed'; why: FailureCode }>
  | Readonly<{ kind: 'cancelled'; by: Side }>
  | Readonly<{ kind: 'declined' }>

export type Path = 'lan' | 'direct' | 'spool'
export type Side = 'us' | 'peer'
export type PauseReason =
  | 'by-us'
  | 'by-peer'
  | 'disk-full-here'
  | 'disk-full-there'
  | 'trouble-here'
  | 'trouble-there'

/** Why a transfer cannot go on. failure.ts says what to do about each. */
export type FailureCode =
  | 'source-changed'
  | 'source-gone'
  | 'root-mismatch'
  | 'protocol'
  | 'unsafe-name'
  | 'unknown-transfer'

export type TransferEvent =
  /** The home has stored the offer. */
  | Readonly<{ kind: 'offered' }>
  | Readonly<{ kind: 'accepted' }>
  | Readonly<{ kind: 'declined' }>
  | Readonly<{ kind: 'started'; path: Path; haveBytes: number }>
  /** `heldBytes`: what of the growth since the last one did not move. */
  | Readonly<{ kind: 'progressed'; haveBytes: number; heldBytes?: number }>
  | Readonly<{ kind: 'verifying' }>
  /** `name`: what the file is called on the receiver's disk, or on the sender's for the sender. */
  | Readonly<{ kind: 'verified'; root: Root; name: string }>
  /** The line was cut. */
  | Readonly<{ kind: 'lost' }>
  | Readonly<{ kind: 'stopped'; by: Side; code: StopCode }>
  | Readonly<{ kind: 'paused' }>
  | Readonly<{ kind: 'resumed' }>
  | Readonly<{ kind: 'cancelled'; by: Side }>
  | Readonly<{ kind: 'failed'; why: FailureCode }>

export function step(state: TransferState, event: TransferEvent): TransferState {
  if (isOver(state)) return state
  switch (event.kind) {
    case 'offered':
      return state.kind === 'queued' ? { kind: 'waiting', for: 'answer', haveBytes: 0 } : state
    case 'accepted':
      return isUnanswered(state) ? { kind: 'waiting', for: 'friend', haveBytes: 0 } : state
    case 'declined':
      return isUnanswered(state) ? { kind: 'declined' } : state
    case 'started':
      // Our own pause ends by our own word only.
      if (state.kind === 'paused' && !mayMove(state)) return state
      return { kind: 'moving', path: event.path, haveBytes: event.haveBytes }
    case 'progressed':
      return state.kind === 'moving' ? { ...state, haveBytes: event.haveBytes } : state
    case 'verifying':
      return state.kind === 'moving' ? { ...state, kind: 'verifying' } : state
    case 'verified':
      return { kind: 'done', root: event.root, name: event.name }
    case 'lost':
      return isOnTheLine(state) ? waitingForFriend(state) : state
    case 'stopped':
      return stopped(state, event.by, event.code)
    case 'paused':
      return { kind: 'paused', reason: 'by-us', haveBytes: haveBytesOf(state) }
    case 'resumed':
      return state.kind === 'paused' ? waitingForFriend(state) : state
    case 'cancelled':
      return { kind: 'cancelled', by: event.by }
    case 'failed':
      return { kind: 'failed', why: event.why }
    default:
      return assertNever(event)
  }
}

/** Nothing will change it any more. */
export function isOver(state: TransferState): boolean {
  switch (state.kind) {
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'declined':
      return true
    case 'queued':
    case 'waiting':
    case 'moving':
    case 'paused':
    case 'verifying':
      return false
    default:
      return assertNever(state)
  }
}

/** May a connected friend start or resume it now? A pause of the peer's ends when the peer comes back. */
export function mayMove(state: TransferState): boolean {
  if (state.kind === 'waiting') return state.for === 'friend'
  return state.kind === 'paused' && PEER_ENDS.has(state.reason)
}

export function haveBytesOf(state: TransferState): number {
  return 'haveBytes' in state ? state.haveBytes : 0
}

const PEER_ENDS: ReadonlySet<PauseReason> = new Set(['by-peer', 'disk-full-there', 'trouble-there'])

function stopped(state: TransferState, by: Side, code: StopCode): TransferState {
  const haveBytes = haveBytesOf(state)
  const paused = (ours: PauseReason, theirs: PauseReason): TransferState => ({
    kind: 'paused',
    reason: by === 'us' ? ours : theirs,
    haveBytes,
  })
  switch (code) {
    case 'paused':
      return paused('by-us', 'by-peer')
    case 'disk-full':
      return paused('disk-full-here', 'disk-full-there')
    case 'failed':
      return paused('trouble-here', 'trouble-there')
    case 'complete':
    case 'busy':
    case 'bad-chunk':
      return waitingForFriend(state)
    case 'cancelled':
      return { kind: 'cancelled', by }
    case 'source-changed':
    case 'source-gone':
    case 'root-mismatch':
    case 'protocol':
      return { kind: 'failed', why: code }
    default:
      return assertNever(code)
  }
}

function isUnanswered(state: TransferState): boolean {
  return state.kind === 'queued' || (state.kind === 'waiting' && state.for === 'answer')
}

function isOnTheLine(state: TransferState): boolean {
  return state.kind === 'moving' || state.kind === 'verifying'
}

function waitingForFriend(state: TransferState): TransferState {
  return { kind: 'waiting', for: 'friend', haveBytes: haveBytesOf(state) }
}
