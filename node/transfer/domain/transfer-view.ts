import {
  type Advice,
  FAILURE_ADVICE,
  PAUSE_ADVICE,
  STREAM_GONE,
} from '../../../src/transfer/entity/failure.ts'
import {
  haveBytesOf,
  isOver,
  type FailureCode,
  mayMove,
  type TransferState,
} from '../../../src/transfer/entity/transfer-state.ts'
import type { Pace } from '../../../src/transfer/domain/voice.ts'
import { REFUSALS } from '../../../src/home/entity/refusal.ts'
import type { Holdup } from '../../chat/entity/line.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import {
  type Note,
  type SpoolLack,
  totalBytesOf,
  type TransferRecord,
} from '../entity/transfer-record.ts'
import { bottleneckOf } from '../entity/bottleneck.ts'
import { meanRate } from '../entity/travel.ts'
import type { Live, Waiting } from './progress-board.ts'
import type { StandingNo, Tried } from './way-facts.ts'

/** What is known of a transfer beyond its record, at this moment. */
export type Surroundings = Readonly<{
  live: Live | undefined
  waiting: Waiting | undefined
  /** Of the other device: `gone` when it is no device of a friend any more. */
  reach: 'online' | 'offline' | 'unknown' | 'gone'
  isLinked: boolean
  /** Where the finished file lies. */
  location: string | undefined
  /** In line. */
  place: number | undefined
  /** Bytes a second that it may have. */
  limit: number | undefined
  /** Bytes of it that the spool has taken from us. */
  storedBytes: number | undefined
  /** What both ends of its line waited for. */
  pace: Pace | undefined
  /** While it moves: of its link, or of that to the home. */
  roundTripMs: number | undefined
  tries: readonly Tried[]
  /** The home's no to the spool, while it stands. */
  refusal: StandingNo | undefined
  /** Why the home takes no message for this friend just now. */
  holdup: Holdup | undefined
  /** Of a stream of ours: what of it has come in here. */
  stagedBytes: number | undefined
  /** This node keeps to the spool. */
  spoolOnly: boolean
}>

type Reason = Readonly<{ code: string; why: string; retryAtMs?: number }>

/** A transfer as a person sees it: an honest state, why it stands still, and what to do. */
export function viewOf(record: TransferRecord, around: Surroundings): TransferView {
  const { state } = record
  const reason = reasonOf(record, around)
  const { live } = around
  const isMoving = state.kind === 'moving'
  const sizeKnown = record.stream?.isOpen !== true
  const totalBytes = sizeKnown ? totalBytesOf(record) : knownBytes(record, around)
  return {
    id: record.id,
    friend: record.friendName,
    direction: record.direction,
    file: sizeKnown ? record.file : { ...record.file, size: totalBytes },
    sizeKnown,
    state: shownState(state, around),
    why: reason?.why,
    code: reason?.code,
    retryAtMs: reason?.retryAtMs,
    verifiedBytes: verifiedBytes(record, live),
    totalBytes,
    rate: isMoving ? live?.pace.bytesPerSecond : undefined,
    etaMs: isMoving && sizeKnown ? live?.pace.etaMs : undefined,
    path: isMoving || state.kind === 'verifying' ? state.path : record.travel?.path,
    // Where a stream of ours is kept meanwhile is no place for a person.
    location: around.location ?? (record.stream ? undefined : record.source?.path) ?? record.folder,
    root: state.kind === 'done' ? state.root : undefined,
    createdMs: record.createdMs,
    endedMs: record.endedMs,
    startedMs: record.travel?.startedMs,
    movedBytes: record.travel?.bytes,
    meanRate: record.travel === undefined ? undefined : meanRate(record.travel),
    carried: record.carried,
    priority: record.priority,
    place: around.place,
    limit: isMoving ? around.limit : undefined,
    storedBytes: record.direction === 'outgoing' && !isOver(state) ? around.storedBytes : undefined,
    bottleneck:
      isMoving && around.pace
        ? bottleneckOf(around.pace, state.path, { isOpen: !sizeKnown })
        : undefined,
    roundTripMs: around.roundTripMs,
    tries: isOver(state) ? [] : around.tries,
    quiet: record.note === 'quiet-hours',
    pick: record.pick,
    report: record.report,
  }
}

