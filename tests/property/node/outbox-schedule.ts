import assert from 'node:assert/strict'
import { LevelChatStore } from '../../../node/chat/data/chat-store.ts'
import { wireBodies } from '../../../node/chat/data/wire-bodies.ts'
import type { LevelStore } from '../../../node/data/level-store.ts'
import type { Journal, Write } from '../../../node/entity/journal.ts'
import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import type { Clock } from '../../../src/core/clock.ts'
import {
  type DeviceId,
  type MessageId,
  parseMessageId,
  parseTransferId,
} from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { deviceOf, FakeHome } from '../../support/fake-home.ts'
import { MortalJournal } from '../../support/mortal-journal.ts'
import { type NodeRig, nodeRig } from '../../support/node-rig.ts'
import { seededRandom } from '../../support/seeded-random.ts'

export type ScheduleOptions = Readonly<{
  steps: number
  clock: Clock
  /** A place for one device's store: what was kept there is there when it is opened again. */
  place: () => OpenStore
  home?: FakeHome
  /** Breaks the store on purpose. */
  breakJournal?: (journal: Journal) => Journal
}>
type OpenStore = () => Promise<LevelStore>

type Person = ReturnType<FakeHome['add']>
type Place = Readonly<{
  options: ScheduleOptions
  folder: OpenStore
  home: FakeHome
  person: Person
  friend: Person
  device: DeviceId
  random: Random
}>

/** One device of somebody, over all its lives. */
class Seat implements AsyncDisposable {
  readonly home: FakeHome
  readonly person: Person
  readonly friend: Person
  readonly device: DeviceId
  /** Resolved: must be at the home once, in this order. */
  readonly promised: MessageId[] = []
  /** Given up by a death: may be there, at most once. */
  readonly uncertain = new Set<MessageId>()
  /** Every cursor that was committed. */
  readonly cursors: number[] = []
  /** The seqs of offers that were handed on, again and again perhaps. */
  readonly offers: number[] = []
  readonly #place: Place
  #rig: NodeRig | undefined
  #journal: MortalJournal | undefined

  constructor(place: Place) {
    this.#place = place
    this.home = place.home
    this.person = place.person
    this.friend = place.friend
    this.device = place.device
  }

