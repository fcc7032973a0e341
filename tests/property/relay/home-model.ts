/**
 * What a home promises, said again in the plainest way: lists and sets in memory, no SQL, nothing of the relay's own code. Accounts
 * and devices are numbers; device d belongs to account d >> 1, and the even one is never logged out.
 */
export type Home = {
  /** By device. */
  devices: { epoch: number; revoked: boolean }[]
  /** By account. */
  names: string[]
  logs: { entries: string[]; floor: number }[]
  /** `0 1`, ascending. */
  friends: Set<string>
  /** `0>1`: 0 asks 1. */
  requests: Set<string>
  blocks: Set<string>
  talks: Map<string, Talk>
}

export type Talk = {
  messages: Stored[]
  /** By account. */
  marks: Map<number, { delivered: number; read: number }>
}
export type Stored = { device: number; id: string; text: string; storedMs: number }

export type Caller = Readonly<{ device: number; epoch: number }>
export type FriendDeed =
  | 'request'
  | 'accept'
  | 'decline'
  | 'cancel'
  | 'remove'
  | 'block'
  | 'unblock'
/** What each kind of deed needs beside its caller. */
type Needs = {
  send: Readonly<{ other: number; id: string; text: string }>
  mark: Readonly<{ other: number; delivered: number; read: number }>
  attach: unknown
  logout: unknown
  leave: unknown
  revoke: Readonly<{ device: number }>
  'sign-in': Readonly<{ device: number }>
  rename: Readonly<{ name: string }>
} & { [K in FriendDeed]: Readonly<{ other: number }> }

export type DeedOf<K extends keyof Needs> = Readonly<{ kind: K; caller: Caller; nowMs: number }> &
  Needs[K]
export type Deed = { [K in keyof Needs]: DeedOf<K> }[keyof Needs]

/** Either `ok …` or the code of a refusal. */
export type Outcome = string

export function emptyHome(accounts: number): Home {
  const each = Array.from({ length: accounts })
  return {
    devices: each.flatMap(() => [
      { epoch: 1, revoked: false },
      { epoch: 1, revoked: false },
    ]),
    names: each.map(() => ''),
    logs: each.map((_, n) => ({ entries: [`device ${2 * n + 1}`], floor: 0 })),
    friends: new Set(),
    requests: new Set(),
    blocks: new Set(),
    talks: new Map(),
  }
}

