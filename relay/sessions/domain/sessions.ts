import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import { Turns } from '../../../src/core/turns.ts'
import type { Answer, Ask } from '../../../src/home/entity/calls.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller, FencedDevice } from '../../accounts/entity/caller.ts'
import type { Doorbell, EndReason } from '../../presence/ports.ts'
import { MAX_OPENING, MAX_OPENING_WAIT_MS, MAX_STRANGERS, OPENING_RETRY_MS } from '../limits.ts'
import type { SessionCards, SessionStore } from '../ports.ts'
import { Session, type SessionDeps } from './session.ts'

type SessionsDeps = SessionDeps &
  Readonly<{ store: SessionStore; cards: SessionCards; doorbell: Doorbell; clock: Clock }>

type Opened = Readonly<{ session: Session; attached: Answer<'attach'> }>

/** How a session ended: `left` by a word of the node, `lost` without one, else by the last word of the session. */
export type Ending = 'left' | 'lost' | EndReason

const OPENING = {
  most: MAX_OPENING,
  maxWaiting: MAX_STRANGERS,
  maxWaitMs: MAX_OPENING_WAIT_MS,
}

/**
 * The sessions of this relay, one a device. SQL hands out the epochs; the newest stays, whatever order links open in, and ends
 * the older ones wherever they are.
 */
export class Sessions {
  readonly #deps: SessionsDeps
  readonly #opening: Turns
  readonly #newest = new Map<DeviceId, Session>()
  readonly #listening = new Map<Session, AsyncDisposable>()

  constructor(deps: SessionsDeps) {
    this.#deps = deps
    const tooMany = () => new HomeRefusal('unavailable', { retryAfterMs: OPENING_RETRY_MS })
    this.#opening = new Turns({ clock: deps.clock, tooMany }, OPENING)
  }

  /** How many there are on this relay. */
  get count(): number {
    return this.#newest.size
  }

  /** Whether the device has a session on this relay. */
  isOpen(device: DeviceId): boolean {
    return this.#newest.has(device)
  }

  /**
   * In its turn: when all nodes of another relay come at once, those that have begun are done before others begin.
   * @throws HomeRefusal `signed-out`, `bad-request` (card), `fenced` (a newer attach was faster), `unavailable` (its turn did not come)
   */
  open(device: DeviceId, ask: Ask<'attach'>): Promise<Opened> {
    return this.#opening.use(() => this.#open(device, ask))
  }

  async #open(device: DeviceId, ask: Ask<'attach'>): Promise<Opened> {
    const { store, log, cards, presence } = this.#deps
    const { account, name, epoch } = await store.openSession(device)
    const caller: Caller = { account, device, epoch }
    const newCard = ask.card.length > 0 && (await cards.announce(caller, ask.card))
    const { headUsn, snapshotNeeded } = await log.begin(caller, ask.cursor)
    const cursor = snapshotNeeded ? headUsn : (ask.cursor ?? headUsn)
    const session = new Session(this.#deps, { caller, cursor })
    await this.#enter(session)
    await presence.arrived(caller)
    if (newCard) presence.tell(account)
    return { session, attached: { account, name, epoch, headUsn, snapshotNeeded } }
  }

  /** Once a session; what it does is tied to its epoch, so it may come late. */
  async close(session: Session, ending: Ending): Promise<void> {
    const { caller } = session
    await this.#listening.get(session)?.[Symbol.asyncDispose]()
    this.#listening.delete(session)
    if (this.#newest.get(caller.device) === session) this.#newest.delete(caller.device)
    try {
      // Before friends are told: they are told when it was last seen.
      if (ending !== 'logged-out' && ending !== 'revoked') {
        await this.#deps.store.closeSession(caller)
      }
    } finally {
      await this.#gone(caller, ending)
    }
  }

  async #gone(caller: Caller, ending: Ending): Promise<void> {
    const { presence } = this.#deps
    if (ending === 'left' || ending === 'logged-out') await presence.left(caller)
    else if (ending !== 'revoked') presence.lost(caller)
  }

  /** @throws HomeRefusal `fenced` for a late logout of an old link, which changes nothing */
  async logout(caller: Caller): Promise<void> {
    if (!(await this.#deps.store.logout(caller))) throw new HomeRefusal('fenced')
  }

  async revoke(caller: Caller, device: DeviceId): Promise<void> {
    await this.#deps.store.revoke(caller, device)
    await this.endAll(caller.account, [{ device, epoch: Number.MAX_SAFE_INTEGER }], 'revoked')
  }

  /** Ends what the truth has fenced already, wherever it runs: sessions of these devices up to these epochs. */
  async endAll(
    account: AccountId,
    fenced: readonly FencedDevice[],
    reason: 'revoked' | 'away',
  ): Promise<void> {
    const { doorbell, presence } = this.#deps
    for (const each of fenced) doorbell.ring([account], { kind: 'ended', ...each, reason })
    for (const { device } of fenced) await presence.dropped(account, device)
  }

  async #enter(session: Session): Promise<void> {
    const { account, device, epoch } = session.caller
    const listening = await this.#deps.doorbell.listen(account, (ring) => session.heard(ring))
    const other = this.#newest.get(device)
    if (other !== undefined && other.caller.epoch > epoch) {
      await listening[Symbol.asyncDispose]()
      throw new HomeRefusal('fenced')
    }
    this.#listening.set(session, listening)
    this.#newest.set(device, session)
    this.#deps.doorbell.ring([account], { kind: 'ended', device, epoch, reason: 'replaced' })
  }
}
