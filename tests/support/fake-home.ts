import { LinkError } from '../../node/session/errors.ts'
import type { HomeDialer, HomeLine } from '../../node/session/ports.ts'
import {
  type AccountId,
  type AccountName,
  type ConversationId,
  type DeviceId,
  parseAccountId,
  parseAccountName,
  parseConversationId,
  parseDeviceId,
} from '../../src/core/ids.ts'
import type { Answer, Ask, CallName, Push } from '../../src/home/entity/calls.ts'
import type { Event, Friend, FriendState, Message } from '../../src/home/entity/nouns.ts'
import { blankProfile } from '../../src/home/entity/nouns.ts'
import { HomeRefusal, type RefusalCode } from '../../src/home/entity/refusal.ts'

type Change = Event['change']
type Person = {
  readonly account: AccountId
  readonly name: AccountName
  readonly log: Event[]
  floor: number
  readonly devices: Set<DeviceId>
  readonly relations: Map<AccountId, FriendState>
}
type Conversation = {
  readonly id: ConversationId
  readonly messages: Message[]
  readonly receipts: Map<AccountId, { deliveredSeq: number; readSeq: number }>
}

/** The nth id of its kind: `idOf('a', 3)` is a UUIDv7 that says so. */
export function idOf(kind: 'a' | 'c', n: number): string {
  return `01900000-0000-7000-8000-${kind}${String(n).padStart(11, '0')}`
}

const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export function deviceOf(n: number): DeviceId {
  return parseDeviceId(
    `12D3KooW${'A'.repeat(42)}${DIGITS[Math.floor(n / 30) + 1]}${DIGITS[n % 30]}`,
  )
}

/**
 * A home in memory that keeps its promises (one log per account, gapless seq, idempotent ids) and can be told to be
 * unreachable, to lose answers and to refuse. It knows everybody's password.
 */
export class FakeHome {
  readonly people = new Map<AccountId, Person>()
  readonly conversations = new Map<ConversationId, Conversation>()
  readonly lines = new Set<FakeLine>()
  reachable = true
  /** Devices that find no way here. */
  readonly away = new Set<DeviceId>()
  /** Asked before each call is done; a code refuses it. */
  refuse: (call: CallName) => RefusalCode | HomeRefusal | undefined = () => undefined
  /** Asked after each call was done; true cuts the line instead of answering. */
  loseAnswer: (call: CallName) => boolean = () => false
  /** Every call that came, in order. */
  readonly calls: CallName[] = []

  add(text: string): Person {
    const n = this.people.size + 1
    const person: Person = {
      account: parseAccountId(idOf('a', n)),
      name: parseAccountName(text),
      log: [],
      floor: 0,
      devices: new Set(),
      relations: new Map(),
    }
    this.people.set(person.account, person)
    return person
  }

  befriend(a: Person, b: Person): Conversation {
    const id = parseConversationId(idOf('c', this.conversations.size + 1))
    const made = { id, messages: [], receipts: new Map() }
    const conversation = this.between(a.account, b.account) ?? made
    this.conversations.set(conversation.id, conversation)
    this.#pairs.set(pairOf(a.account, b.account), conversation.id)
    this.relate(a, b, 'friend')
    return conversation
  }

  relate(a: Person, b: Person, state: FriendState): void {
    a.relations.set(b.account, state)
    b.relations.set(a.account, state === 'friend' ? 'friend' : 'none')
    this.append(a, { kind: 'friend', value: this.friend(a, b) })
    this.append(b, { kind: 'friend', value: this.friend(b, a) })
  }

  readonly #pairs = new Map<string, ConversationId>()

  between(a: AccountId, b: AccountId): Conversation | undefined {
    const id = this.#pairs.get(pairOf(a, b))
    return id && this.conversations.get(id)
  }