function shownState(state: TransferState, around: Surroundings): TransferView['state'] {
  const isQueued = isInLine(around) && mayMove(state)
  return isQueued ? 'queued' : state.kind
}

function isInLine({ waiting, place }: Surroundings): boolean {
  return waiting === 'slot' || place !== undefined
}

/** Of a stream that has not ended yet. */
function knownBytes(record: TransferRecord, { live, stagedBytes }: Surroundings): number {
  return Math.max(verifiedBytes(record, live), stagedBytes ?? 0)
}

function verifiedBytes(record: TransferRecord, live: Live | undefined): number {
  const { state, stream } = record
  const total = totalBytesOf(record)
  if (state.kind === 'done') return total
  const haveBytes = live?.haveBytes ?? haveBytesOf(state)
  return stream?.isOpen ? haveBytes : Math.min(haveBytes, total)
}

function reasonOf(record: TransferRecord, around: Surroundings): Reason | undefined {
  const { note, state } = record
  if (note !== undefined) return { code: note, why: NOTE_WORDS[note] }
  switch (state.kind) {
    case 'queued':
      return unsent(around)
    case 'waiting':
      return state.for === 'answer' ? unanswered(record, around) : waitingFor(record, around)
    case 'paused': {
      if (state.reason === 'by-us' && record.held) return HELD
      const { why, whatToDo } = PAUSE_ADVICE[state.reason]
      return { code: state.reason, why: `${why}: ${whatToDo}` }
    }
    case 'failed': {
      const { why, whatToDo } = adviceOn(state.why, record)
      return { code: state.why, why: `${why}: ${whatToDo}` }
    }
    case 'cancelled':
      return state.by === 'us'
        ? { code: 'cancelled-here', why: 'cancelled here' }
        : { code: 'cancelled-there', why: `cancelled by ${record.friendName}` }
    case 'declined':
      return { code: 'declined', why: declinedWords(record) }
    case 'moving':
    case 'verifying':
    case 'done':
      return undefined
  }
}

/** The offer is a message like any other. */
function unsent({ holdup }: Surroundings): Reason {
  const why = 'the offer goes out as soon as the home can be reached'
  if (holdup === undefined) return { code: 'not-sent', why }
  return { code: 'offer-held', why: holdup.why, retryAtMs: holdup.untilMs }
}

function adviceOn(why: FailureCode, { stream }: TransferRecord): Advice {
  return why === 'source-gone' && stream?.isOpen ? STREAM_GONE : FAILURE_ADVICE[why]
}

const HELD: Reason = {
  code: 'held',
  why: 'everything is paused here: homing transfers resume --all',
}

function unanswered(record: TransferRecord, around: Surroundings): Reason {
  const { direction, friendName, spoolLack } = record
  if (direction === 'outgoing') {
    const why = `${friendName} has not answered yet`
    const awaited = { code: 'answer-awaited', why }
    return spooled(record, around) ?? withLack(awaited, record)
  }
  const needed = { code: 'answer-needed', why: `${friendName} offers it: accept or decline` }
  if (spoolLack !== 'spool-key-refused') return needed
  return { ...needed, why: `${needed.why}; beware: ${LACK_WORDS[spoolLack](friendName)}` }
}

/** It only moves when both are there, and a person who waits should know why the relay's store does not help. */
function withLack(reason: Reason, { spoolLack, friendName }: TransferRecord): Reason {
  if (spoolLack === undefined) return reason
  return { code: spoolLack, why: `${reason.why}; ${LACK_WORDS[spoolLack](friendName)}` }
}

const LACK_WORDS: Readonly<Record<SpoolLack, (friend: string) => string>> = {
  'no-sealing-keys': (friend) =>
    `not through the relay: no device of ${friend} had told a key to seal it for when it was offered`,
  'spool-not-for-us': () =>
    'not through the relay: the offer holds no key for this device, which was not known then',
  'spool-key-refused': (friend) =>
    `not through the relay: the key in the offer was not sealed by the device of ${friend} that offers it, so somebody on the way may have changed it`,
}

