import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Presence as Seen } from '../../../src/home/entity/nouns.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { PRESENCE_GRACE_MS, PRESENCE_PAGE, ROUTE_TTL_MS } from '../limits.ts'
import type {
  DeviceDirectory,
  Doorbell,
  FriendDirectory,
  KnownDevice,
  Route,
  RouteTable,
} from '../ports.ts'

type PresenceDeps = Readonly<{
  routes: RouteTable
  doorbell: Doorbell
  devices: DeviceDirectory
  friends: FriendDirectory
  clock: Clock
  background: Background
}>

/** No other relay has sessions, so no ring is ever lost. */
type PresenceSettings = Readonly<{ isAlone: boolean }>

/**
 * Who is there, and telling their friends.
 *   arrived → (renewed)* → left: told at once | lost: told after the grace, unless it arrived again meanwhile
 * A route is set and removed by epoch, so what an old link says late changes nothing.
 */
export class Presence {
  readonly #deps: PresenceDeps
  readonly #settings: PresenceSettings
  /** Accounts of which friends are being told now; true when there is something newer to tell after that. */
  readonly #telling = new Map<AccountId, boolean>()

  constructor(deps: PresenceDeps, settings: PresenceSettings) {
    this.#deps = deps
    this.#settings = settings
  }

  async arrived(caller: Caller): Promise<void> {
    const { routes } = this.#deps
    const before = await routes.of([caller.account])
    const set = await routes.set(this.#route(caller), ROUTE_TTL_MS)
    if (set && !before.some((route) => route.device === caller.device)) this.tell(caller.account)
  }

  /** By each ping. */
  async renewed(caller: Caller): Promise<void> {
    await this.#deps.routes.renew(this.#route(caller), ROUTE_TTL_MS)
  }

  /** A clean end. */
  async left(caller: Caller): Promise<void> {
    if (await this.#deps.routes.remove(this.#route(caller))) this.tell(caller.account)
  }

  /** The link is gone without a word; nothing happens when the device has a newer session by now. */
  lost(caller: Caller): void {
    const { background, clock, routes } = this.#deps
    background.run('presence-grace', async (signal) => {
      const standing = await routes.of([caller.account])
      if (!standing.some(({ device, epoch }) => device === caller.device && epoch === caller.epoch))
        return
      // So that the route outlives the grace: only its removal is told.
      await routes.renew(this.#route(caller), ROUTE_TTL_MS)
      await clock.sleep(PRESENCE_GRACE_MS, { signal })
      await this.left(caller)
    })
  }

  /** A device was logged out, wherever its session is. */
  async dropped(account: AccountId, device: DeviceId): Promise<void> {
    const routes = await this.#deps.routes.of([account])
    const route = routes.find((each) => each.device === device)
    if (route !== undefined && (await this.#deps.routes.remove(route))) this.tell(account)
  }

  /** Something that friends see changed: a device came or went, a card is new. */
  tell(account: AccountId): void {
    const busy = this.#telling.has(account)
    this.#telling.set(account, busy)
    // One after the other: rings of one account must come in the order of what they say.
    if (!busy) this.#deps.background.run('presence-tell', () => this.#tellAll(account))
  }

  async presenceOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, Seen>> {
    const [devices, routes] = await Promise.all([
      this.#deps.devices.devicesOf(accounts),
      this.#deps.routes.of(accounts),
    ])
    const online = new Set(routes.map((route) => route.device))
    const nowMs = this.#deps.clock.nowMs()
    return new Map(
      accounts.map((account) => [
        account,
        seen(account, devices.get(account) ?? [], online, nowMs),
      ]),
    )
  }

  /** The friends of an account that are there now. */
  async *onlineFriends(account: AccountId): AsyncGenerator<Seen> {
    const friends = await this.#deps.friends.friendsOf(account)
    const routes = await this.#deps.routes.of(friends)
    const online = [...new Set(routes.map((route) => route.account))]
    for await (const each of this.presences(online)) if (each.online) yield each
  }

  /** Page by page. */
  async *presences(accounts: readonly AccountId[]): AsyncGenerator<Seen> {
    for (let at = 0; at < accounts.length; at += PRESENCE_PAGE) {
      const page = await this.presenceOf(accounts.slice(at, at + PRESENCE_PAGE))
      yield* page.values()
    }
  }

  /** For one who may have missed a ring; undefined when nobody can have, or other relays cannot be seen now. */
  async friendsNow(account: AccountId) {
    if (this.#settings.isAlone) return undefined
    const friends = await this.#deps.friends.friendsOf(account)
    const routes = await this.#deps.routes.all(friends)
    return routes && { friends, online: new Set(routes.map((route) => route.account)) }
  }

  async onlineDevices(account: AccountId): Promise<ReadonlySet<DeviceId>> {
    const routes = await this.#deps.routes.of([account])
    return new Set(routes.map((route) => route.device))
  }

  async #tellAll(account: AccountId): Promise<void> {
    try {
      do {
        this.#telling.set(account, false)
        await this.#tellOnce(account)
      } while (this.#telling.get(account) === true)
    } finally {
      this.#telling.delete(account)
    }
  }

  async #tellOnce(account: AccountId): Promise<void> {
    const { doorbell, friends } = this.#deps
    const audience = await friends.friendsOf(account)
    const presence = (await this.presenceOf([account])).get(account)
    if (presence !== undefined) doorbell.ring(audience, { kind: 'presence', presence })
  }

  #route({ account, device, epoch }: Caller): Route {
    return { account, device, epoch }
  }
}

function seen(
  account: AccountId,
  known: readonly KnownDevice[],
  online: ReadonlySet<DeviceId>,
  nowMs: number,
): Seen {
  const devices = known.map(({ device, card }) => ({ device, online: online.has(device), card }))
  const isOnline = devices.some((device) => device.online)
  const lastSeenMs = isOnline ? nowMs : Math.max(0, ...known.map((device) => device.lastSeenMs))
  return { account, online: isOnline, lastSeenMs, devices }
}
