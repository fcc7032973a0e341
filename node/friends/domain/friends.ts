import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Ask } from '../../../src/home/entity/calls.ts'
import type { Event, Friend, Presence } from '../../../src/home/entity/nouns.ts'
import { MAX_FRIENDS_PAGE } from '../../../src/home/limits.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { FriendView } from '../../control/entity/nouns.ts'
import { type Journal, NOTHING, type Prepared } from '../../entity/journal.ts'
import { byIntimacy, viewOfFriend } from '../entity/friend-view.ts'
import {
  type KnownDevice,
  type KnownFriend,
  withoutPresence,
  withPresence,
  worthKeeping,
} from '../entity/known-friend.ts'
import type {
  CardReader,
  Connections,
  FriendHome,
  FriendStore,
  ThreadCounts,
  Waiting,
} from '../ports.ts'
import { Roster } from './roster.ts'

export type FriendsDeps = Readonly<{
  journal: Journal
  store: FriendStore
  home: FriendHome
  cards: CardReader
  connections: Connections
  threads: ThreadCounts
  log: Logger
}>

/** The relations of this account: the home's word on them, kept here, and who of them is online now. */
export class Friends {
  readonly #deps: FriendsDeps
  readonly #roster = new Roster()
  readonly #changes: Listeners<FriendView>
  readonly #presences: Listeners<AccountId>

  constructor(deps: FriendsDeps) {
    this.#deps = deps
    this.#changes = new Listeners(deps)
    this.#presences = new Listeners(deps)
  }

  /** Reads what is kept. Nobody counts as online before the home says so. */
  async load(): Promise<void> {
    for await (const friend of this.#deps.store.all()) {
      const devices = await this.#deps.cards.read(friend.devices, [])
      this.#roster.put(withoutPresence({ friend, devices }))
    }
  }

  list(): readonly FriendView[] {
    const related = this.#roster.all().filter(({ friend }) => friend.state !== 'none')
    return related.map(({ friend }) => this.#view(friend)).sort(byIntimacy)
  }

  view(name: AccountName): FriendView {
    return this.#view(this.#named(name))
  }

  byName(name: AccountName): Friend | undefined {
    return this.#roster.named(name)?.friend
  }

  byAccount(account: AccountId): Friend | undefined {
    return this.#roster.get(account)?.friend
  }

  friendOfDevice(device: DeviceId): Friend | undefined {
    return this.#roster.ofDevice(device)?.friend
  }

  devicesOf(account: AccountId): readonly KnownDevice[] {
    return this.#roster.get(account)?.devices ?? []
  }

  onChange(listener: (view: FriendView) => void): () => void {
    return this.#changes.add(listener)
  }

  /** Somebody came, went, or can be reached at other addresses. */
  onPresence(listener: (account: AccountId) => void): () => void {
    return this.#presences.add(listener)
  }

  async request(name: AccountName, note: string, options: Waiting): Promise<FriendView> {
    return this.#keep(await this.#deps.home.ask('requestFriend', { name, note }, options))
  }

  async accept(name: AccountName, options: Waiting): Promise<FriendView> {
    const { account } = await this.#find(name, options)
    return this.#keep(await this.#deps.home.ask('acceptFriend', { account }, options))
  }

  async decline(name: AccountName, options: Waiting): Promise<FriendView> {
    const { account } = await this.#find(name, options)
    return this.#keep(await this.#deps.home.ask('declineFriend', { account }, options))
  }

  async cancel(name: AccountName, options: Waiting): Promise<FriendView> {
    const { account } = await this.#find(name, options)
    return this.#keep(await this.#deps.home.ask('cancelFriend', { account }, options))
  }

  async remove(name: AccountName, options: Waiting): Promise<FriendView> {
    const { account } = await this.#find(name, options)
    return this.#keep(await this.#deps.home.ask('removeFriend', { account }, options))
  }

  async block(name: AccountName, options: Waiting): Promise<FriendView> {
    return this.#keep(await this.#deps.home.ask('blockAccount', { name }, options))
  }

  async unblock(name: AccountName, options: Waiting): Promise<FriendView> {
    const { account } = await this.#find(name, options)
    return this.#keep(await this.#deps.home.ask('unblockAccount', { account }, options))
  }

  async remark(name: AccountName, remark: string, options: Waiting): Promise<FriendView> {
    const { account } = await this.#find(name, options)
    return this.#keep(await this.#deps.home.ask('remarkFriend', { account, remark }, options))
  }

  /** To the operator of the home; nothing here changes, and they are not told. */
  async report(report: Ask<'reportAccount'>, options: Waiting): Promise<void> {
    await this.#deps.home.ask('reportAccount', report, options)
  }

  async prepareEvents(events: readonly Event[]): Promise<Prepared> {
    const told = new Map<AccountId, Friend>()
    for (const { change } of events) {
      if (change.kind === 'friend') told.set(change.value.account, change.value)
    }
    return this.#prepare([...told.values()])
  }

  async prepareSnapshot(friends: readonly Friend[]): Promise<Prepared> {
    const listed = new Set(friends.map((friend) => friend.account))
    const gone = this.#roster.all().filter(({ friend }) => !listed.has(friend.account))
    const none = gone.map(({ friend }): Friend => ({ ...friend, state: 'none', devices: [] }))
    return this.#prepare([...friends, ...none])
  }

  async takePresence(presence: Presence): Promise<void> {
    await this.#deps.journal.change(async () => {
      const friend = this.byAccount(presence.account)
      if (friend?.state !== 'friend') return NOTHING
      return { ...(await this.#prepare([withPresence(friend, presence)])), synced: false }
    })
  }

  /** The link to the home is gone: what it last said about who is online is no longer true. */
  forgetPresence(): void {
    for (const known of this.#roster.all()) {
      if (!known.friend.online) continue
      this.#roster.put(withoutPresence(known))
      this.#tell(known.friend.account)
    }
  }

  /** A direct connection to this device came or went. */
  deviceTouched(device: DeviceId): void {
    const friend = this.friendOfDevice(device)
    if (friend !== undefined) this.touched(friend.account)
  }

  /** What others know of this friend, and a view shows, changed. */
  touched(account: AccountId): void {
    const friend = this.byAccount(account)
    if (friend !== undefined) this.#changes.tell(this.#view(friend))
  }

  async #keep(friend: Friend): Promise<FriendView> {
    await this.#deps.journal.change(() => this.#prepare([friend]))
    return this.#view(friend)
  }