export const accountOf = (device: number) => device >> 1
export const pairOf = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`)

export function perform(home: Home, deed: Deed): Outcome {
  const device = at(home.devices, deed.caller.device)
  if (deed.kind === 'attach') return attach(device)
  const isNewest = !device.revoked && device.epoch === deed.caller.epoch
  if (deed.kind === 'leave') return `ok ${isNewest}`
  if (deed.kind === 'logout') return logout(home, deed.caller.device, isNewest)
  if (deed.kind === 'sign-in') return signIn(home, deed.device)
  if (device.revoked) return 'signed-out'
  if (!isNewest) return 'fenced'
  const me = accountOf(deed.caller.device)
  switch (deed.kind) {
    case 'send':
      return send(home, me, deed)
    case 'mark':
      return mark(home, me, deed)
    case 'revoke':
      return at(home.devices, deed.device).revoked
        ? 'unknown-device'
        : (release(home, deed.device), 'ok')
    case 'rename':
      return rename(home, me, deed.name)
    default:
      return befriend(home, me, deed.kind, deed.other)
  }
}

/** Keeps so many events of each log. @returns how many went. */
export function trim(home: Home, keep: number): number {
  let removed = 0
  for (const log of home.logs) {
    const floor = Math.max(log.floor, log.entries.length - keep)
    removed += floor - log.floor
    log.floor = floor
  }
  return removed
}

export function visibleState(home: Home, me: number, other: number): string {
  if (home.blocks.has(`${me}>${other}`)) return 'blocked'
  if (home.friends.has(pairOf(me, other))) return 'friend'
  if (home.requests.has(`${me}>${other}`)) return 'requested'
  return home.requests.has(`${other}>${me}`) ? 'asked' : 'none'
}

/** Messages of the other one behind my mark. */
export function unread(home: Home, me: number, other: number): number {
  const talk = home.talks.get(pairOf(me, other))
  const read = talk?.marks.get(me)?.read ?? 0
  return (talk?.messages ?? []).slice(read).filter(({ device }) => accountOf(device) !== me).length
}

export function at<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error(`nothing at ${index}`)
  return found
}

function attach(device: Home['devices'][number]): Outcome {
  if (device.revoked) return 'signed-out'
  device.epoch++
  return `ok ${device.epoch}`
}

function logout(home: Home, device: number, isNewest: boolean): Outcome {
  if (isNewest) release(home, device)
  return `ok ${isNewest}`
}

function release(home: Home, device: number): void {
  const row = at(home.devices, device)
  row.revoked = true
  row.epoch++
  tellDevice(home, device)
}

function signIn(home: Home, device: number): Outcome {
  const row = at(home.devices, device)
  if (row.revoked) {
    row.revoked = false
    tellDevice(home, device)
  }
  return 'ok'
}

function tellDevice(home: Home, device: number): void {
  tell(home, accountOf(device), `device ${device}`)
  tellFriends(home, accountOf(device))
}

function tellFriends(home: Home, me: number): void {
  for (let other = 0; other < home.logs.length; other++) {
    if (home.friends.has(pairOf(me, other))) tell(home, other, `friend ${me}`)
  }
}

function tell(home: Home, account: number, entry: string): void {
  at(home.logs, account).entries.push(entry)
}

function rename(home: Home, me: number, name: string): Outcome {
  if (home.names[me] === name) return 'ok'
  home.names[me] = name
  tell(home, me, 'profile')
  tellFriends(home, me)
  return 'ok'
}

function send(home: Home, me: number, deed: DeedOf<'send'>): Outcome {
  const pair = pairOf(me, deed.other)
  const talk = home.talks.get(pair)
  if (talk === undefined) return 'unknown-conversation'
  const { device } = deed.caller
  const before = talk.messages.findIndex((one) => one.id === deed.id && one.device === device)
  if (before >= 0) {
    const first = at(talk.messages, before)
    return first.text === deed.text ? `ok ${before + 1} ${first.storedMs}` : 'id-reused'
  }
  if (!home.friends.has(pair)) return 'not-friends'
  talk.messages.push({ device, id: deed.id, text: deed.text, storedMs: deed.nowMs })
  for (const account of [me, deed.other])
    tell(home, account, `message ${pair} ${talk.messages.length}`)
  return `ok ${talk.messages.length} ${deed.nowMs}`
}

function mark(home: Home, me: number, deed: DeedOf<'mark'>): Outcome {
  const pair = pairOf(me, deed.other)
  const talk = home.talks.get(pair)
  const mine = talk?.marks.get(me)
  if (talk === undefined || mine === undefined) return 'unknown-conversation'
  const head = talk.messages.length
  const read = Math.max(mine.read, Math.min(deed.read, head))
  const delivered = Math.max(mine.delivered, read, Math.min(deed.delivered, head))
  if (read === mine.read && delivered === mine.delivered) return 'ok'
  talk.marks.set(me, { delivered, read })
  tell(home, me, `receipt ${pair} ${me}`)
  if (home.friends.has(pair)) tell(home, deed.other, `receipt ${pair} ${me}`)
  return 'ok'
}

function befriend(home: Home, me: number, kind: FriendDeed, other: number): Outcome {
  const before = [visibleState(home, me, other), visibleState(home, other, me)]
  const refused = change(home, me, kind, other)
  if (refused !== undefined) return refused
  if (before[0] !== visibleState(home, me, other)) tell(home, me, `friend ${other}`)
  if (before[1] !== visibleState(home, other, me)) tell(home, other, `friend ${me}`)
  return 'ok'
}

function change(home: Home, me: number, kind: FriendDeed, other: number): string | undefined {
  const pair = pairOf(me, other)
  const [mine, theirs] = [`${me}>${other}`, `${other}>${me}`]
  const areFriends = home.friends.has(pair)
  switch (kind) {
    case 'request':
      if (areFriends) return 'already-friends'
      home.blocks.delete(mine)
      if (home.requests.has(theirs)) unite(home, me, other)
      else home.requests.add(mine)
      return undefined
    case 'accept':
      if (areFriends) return undefined
      if (visibleState(home, me, other) !== 'asked') return 'no-request'
      unite(home, me, other)
      return undefined
    case 'decline':
      if (visibleState(home, me, other) !== 'asked') return 'no-request'
      home.requests.delete(theirs)
      return undefined
    case 'cancel':
      return home.requests.delete(mine) ? undefined : 'no-request'
    case 'remove':
      return home.friends.delete(pair) ? undefined : 'not-friends'
    case 'block':
      home.friends.delete(pair)
      home.requests.delete(mine)
      home.blocks.add(mine)
      return undefined
    case 'unblock':
      home.blocks.delete(mine)
      return undefined
  }
}

function unite(home: Home, me: number, other: number): void {
  const pair = pairOf(me, other)
  home.requests.delete(`${me}>${other}`)
  home.requests.delete(`${other}>${me}`)
  home.friends.add(pair)
  if (home.talks.has(pair)) return
  const mark = () => ({ delivered: 0, read: 0 })
  home.talks.set(pair, {
    messages: [],
    marks: new Map([
      [me, mark()],
      [other, mark()],
    ]),
  })
}
