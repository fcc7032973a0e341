import type { RelayTruth } from '../../support/relay-truth.ts'
import {
  accountOf,
  at,
  type Caller,
  type Home,
  pairOf,
  unread,
  visibleState,
} from './home-model.ts'
import type { People } from './people.ts'

/** All that one person can see of a home, from friends to the last event, in words that model and relay share. */
export type View = Readonly<{
  friends: readonly string[]
  talks: readonly string[]
  log: readonly string[]
  devices: readonly number[]
}>

const ODD_PAGE = 7

export function expectedView(home: Home, me: number): View {
  const others = home.logs.map((_, n) => n).filter((n) => n !== me)
  const log = at(home.logs, me)
  return {
    friends: others.flatMap((other) => friendLine(home, me, other)),
    talks: others.flatMap((other) => {
      const messages = home.talks.get(pairOf(me, other))?.messages ?? []
      return messages.map(
        (one, n) =>
          `${pairOf(me, other)} ${n + 1} ${one.device} ${one.id} ${one.text} ${one.storedMs}`,
      )
    }),
    log: log.entries.slice(log.floor).map((entry, n) => `${log.floor + n + 1} ${entry}`),
    devices: [2 * me, 2 * me + 1].filter((device) => !at(home.devices, device).revoked),
  }
}

function friendLine(home: Home, me: number, other: number): readonly string[] {
  const state = visibleState(home, me, other)
  const talk = home.talks.get(pairOf(me, other))
  if (state === 'none' && talk === undefined) return []
  const mine = talk?.marks.get(me) ?? { delivered: 0, read: 0 }
  // Who is no friend does not show how far they have read.
  const shownMarks = state === 'friend' ? talk?.marks.get(other) : undefined
  const theirs = shownMarks ?? { delivered: 0, read: 0 }
  const name = state === 'friend' ? home.names[other] : ''
  const devices = [2 * other, 2 * other + 1].filter((device) => !at(home.devices, device).revoked)
  const shown = state === 'friend' ? devices.join(',') : ''
  const marks = `${mine.read} ${theirs.delivered} ${theirs.read} unread ${unread(home, me, other)}`
  return [`${other} ${state} "${name}" [${shown}] ${talk?.messages.length ?? '-'} ${marks}`]
}

/** Reads it all through the relay's own services, in odd pages. `floor`: where the log may begin; looked for when it does not. */
export async function actualView(
  truth: RelayTruth,
  people: People,
  { caller, floor }: LogAsk,
): Promise<View> {
  const me = accountOf(caller.device)
  const session = people.caller(caller)
  const devices = await truth.devices.list(session)
  const friends = await friendLines(truth, people, caller)
  return {
    friends: friends.map((friend) => friend.line),
    talks: (
      await Promise.all(
        friends
          .filter((friend) => friend.head > 0)
          .map(({ other, head }) =>
            talkLines(truth, people, { caller, pair: pairOf(me, other), head }),
          ),
      )
    ).flat(),
    log: await logLines(truth, people, { caller, floor }),
    devices: devices.map((one) => people.deviceNumber(one.device)).toSorted((a, b) => a - b),
  }
}

async function friendLines(truth: RelayTruth, people: People, caller: Caller) {
  const me = accountOf(caller.device)
  const { friends } = await truth.friends.list(people.caller(caller), { after: '', limit: 200 })
  const lines = friends.map((friend) => {
    const other = people.accountNumber(friend.account)
    if (friend.conversation) people.learnTalk(pairOf(me, other), friend.conversation)
    const devices = friend.devices
      .map((one) => people.deviceNumber(one.device))
      .toSorted((a, b) => a - b)
    const head = friend.conversation ? friend.headSeq : '-'
    const marks = `${friend.myReadSeq} ${friend.theirDeliveredSeq} ${friend.theirReadSeq} unread ${friend.unread}`
    const line = `${other} ${friend.state} "${friend.displayName}" [${devices.join(',')}] ${head} ${marks}`
    return { other, head: friend.headSeq, line }
  })
  return lines.toSorted((a, b) => a.other - b.other)
}

type TalkAsk = Readonly<{ caller: Caller; pair: string; head: number }>

/** Backwards from the newest, as a person scrolls. */
async function talkLines(truth: RelayTruth, people: People, { caller, pair, head }: TalkAsk) {
  const lines: string[] = []
  for (let beforeSeq = head + 1, more = true; more; ) {
    const page = { conversation: people.talk(pair), afterSeq: 0, beforeSeq, limit: ODD_PAGE }
    const read = await truth.conversations.history(people.caller(caller), page)
    more = read.more
    beforeSeq = read.messages[0]?.seq ?? 0
    const found = read.messages.map((one) => {
      const text = new TextDecoder().decode(one.body)
      return `${pair} ${one.seq} ${people.deviceNumber(one.device)} ${one.id} ${text} ${one.storedMs}`
    })
    lines.unshift(...found)
  }
  return lines
}

type LogAsk = Readonly<{ caller: Caller; floor: number }>

async function logLines(truth: RelayTruth, people: People, ask: LogAsk) {
  const session = people.caller(ask.caller)
  const lines: string[] = []
  const { headUsn } = await truth.log.begin(session, undefined)
  let usn = await floorOf((cursor) => truth.log.begin(session, cursor), ask.floor)
  while (usn < headUsn) {
    const read = await truth.log.eventsAfter(session, usn, { maxEvents: ODD_PAGE, maxBytes: 4000 })
    if (read.kind === 'trimmed') throw new Error('trimmed above its floor')
    for (const event of read.events) lines.push(`${event.usn} ${eventLine(people, event.change)}`)
    usn = read.events.at(-1)?.usn ?? headUsn
  }
  return lines
}

type Begin = (cursor: number) => ReturnType<RelayTruth['log']['begin']>

/** The lowest cursor that the log still answers. */
async function floorOf(begin: Begin, guess: number): Promise<number> {
  let { headUsn: high, snapshotNeeded } = await begin(guess)
  const isBelow = guess > 0 && (await begin(guess - 1)).snapshotNeeded
  if (!snapshotNeeded && (guess === 0 || isBelow)) return guess
  for (let low = 0; low < high; ) {
    const middle = (low + high) >> 1
    if ((await begin(middle)).snapshotNeeded) low = middle + 1
    else high = middle
  }
  return high
}

type Change = Extract<
  Awaited<ReturnType<RelayTruth['log']['eventsAfter']>>,
  { kind: 'events' }
>['events'][number]['change']

export function eventLine(people: People, change: Change): string {
  switch (change.kind) {
    case 'message':
      return `message ${people.pairOfTalk(change.value.conversation)} ${change.value.seq}`
    case 'receipt':
      return `receipt ${people.pairOfTalk(change.value.conversation)} ${people.accountNumber(change.value.account)}`
    case 'friend':
      return `friend ${people.accountNumber(change.value.account)}`
    case 'device':
      return `device ${people.deviceNumber(change.value.device)}`
    case 'profile':
      return 'profile'
  }
}
