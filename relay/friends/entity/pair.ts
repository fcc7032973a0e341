import { assertNever } from '../../../src/core/assert-never.ts'
import type { FriendState } from '../../../src/home/entity/nouns.ts'
import type { RefusalCode } from '../../../src/home/entity/refusal.ts'

/**
 * The relation of two accounts and how it changes. Pure.
 *
 *            request                 accept
 *   none ───────────────▶ requested | asked ───────▶ friend | friend ──── remove, block ──▶ none
 *          decline, cancel ◀─────┘      (a request that crosses another accepts it)
 *
 * A block is one-sided and silent: the blocked one sees a removal at most, and a request of theirs looks pending. It lies hidden
 * behind the block and shows when the block is lifted.
 *
 * Always: mine.requested ⇔ theirs.asked · mine.friend ⇔ theirs.friend · a side that blocks is `none` or `asked`.
 * Not here: limits, remarks, conversations, who may ask.
 */
export type Side = Readonly<{
  state: 'none' | 'requested' | 'asked' | 'friend'
  blocked: boolean
  /** What the pending request says. */
  note: string
  sinceMs: number
}>

export type Pair = Readonly<{ mine: Side; theirs: Side }>

export type PairAction =
  | Readonly<{ kind: 'request'; note: string }>
  | Readonly<{ kind: 'accept' | 'decline' | 'cancel' | 'remove' | 'block' | 'unblock' }>

export type PairStep =
  | Readonly<{ kind: 'changed'; pair: Pair }>
  | Readonly<{ kind: 'unchanged' }>
  | Readonly<{ kind: 'refused'; code: RefusalCode }>

export const STRANGER: Side = { state: 'none', blocked: false, note: '', sinceMs: 0 }

/** What I do to the pair. Doing again what is done already changes nothing and is no error. */
export function step(pair: Pair, action: PairAction, nowMs: number): PairStep {
  const { mine } = pair
  switch (action.kind) {
    case 'request':
      return request(pair, action.note, nowMs)
    case 'accept':
      if (mine.state === 'friend') return UNCHANGED
      return isAskedOpenly(mine) ? befriended(nowMs) : refused('no-request')
    case 'decline':
      return isAskedOpenly(mine) ? parted(pair, nowMs) : refused('no-request')
    case 'cancel':
      return mine.state === 'requested' ? parted(pair, nowMs) : refused('no-request')
    case 'remove':
      return mine.state === 'friend' ? parted(pair, nowMs) : refused('not-friends')
    case 'block':
      return block(pair, nowMs)
    case 'unblock':
      return mine.blocked ? changed({ ...pair, mine: { ...mine, blocked: false } }) : UNCHANGED
    default:
      return assertNever(action)
  }
}

/** The state as its own side may see it. */
export function visibleState(
  side: Readonly<{ state: Side['state']; blocked: boolean }>,
): FriendState {
  return side.blocked ? 'blocked' : side.state
}

/** Would its own side notice the difference? */
export function looksDifferent(before: Side, after: Side): boolean {
  if (visibleState(before) !== visibleState(after)) return true
  return !after.blocked && before.note !== after.note
}

const UNCHANGED: PairStep = { kind: 'unchanged' }

function request(pair: Pair, note: string, nowMs: number): PairStep {
  const { mine, theirs } = pair
  if (mine.state === 'friend') return refused('already-friends')
  if (mine.state === 'requested') return UNCHANGED
  // Asked already (also behind my own block, which asking lifts): the requests cross, so both want it.
  if (mine.state === 'asked') return befriended(nowMs)
  return changed({
    mine: { state: 'requested', blocked: false, note, sinceMs: nowMs },
    theirs: { state: 'asked', blocked: theirs.blocked, note, sinceMs: nowMs },
  })
}

function block(pair: Pair, nowMs: number): PairStep {
  const { mine, theirs } = pair
  if (mine.blocked) return UNCHANGED
  const blocked = { ...mine, blocked: true }
  if (mine.state === 'asked') return changed({ mine: blocked, theirs })
  const apart = mine.state === 'none' ? pair : separate(pair, nowMs)
  return changed({ mine: { ...apart.mine, blocked: true, sinceMs: nowMs }, theirs: apart.theirs })
}

function befriended(nowMs: number): PairStep {
  const friend: Side = { state: 'friend', blocked: false, note: '', sinceMs: nowMs }
  return changed({ mine: friend, theirs: friend })
}

function parted(pair: Pair, nowMs: number): PairStep {
  return changed(separate(pair, nowMs))
}

function separate(pair: Pair, nowMs: number): Pair {
  const apart = { state: 'none', note: '', sinceMs: nowMs } as const
  return { mine: { ...pair.mine, ...apart }, theirs: { ...pair.theirs, ...apart } }
}

function isAskedOpenly(side: Side): boolean {
  return side.state === 'asked' && !side.blocked
}

function changed(pair: Pair): PairStep {
  return { kind: 'changed', pair }
}

function refused(code: RefusalCode): PairStep {
  return { kind: 'refused', code }
}