function declinedWords({ direction, friendName }: TransferRecord): string {
  return direction === 'outgoing' ? `${friendName} declined` : 'declined here'
}

function waitingFor(record: TransferRecord, around: Surroundings): Reason {
  const { friendName } = record
  const inSpool = spooled(record, around)
  if (inSpool !== undefined) return inSpool
  if (record.stream !== undefined && around.spoolOnly) return NO_WAY
  if (isInLine(around)) {
    const place = around.place === undefined ? '' : `, number ${around.place} in line`
    return { code: 'in-line', why: `others are moving; it starts by itself${place}` }
  }
  if (around.isLinked && around.reach !== 'gone')
    return { code: 'starting', why: `connected with ${friendName}; about to move` }
  switch (around.reach) {
    case 'gone':
      return {
        code: 'device-gone',
        why: `the device is no longer one of ${friendName} as a friend of yours`,
      }
    case 'offline':
      return withLack({ code: 'friend-away', why: awayWords(record) }, record)
    case 'online':
      return withLack(
        { code: 'connecting', why: `${friendName} is there; looking for a way` },
        record,
      )
    case 'unknown':
      return { code: 'home-away', why: `the home is away; looking for ${friendName} without it` }
  }
}

function awayWords({ friendName, stream }: TransferRecord): string {
  if (stream === undefined) return `${friendName} is away; it goes on by itself`
  return `${friendName} is away; a stream goes straight only: it goes on when both nodes are there`
}

const NO_WAY: Reason = {
  code: 'no-way',
  why: 'a stream goes straight only, and this node keeps to the relay: cancel it, and send a file',
}

/** What the relay's store makes of it, on the sender's side. */
function spooled({ direction, friendName, state, stored }: TransferRecord, around: Surroundings) {
  if (direction === 'incoming') return undefined
  if (stored?.isWhole) {
    return {
      code: 'stored',
      why: `all of it waits on the relay, sealed, until ${friendName} fetches it; your node may go`,
    }
  }
  // Who is there is asked first.
  const isAsked = state.kind === 'waiting' && state.for === 'answer'
  if (isAsked && around.reach === 'online') return undefined
  // It refuses the upload, or takes it and has no room for more of it.
  const { refusal } = around
  if (refusal !== undefined) return { ...refusal, why: REFUSALS[refusal.code] }
  if (around.pace?.theirs === 'room') return { code: 'spool-full', why: REFUSALS['spool-full'] }
  if (around.storedBytes === undefined) return undefined
  return { code: 'storing', why: `${friendName} cannot be reached; it goes to the relay, sealed` }
}

const NOTE_WORDS: Readonly<Record<Note, string>> = {
  'answered-elsewhere': 'answered on another device of yours',
  'offer-refused': 'the home did not take the offer: you are no longer friends',
  'signed-out': 'this device was signed out: send it again, or have it sent again',
  'too-many-offers': 'too many offers wait for an answer: answer some of them first',
  'rule-too-large': 'larger than your rule allows: accept or decline',
  'rule-unknown-size':
    'its size is not known, and your rule has a limit of size: accept or decline',
  'stream-no-space':
    'too little free space here to take more of the stream: it goes on when there is some',
  'rule-blocked': 'declined by your rule: nothing is taken from this friend',
  'quiet-hours': 'it came in quiet hours; accept it now, or it is looked at when they end',
  'rule-no-space': 'too little free space for your rule: make room, then accept',
  'sink-failed':
    'the folder cannot take the file: check that it exists and may be written, then resume',
  'staging-unsafe':
    'the folder .homing-incoming beside the target is not yours alone: remove it, then resume',
  'no-free-name': 'too many files of that name in the folder: move some away, then resume',
}

/** Is anything still to happen? */
export function isOpen({ state }: Pick<TransferRecord, 'state'>): boolean {
  return !isOver(state)
}