  friend(of: Person, other: Person): Friend {
    const conversation = this.between(of.account, other.account)
    const mine = conversation?.receipts.get(of.account)
    const theirs = conversation?.receipts.get(other.account)
    const headSeq = conversation?.messages.length ?? 0
    return {
      ...{ account: other.account, name: other.name, note: '', remark: '', sinceMs: 1 },
      state: of.relations.get(other.account) ?? 'none',
      ...{ displayName: '', signature: '', region: '', conversation: conversation?.id },
      ...{ phone: undefined, avatar: undefined },
      headSeq,
      myReadSeq: mine?.readSeq ?? 0,
      theirDeliveredSeq: theirs?.deliveredSeq ?? 0,
      theirReadSeq: theirs?.readSeq ?? 0,
      unread: 0,
      intimacy: headSeq,
      online: false,
      lastSeenMs: 0,
      devices: [...other.devices].map((device) => ({
        device,
        online: false,
        card: new Uint8Array(),
      })),
    }
  }

  append(person: Person, change: Change): void {
    person.log.push({ usn: person.log.length + 1, atMs: 1, change })
    for (const line of this.lines) line.ring(person.account)
  }

  /** What is older is no longer kept: a device behind it needs a snapshot. */
  trim(person: Person): void {
    person.floor = person.log.length
  }

  store(sender: Person, device: DeviceId, ask: Ask<'sendMessage'>): Answer<'sendMessage'> {
    const conversation = this.conversations.get(ask.conversation)
    if (conversation === undefined) throw new HomeRefusal('unknown-conversation')
    const known = conversation.messages.find((each) => each.id === ask.id && each.device === device)
    if (known !== undefined) return { seq: known.seq, storedMs: known.storedMs }
    const others = [...this.people.values()].filter((each) => {
      return this.between(sender.account, each.account) === conversation
    })
    if (others.some((each) => sender.relations.get(each.account) !== 'friend')) {
      throw new HomeRefusal('not-friends')
    }
    const seq = conversation.messages.length + 1
    const message = { ...ask, seq, sender: sender.account, device, storedMs: 1000 + seq }
    conversation.messages.push(message)
    for (const each of [sender, ...others]) this.append(each, { kind: 'message', value: message })
    return { seq, storedMs: message.storedMs }
  }

  mark(person: Person, ask: Ask<'markReceipt'>): void {
    const conversation = this.conversations.get(ask.conversation)
    if (conversation === undefined) throw new HomeRefusal('unknown-conversation')
    const before = conversation.receipts.get(person.account) ?? { deliveredSeq: 0, readSeq: 0 }
    const receipt = {
      deliveredSeq: Math.max(before.deliveredSeq, ask.deliveredSeq),
      readSeq: Math.max(before.readSeq, ask.readSeq),
    }
    conversation.receipts.set(person.account, receipt)
    const value = { conversation: ask.conversation, account: person.account, ...receipt }
    for (const each of this.people.values()) {
      const ours = each === person || this.between(person.account, each.account) === conversation
      if (ours) this.append(each, { kind: 'receipt', value })
    }
  }

  dialer(person: Person, device: DeviceId): HomeDialer {
    return {
      open: async () => {
        if (!this.reachable || this.away.has(device))
          throw new LinkError('UNREACHABLE', 'nothing listens there')
        person.devices.add(device)
        const line = new FakeLine(this, person, device)
        this.lines.add(line)
        return line
      },
    }
  }

  cutAll(): void {
    for (const line of this.lines) line.cut()
  }

  cut(device: DeviceId): void {
    for (const line of this.lines) if (line.device === device) line.cut()
  }
}

function pairOf(a: AccountId, b: AccountId): string {
  return [a, b].sort().join()
}

/** One stream of one device. */
export class FakeLine implements HomeLine {
  readonly person: Person
  readonly #home: FakeHome
  readonly device: DeviceId
  readonly #pushes: Push[] = []
  readonly #gone = Promise.withResolvers<never>()
  #wake = Promise.withResolvers<void>()
  #sentUsn: number | undefined
  #toldCaughtUp = false
  #frames = 0
  #ended = false
  /** Answers nothing, as a half-open line. */
  silent = false

  constructor(home: FakeHome, person: Person, device: DeviceId) {
    this.#home = home
    this.person = person
    this.device = device
    this.#gone.promise.catch(() => {})
  }

