import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { untilAborted } from '../../../src/core/until-aborted.ts'
import { DIAL_RETRY, DIAL_TIMEOUT_MS, STEADY_LINK_MS } from '../limits.ts'
import type { Parties, PartyDevice, PeerLines } from '../queue-ports.ts'
import { Bell } from './bell.ts'

export type KeeperDeps = Readonly<{
  lines: PeerLines
  parties: Parties
  clock: Clock
  random: Random
  log: Logger
}>
type Target = Readonly<{ friend: AccountId; device: DeviceId }>
/** One series of dials to a device, shared by all who wait for it. */
type Search = {
  readonly target: Target
  readonly bell: Bell
  readonly end: AbortController
  readonly found: PromiseWithResolvers<void>
  waiters: number
  /** Dials without a lasting success, counted over searches. */
  attempt: number
}

/**
 * Makes sure that there is a link to a device while somebody waits for one: dials its announced addresses, with backoff,
 * as long as it may be there; rests while the home says that it is away; starts afresh at any news of it. The friend's
 * node does the same, so whoever can reach the other does.
 */
export class LinkKeeper {
  readonly #deps: KeeperDeps
  readonly #searches = new Map<DeviceId, Search>()
  readonly #found = new Map<DeviceId, Readonly<{ atMs: number; attempt: number }>>()

  constructor(deps: KeeperDeps) {
    this.#deps = deps
  }

  /** Resolves when there is a link to the device and it is the friend's, at once if so. */
  async linked(target: Target, options: { signal: AbortSignal }): Promise<void> {
    options.signal.throwIfAborted()
    if (this.#isLinked(target)) return
    const search = this.#searches.get(target.device) ?? this.#begin(target)
    search.waiters += 1
    try {
      await untilAborted(search.found.promise, options.signal)
      this.#found.set(target.device, {
        atMs: this.#deps.clock.monotonicMs(),
        attempt: search.attempt,
      })
    } finally {
      search.waiters -= 1
      if (search.waiters === 0) this.#give(target.device, search)
    }
  }

  /** News of the device from the home: cards, presence. */
  rouse(device: DeviceId): void {
    this.#searches.get(device)?.bell.ring()
  }

  /** Its link came or went. The other side may have come through while our own dial still hangs. */
  linkChanged(device: DeviceId): void {
    const search = this.#searches.get(device)
    if (search !== undefined && this.#isLinked(search.target)) search.found.resolve()
  }

  #begin(target: Target): Search {
    const end = new AbortController()
    const bell = new Bell()
    const found = Promise.withResolvers<void>()
    // Whoever waits hears of a failure; when nobody is left there is nobody to tell.
    found.promise.catch(() => undefined)
    const attempt = this.#firstAttempt(target.device)
    const search = { target, bell, end, found, waiters: 0, attempt }
    this.#searches.set(target.device, search)
    // Not before the caller is counted as waiting.
    Promise.resolve()
      .then(() => this.#run(search))
      .then(found.resolve, found.reject)
    return search
  }

  #give(device: DeviceId, search: Search): void {
    if (this.#searches.get(device) === search) this.#searches.delete(device)
    // A link is told of before the dial that made it is over: an abort now would cut that very link.
    if (this.#isLinked(search.target)) search.bell.ring()
    else search.end.abort(new Error('nobody waits for the link'))
  }

  async #run(search: Search): Promise<void> {
    const { target, bell } = search
    const { signal } = search.end
    const { clock, random } = this.#deps
    let isDue = search.attempt === 0
    while (search.waiters > 0 && !this.#isLinked(target)) {
      const device = this.#deviceOf(target)
      if (device === undefined || !mayBeThere(device)) {
        await bell.wait({ clock, signal })
        search.attempt = 0
        isDue = true
      } else if (isDue) {
        search.attempt += 1
        isDue = false
        await this.#dial(device, signal)
      } else {
        const ms = backoffMs(search.attempt - 1, DIAL_RETRY, random)
        if ((await bell.wait({ clock, ms, signal })) === 'rung') search.attempt = 0
        isDue = true
      }
    }
  }

  /** A link that broke as soon as it was there was no success: the backoff goes on where it was. */
  #firstAttempt(device: DeviceId): number {
    const last = this.#found.get(device)
    this.#found.delete(device)
    if (last === undefined) return 0
    return this.#deps.clock.monotonicMs() - last.atMs < STEADY_LINK_MS ? last.attempt + 1 : 0
  }

  #isLinked(target: Target): boolean {
    return this.#deps.lines.connected(target.device) && this.#deviceOf(target) !== undefined
  }

  #deviceOf(target: Target): PartyDevice | undefined {
    const party = this.#deps.parties.byAccount(target.friend)
    return party?.devices.find((known) => known.device === target.device)
  }

  async #dial(device: PartyDevice, signal: AbortSignal): Promise<void> {
    const late = () => new Error('no address answered in time')
    const limits = { ms: DIAL_TIMEOUT_MS, signal, late }
    try {
      await withDeadline(this.#deps.clock, limits, (dialling) =>
        this.#deps.lines.dial(device.device, device.addresses, { signal: dialling }),
      )
    } catch (err) {
      signal.throwIfAborted()
      this.#deps.log.debug({ err, device: device.device }, 'could not reach a device')
    }
  }
}

function mayBeThere(device: PartyDevice): boolean {
  return device.reach !== 'offline' && device.addresses.length > 0
}
