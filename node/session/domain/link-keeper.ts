import { backoffMs } from '../../../src/core/backoff.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { LinkState } from '../entity/link-state.ts'
import type { Membership } from '../entity/membership.ts'
import { LinkError } from '../errors.ts'
import { CONNECT_TIMEOUT_MS, LEAVE_TIMEOUT_MS, RECONNECT, SOUND_LINK_MS } from '../limits.ts'
import type { HomeDialer, HomeLine } from '../ports.ts'
import { askInTime, type LinkDeps, type LinkEnd, type LinkOptions, runLink } from './link-run.ts'

type KeeperDeps = LinkDeps & Readonly<{ dialer: HomeDialer; random: Random; log: Logger }>

type KeeperOptions = Readonly<{
  signal: AbortSignal
  onState(state: LinkState, line: HomeLine | undefined): void
  onProfile: LinkOptions['onProfile']
}>

/** Why the account cannot be used from this device any more. */
type SignedOutWhy = 'revoked' | 'logged-out' | 'unknown'

/** The same for the person; nothing for what they asked for themselves. */
export const SIGNED_OUT: Readonly<Record<SignedOutWhy, string>> = {
  revoked: 'this device was logged out from another one',
  unknown: 'the home knows this device no more: it was logged out from afar',
  'logged-out': '',
}

/**
 * Keeps a link to the home for as long as this device is signed in: dial, attach, run, wait, again.
 * @returns only when the home signed this device out; stopping throws the signal's reason.
 */
export async function keepLinked(
  deps: KeeperDeps,
  member: Membership,
  options: KeeperOptions,
): Promise<SignedOutWhy> {
  for (let attempt = 0; ; attempt++) {
    const link = await oneLink(deps, member, options)
    if (link.kind === 'signed-out') return link.why
    if (link.lastedMs >= SOUND_LINK_MS) attempt = 0
    const waitMs = Math.max(link.retryAfterMs, 0) + backoffMs(attempt, RECONNECT, deps.random)
    const nowMs = deps.clock.nowMs()
    options.onState(
      { kind: 'offline', sinceMs: nowMs, retryAtMs: nowMs + waitMs, why: link.why },
      undefined,
    )
    deps.log.info({ waitMs, why: link.why }, 'link to the home ended')
    await deps.nudge.sleep(deps.clock, waitMs, options)
  }
}

type Ended =
  | Readonly<{ kind: 'signed-out'; why: SignedOutWhy }>
  | Readonly<{ kind: 'again'; why: string; retryAfterMs: number; lastedMs: number }>

async function oneLink(
  deps: KeeperDeps,
  member: Membership,
  options: KeeperOptions,
): Promise<Ended> {
  options.onState({ kind: 'connecting', sinceMs: deps.clock.nowMs() }, undefined)
  let line: HomeLine | undefined
  let onlineSinceMs: number | undefined
  const lastedMs = () =>
    onlineSinceMs === undefined ? 0 : deps.clock.monotonicMs() - onlineSinceMs
  try {
    line = await open(deps, member.address, options.signal)
    const opened = line
    const end = await runLink(deps, opened, {
      account: member.account,
      signal: options.signal,
      onProfile: options.onProfile,
      onOnline: () => {
        onlineSinceMs = deps.clock.monotonicMs()
        options.onState({ kind: 'online', sinceMs: deps.clock.nowMs() }, opened)
        deps.log.info({ home: member.home }, 'attached to the home')
      },
    })
    return endedBy(end, lastedMs())
  } catch (err) {
    if (options.signal.aborted && line !== undefined) await leave(deps, line)
    options.signal.throwIfAborted()
    return brokenBy(err, lastedMs(), deps.log)
  } finally {
    line?.reset('the link ended')
  }
}

function open(deps: KeeperDeps, address: string, signal: AbortSignal): Promise<HomeLine> {
  return askInTime(deps.clock, { signal, ms: CONNECT_TIMEOUT_MS }, (each) =>
    deps.dialer.open(address, { signal: each }),
  )
}

/** Tells the home, so that friends see us go at once. */
async function leave(deps: KeeperDeps, line: HomeLine): Promise<void> {
  const options = { signal: new AbortController().signal, ms: LEAVE_TIMEOUT_MS }
  try {
    await askInTime(deps.clock, options, async (signal) => {
      await line.ask('leave', {}, { signal })
      await line.close({ signal })
    })
  } catch (err) {
    deps.log.debug({ err }, 'left the home without its answer')
  }
}

function endedBy(end: LinkEnd, lastedMs: number): Ended {
  if (end.kind === 'go-away') {
    const why = 'the home is restarting'
    return { kind: 'again', why, retryAfterMs: end.retryAfterMs, lastedMs }
  }
  if (end.reason !== 'replaced') return { kind: 'signed-out', why: end.reason }
  // Two programs with one key would throw each other out for ever: not counted as a sound link, so the backoff grows.
  const why = 'another program took over with the key of this device'
  return { kind: 'again', why, retryAfterMs: 0, lastedMs: 0 }
}

function brokenBy(err: unknown, lastedMs: number, log: Logger): Ended {
  if (err instanceof HomeRefusal) {
    if (err.code === 'signed-out') return { kind: 'signed-out', why: 'unknown' }
    return { kind: 'again', why: err.message, retryAfterMs: err.retryAfterMs, lastedMs }
  }
  if (err instanceof LinkError) {
    return { kind: 'again', why: err.message, retryAfterMs: 0, lastedMs }
  }
  log.error({ err }, 'the link to the home failed')
  return { kind: 'again', why: 'an error of this node; see its log', retryAfterMs: 0, lastedMs: 0 }
}