  async ask<K extends CallName>(
    call: K,
    ask: Ask<K>,
    { signal }: Readonly<{ signal: AbortSignal }>,
  ): Promise<Answer<K>> {
    signal.throwIfAborted()
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    return (await Promise.race([this.#answer(call, ask), this.#gone.promise, aborted])) as Answer<K>
  }

  async nextPush({ signal }: Readonly<{ signal: AbortSignal }>): Promise<Push> {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    aborted.catch(() => {})
    for (;;) {
      const push = this.#pushes.shift()
      if (push !== undefined) return push
      await Promise.race([this.#wake.promise, this.#gone.promise, aborted])
    }
  }

  framesSeen(): number {
    return this.#frames
  }

  async close(): Promise<void> {
    this.cut()
  }

  reset(): void {
    this.cut()
  }

  cut(): void {
    this.#ended = true
    this.#home.lines.delete(this)
    this.#gone.reject(new LinkError('CUT', 'the line was cut'))
  }

  ring(account: AccountId): void {
    if (account === this.person.account && this.#sentUsn !== undefined) this.#pushEvents()
  }

  push(push: Push): void {
    this.#pushes.push(push)
    this.#frames++
    const woken = this.#wake
    this.#wake = Promise.withResolvers()
    woken.resolve()
  }

  async #answer(call: CallName, ask: object): Promise<object> {
    // A turn of the event loop, as any network takes at least.
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#ended || this.silent) return await this.#gone.promise
    this.#home.calls.push(call)
    const code = this.#home.refuse(call)
    if (code !== undefined) throw code instanceof HomeRefusal ? code : new HomeRefusal(code)
    const answer = this.#do(call, ask)
    if (this.#home.loseAnswer(call)) {
      this.cut()
      return await this.#gone.promise
    }
    await new Promise((resolve) => setImmediate(resolve))
    this.#frames++
    return answer
  }

  #do(call: CallName, ask: object): object {
    const home = this.#home
    switch (call) {
      case 'attach':
        return this.#attach(ask as Ask<'attach'>)
      case 'self':
        return this.#profile()
      case 'ping':
        return { nowMs: 1 }
      case 'friends':
        return { friends: this.#friends(), more: false }
      case 'sendMessage':
        return home.store(this.person, this.device, ask as Ask<'sendMessage'>)
      case 'history':
        return this.#history(ask as Ask<'history'>)
      case 'markReceipt':
        home.mark(this.person, ask as Ask<'markReceipt'>)
        return {}
      default:
        return {}
    }
  }

  #attach({ cursor }: Ask<'attach'>): Answer<'attach'> {
    const { account, name, log, floor } = this.person
    if (!this.person.devices.has(this.device)) throw new HomeRefusal('signed-out')
    const snapshotNeeded = cursor === undefined || cursor < floor
    this.#sentUsn = snapshotNeeded ? log.length : cursor
    const headUsn = log.length
    setImmediate(() => this.#pushEvents())
    return { account, name, epoch: 1, headUsn, snapshotNeeded }
  }

  #pushEvents(): void {
    const { log } = this.person
    const sent = this.#sentUsn ?? 0
    const events = log.slice(sent, sent + 200).map((event) => this.#materialised(event))
    this.#sentUsn = sent + events.length
    if (events.length > 0) this.push({ kind: 'events', value: { events } })
    if (this.#sentUsn < log.length) return this.#pushEvents()
    if (this.#toldCaughtUp) return
    this.#toldCaughtUp = true
    this.push({ kind: 'caughtUp', value: { headUsn: log.length } })
  }

  /** A friend event is read from the row as it is now. */
  #materialised(event: Event): Event {
    if (event.change.kind !== 'friend') return event
    const other = this.#home.people.get(event.change.value.account)
    if (other === undefined) return event
    return { ...event, change: { kind: 'friend', value: this.#home.friend(this.person, other) } }
  }

  #profile(): Answer<'self'> {
    const { account, name } = this.person
    return blankProfile(account, name)
  }

  #friends(): readonly Friend[] {
    return [...this.person.relations.keys()].flatMap((account) => {
      const other = this.#home.people.get(account)
      return other === undefined ? [] : [this.#home.friend(this.person, other)]
    })
  }

  #history({ conversation, afterSeq, limit }: Ask<'history'>): Answer<'history'> {
    const all = this.#home.conversations.get(conversation)?.messages ?? []
    const messages = all.slice(afterSeq, afterSeq + limit)
    return { messages, more: afterSeq + limit < all.length }
  }
}
