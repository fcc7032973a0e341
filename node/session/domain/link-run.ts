import { assertNever } from '../../../src/core/assert-never.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import type { Answer, Push } from '../../../src/home/entity/calls.ts'
import type { Friend, Profile } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import {
  ANSWER_TIMEOUT_MS,
  LINK_DEAD_MS,
  MAX_FRIENDS_PAGE,
  PING_INTERVAL_MS,
  RESTORE_STEP,
} from '../../../src/home/limits.ts'
import { LinkError } from '../errors.ts'
import { WAKE_PING_MS, WATCH_INTERVAL_MS } from '../limits.ts'
import type { HomeLine, OwnDevice, PushTaker } from '../ports.ts'
import type { Nudge } from './nudge.ts'
import type { Replica } from './replica.ts'

/**
 * One link to the home, from attach to its end.
 *
 *   attach(cursor, card) → [snapshot: self, friends…] → online → events, committed then acknowledged, until the line ends
 *
 * Beside it: a ping every PING_INTERVAL_MS, and a new card when this device's addresses change.
 * Not here: dialling, waiting for the next try, what the person is shown.
 */
export type LinkDeps = Readonly<{
  clock: Clock
  replica: Replica
  own: OwnDevice
  takers: PushTaker
  /** A nudge makes the link prove that it lives. */
  nudge: Nudge
}>

export type LinkEnd =
  | Readonly<{ kind: 'logged-out'; reason: 'revoked' | 'replaced' | 'logged-out' }>
  | Readonly<{ kind: 'go-away'; retryAfterMs: number }>

export type LinkOptions = Readonly<{
  account: AccountId
  signal: AbortSignal
  /** Attached, and with a snapshot where one was needed. */
  onOnline(): void
  onProfile(profile: Profile): Promise<void>
}>

/** @throws LinkError or HomeRefusal when the link could not be made or broke. */
export async function runLink(
  deps: LinkDeps,
  line: HomeLine,
  options: LinkOptions,
): Promise<LinkEnd> {
  const end = new AbortController()
  const signal = AbortSignal.any([options.signal, end.signal])
  const addresses = deps.own.addresses()
  await attach(deps, line, options)
  options.onOnline()
  const parts = [
    follow(deps, line, options, signal),
    keepAlive(deps, line, signal),
    keepCard(deps, line, addresses, signal),
  ]
  try {
    return await Promise.race(parts)
  } finally {
    end.abort(new Error('the link ended'))
    await Promise.allSettled(parts)
  }
}

/** An answer within its time, or a LinkError LATE. */
export function askInTime<T>(
  clock: Clock,
  options: Readonly<{ signal: AbortSignal; ms?: number }>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = () => new LinkError('LATE', 'the home did not answer in time')
  return withDeadline(clock, { ms: ANSWER_TIMEOUT_MS, ...options, late }, work)
}

async function attach(deps: LinkDeps, line: HomeLine, options: LinkOptions): Promise<void> {
  const { cursor } = deps.replica
  const card = await deps.own.card()
  const attached = await askInTime(deps.clock, options, (signal) =>
    line.ask('attach', { cursor, card }, { signal }),
  )
  if (attached.account !== options.account) {
    throw new LinkError('PROTOCOL', 'the home attached this device to another account')
  }
  const isRestored = wasRestored(attached, cursor)
  if (attached.snapshotNeeded || cursor === undefined || isRestored) {
    await takeSnapshot(deps, line, { headUsn: attached.headUsn, isRestored }, options)
  }
}

/** A home half a step and more above our cursor (which may be above the backup's head) was restored from a backup; one behind it is an older copy. Its word is the truth now. */
function wasRestored({ headUsn }: Answer<'attach'>, cursor: number | undefined): boolean {
  return cursor !== undefined && (headUsn < cursor || headUsn - cursor >= RESTORE_STEP / 2)
}