  get rig(): NodeRig {
    if (this.#rig === undefined) throw new Error('nobody sits here')
    return this.#rig
  }

  async open(): Promise<void> {
    const { clock, breakJournal } = this.#place.options
    this.#rig = await nodeRig({
      ...this.#place,
      clock,
      journal: (store) => {
        this.#journal = new MortalJournal(breakJournal?.(store) ?? store, (writes) =>
          this.#watch(writes),
        )
        return this.#journal
      },
      taker: {
        received: async ({ content, seq }) => {
          if (content.kind === 'offer') this.offers.push(seq)
        },
      },
    })
  }

  async write(): Promise<void> {
    const { account } = this.friend
    if (this.rig.friends.byAccount(account) === undefined) return
    const id = parseMessageId(mintUuid(this.#parts))
    try {
      await this.rig.chat.send(account, id, this.#content(id))
      this.promised.push(id)
    } catch (err) {
      if ((err as Error).message !== 'the process died') throw err
      this.uncertain.add(id)
    }
  }

  /** The process ends around one of its next commits, or at once when it makes none, and starts again. */
  async die(): Promise<void> {
    const { random } = this.#place
    const when = random.fraction() < 0.5 ? 'before-commit' : 'after-commit'
    const dead = this.#journal?.dieAt({ atChange: Math.ceil(random.fraction() * 4), when })
    await this.write()
    await Promise.race([dead, turns(20)])
    this.#journal?.dieNow()
    this.home.cut(this.device)
    await this.rig[Symbol.asyncDispose]()
    await this.open()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#rig?.[Symbol.asyncDispose]()
  }

  get #parts() {
    return { clock: this.#place.options.clock, random: this.#place.random }
  }

  #content(id: MessageId): ChatContent {
    if (this.#place.random.fraction() < 0.7) return { kind: 'text', value: { text: id } }
    const transfer = parseTransferId(mintUuid(this.#parts))
    const file = { name: 'a', size: 1, mtimeMs: 0, mode: 0o644 }
    return {
      kind: 'offer',
      value: { transfer, spool: undefined, content: { kind: 'file', value: file } },
    }
  }

  #watch(writes: readonly Write[]): void {
    for (const { table, value } of writes) if (table === 'cursor') this.cursors.push(Number(value))
  }
}

/**
 * Messages over a random schedule of writing, cut lines, lost answers, refusals, trimmed logs and deaths around a commit:
 * each message once, in the order of writing, on every device; nothing that was promised is lost.
 */
export async function runSchedule(seed: number, options: ScheduleOptions): Promise<void> {
  const random = seededRandom(seed)
  const home = options.home ?? new FakeHome()
  const [alice, bob] = [home.add('alice'), home.add('bob')]
  const conversation = home.befriend(alice, bob)
  await using stack = new AsyncDisposableStack()
  const seats: Seat[] = []
  for (const [n, person] of [alice, alice, bob].entries()) {
    const seat = new Seat({
      folder: options.place(),
      device: deviceOf(n + 1),
      friend: person === alice ? bob : alice,
      ...{ options, home, person, random },
    })
    await seat.open()
    seats.push(stack.use(seat))
  }
  // Half of them begin with devices that know their friends already.
  if (random.fraction() < 0.5) await turns(30)
  for (let step = 0; step < options.steps; step++) {
    const seat = seats[Math.floor(random.fraction() * seats.length)]
    if (seat !== undefined) await disturb(seat, random)
  }

  home.reachable = true
  home.away.clear()
  home.refuse = () => undefined
  home.loseAnswer = () => false
  for (const { rig } of seats) rig.session.retryNow()
  for (const { rig } of seats) await rig.until(() => rig.chat.queued() === 0)
  for (const { rig, friend } of seats) {
    await rig.until(async () => (await held(rig, friend)).length === conversation.messages.length)
  }

  for (const seat of seats) checkSent(seat, conversation.messages)
  for (const seat of seats) await checkHeld(seat, conversation.messages)
}

async function disturb(seat: Seat, random: Random): Promise<void> {
  const { home } = seat
  const dice = random.fraction()
  if (dice < 0.45) return seat.write()
  if (dice < 0.5) return home.cut(seat.device)
  if (dice < 0.6) return comeOrGo(home, seat)
  if (dice < 0.65) return loseOnce(home, random)
  if (dice < 0.7) return refuseOnce(home)
  if (dice < 0.75) {
    home.reachable = !home.reachable
    return
  }
  if (dice < 0.8) return home.trim(seat.person)
  if (dice < 0.9) return seat.die()
  return turns(Math.ceil(random.fraction() * 5))
}

function comeOrGo(home: FakeHome, { device }: Seat): void {
  if (home.away.delete(device)) return
  home.away.add(device)
  home.cut(device)
}

function loseOnce(home: FakeHome, random: Random): void {
  let left = Math.ceil(random.fraction() * 3)
  home.loseAnswer = () => left-- === 1
}

function refuseOnce(home: FakeHome): void {
  let left = 2
  home.refuse = (call) => (call === 'sendMessage' && left-- > 0 ? 'unavailable' : undefined)
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

type Messages = ReturnType<FakeHome['befriend']>['messages']

function checkSent(seat: Seat, messages: Messages): void {
  const ours = messages.filter((each) => each.device === seat.device).map((each) => each.id)
  assert.equal(new Set(ours).size, ours.length, 'no message twice')
  const certain = ours.filter((id) => !seat.uncertain.has(id))
  assert.deepEqual(certain, seat.promised, 'every promised message, in the order of writing')
  assert.deepEqual(seat.rig.refused, [], 'nothing was refused for good')
}

async function checkHeld(seat: Seat, messages: Messages): Promise<void> {
  const { rig, friend, cursors, offers } = seat
  const ids = messages.map((each) => each.id)
  assert.deepEqual(await held(rig, friend), ids, 'every message, in the order of the home')
  for (const [index, usn] of cursors.entries()) {
    assert.ok(
      index === 0 || usn > (cursors[index - 1] ?? 0),
      `the cursor went on: ${cursors.join()}`,
    )
  }
  const expected = messages.filter(isOffer).map((each) => each.seq)
  await rig.until(() => expected.every((seq) => offers.includes(seq)))
  const first = offers.filter((seq, index) => offers.indexOf(seq) === index)
  assert.deepEqual(first, expected, 'every offer was handed on, in order')
}

/** The ids that lie in this device's store; the home is not asked. */
async function held(rig: NodeRig, friend: Seat['friend']): Promise<readonly string[]> {
  const conversation = rig.friends.byName(friend.name)?.conversation
  if (conversation === undefined) return []
  const range = { first: 1, last: Number.MAX_SAFE_INTEGER }
  return (await new LevelChatStore(rig.store).lines(conversation, range)).map((line) => line.id)
}

function isOffer({ body }: Messages[number]): boolean {
  return wireBodies.decode(body)?.kind === 'offer'
}