  async #prepare(friends: readonly Friend[]): Promise<Prepared> {
    const known: KnownFriend[] = []
    for (const friend of friends) {
      const before = this.devicesOf(friend.account)
      known.push({ friend, devices: await this.#deps.cards.read(friend.devices, before) })
    }
    const { store } = this.#deps
    return {
      writes: friends.map((each) =>
        worthKeeping(each) ? store.put(each) : store.remove(each.account),
      ),
      committed: () => {
        for (const each of known) this.#take(each)
      },
    }
  }

  #take(told: KnownFriend): void {
    // The link may have gone while this was on its way to the disk.
    const known = this.#deps.home.online ? told : withoutPresence(told)
    const { account } = known.friend
    const before = this.devicesOf(account)
    if (worthKeeping(known.friend)) this.#roster.put(known)
    else this.#roster.remove(account)
    // A block, a removal and a revoked device take effect here: who is no friend's device is not connected either.
    for (const { device } of before) {
      if (this.friendOfDevice(device) === undefined) this.#deps.connections.drop(device)
    }
    this.#changes.tell(this.#view(known.friend))
    this.#presences.tell(account)
  }

  #tell(account: AccountId): void {
    this.touched(account)
    this.#presences.tell(account)
  }

  #view(friend: Friend): FriendView {
    const { connections, threads } = this.#deps
    const { conversation } = friend
    return viewOfFriend(friend, {
      unread: conversation === undefined ? 0 : threads.unread(conversation),
      exchanged: conversation === undefined ? 0 : threads.exchanged(conversation),
      connected: this.devicesOf(friend.account).some(({ device }) => connections.connected(device)),
    })
  }

  #named(name: AccountName): Friend {
    const friend = this.byName(name)
    if (friend === undefined) throw unknown(name)
    return friend
  }

  /** Also who was told to the home a moment ago and not yet to us. */
  async #find(name: AccountName, options: Waiting): Promise<Friend> {
    const known = this.byName(name)
    if (known !== undefined) return known
    for (let after = ''; ; ) {
      const page = await this.#deps.home.ask('friends', { after, limit: MAX_FRIENDS_PAGE }, options)
      const found = page.friends.find((friend) => friend.name === name)
      if (found !== undefined) return found
      const last = page.friends.at(-1)
      if (!page.more || last === undefined) throw unknown(name)
      after = last.account
    }
  }
}

function unknown(name: AccountName): ControlError {
  return new ControlError('not-found', `nobody named ${name} is among your friends and requests`, {
    advice: 'see: homing friends',
  })
}