async function takeSnapshot(
  deps: LinkDeps,
  line: HomeLine,
  snapshot: Readonly<{ headUsn: number; isRestored: boolean }>,
  options: LinkOptions,
): Promise<void> {
  const self = await askInTime(deps.clock, options, (signal) => line.ask('self', {}, { signal }))
  const friends: Friend[] = []
  for (let more = true; more; ) {
    const page = { after: friends.at(-1)?.account ?? '', limit: MAX_FRIENDS_PAGE }
    const answer = await askInTime(deps.clock, options, (signal) =>
      line.ask('friends', page, { signal }),
    )
    if (answer.more && answer.friends.length === 0) {
      throw new LinkError('PROTOCOL', 'the home sent an empty page of friends that is not the last')
    }
    friends.push(...answer.friends)
    more = answer.more
  }
  await options.onProfile(self)
  await deps.replica.takeSnapshot(friends, snapshot)
  await acknowledge(deps, line, snapshot.headUsn, options.signal)
}

async function follow(
  deps: LinkDeps,
  line: HomeLine,
  options: LinkOptions,
  signal: AbortSignal,
): Promise<LinkEnd> {
  for (;;) {
    const push = await line.nextPush({ signal })
    const end = await take(deps, line, push, { ...options, signal })
    if (end !== undefined) return end
  }
}

async function take(
  deps: LinkDeps,
  line: HomeLine,
  push: Push,
  options: LinkOptions,
): Promise<LinkEnd | undefined> {
  switch (push.kind) {
    case 'events': {
      await deps.replica.takeEvents(push.value.events)
      for (const { change } of push.value.events) {
        if (change.kind === 'profile') await options.onProfile(change.value)
      }
      await acknowledge(deps, line, deps.replica.cursor ?? 0, options.signal)
      return undefined
    }
    case 'caughtUp':
      deps.takers.caughtUp()
      return undefined
    case 'presence':
      await deps.takers.presence(push.value)
      return undefined
    case 'typing':
      deps.takers.typing(push.value)
      return undefined
    case 'goAway':
      return { kind: 'go-away', retryAfterMs: push.value.retryAfterMs }
    case 'loggedOut':
      return { kind: 'logged-out', reason: push.value.reason }
    default:
      return assertNever(push)
  }
}

async function acknowledge(
  deps: LinkDeps,
  line: HomeLine,
  usn: number,
  signal: AbortSignal,
): Promise<void> {
  await askInTime(deps.clock, { signal }, (each) =>
    line.ask('acknowledgeEvents', { usn }, { signal: each }),
  )
}

/** A half-open line is known LINK_DEAD_MS after its last frame, and soon after a nudge. */
async function keepAlive(deps: LinkDeps, line: HomeLine, signal: AbortSignal): Promise<never> {
  for (;;) {
    const beganMs = deps.clock.monotonicMs()
    await deps.nudge.sleep(deps.clock, PING_INTERVAL_MS, { signal })
    const nudged = deps.clock.monotonicMs() - beganMs < PING_INTERVAL_MS
    await ping(deps, line, {
      signal,
      ms: nudged ? WAKE_PING_MS : LINK_DEAD_MS - PING_INTERVAL_MS,
    })
  }
}

async function ping(
  deps: LinkDeps,
  line: HomeLine,
  options: Readonly<{ signal: AbortSignal; ms: number }>,
): Promise<void> {
  const seen = line.framesSeen()
  try {
    await askInTime(deps.clock, options, (signal) => line.ask('ping', {}, { signal }))
  } catch (cause) {
    options.signal.throwIfAborted()
    const late = cause instanceof LinkError && cause.code === 'LATE'
    if (!late || line.framesSeen() > seen) {
      if (late) return
      throw cause
    }
    throw new LinkError('SILENT', 'the home fell silent', { cause })
  }
}

async function keepCard(
  deps: LinkDeps,
  line: HomeLine,
  attachedWith: readonly string[],
  signal: AbortSignal,
): Promise<never> {
  let announced = attachedWith.join()
  for (;;) {
    await deps.clock.sleep(WATCH_INTERVAL_MS, { signal })
    const now = deps.own.addresses().join()
    if (now === announced) continue
    if (await announce(deps, line, signal)) announced = now
  }
}

/** @returns false when the home wants that later: the next look tries again. */
async function announce(deps: LinkDeps, line: HomeLine, signal: AbortSignal): Promise<boolean> {
  const card = await deps.own.card()
  try {
    await askInTime(deps.clock, { signal }, (each) =>
      line.ask('setCard', { card }, { signal: each }),
    )
    return true
  } catch (err) {
    if (err instanceof HomeRefusal && err.retryAfterMs > 0) return false
    throw err
  }
}
