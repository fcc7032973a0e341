import { assertNever } from '../../../src/core/assert-never.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Change, Device, Event, Friend, Profile } from '../../../src/home/entity/nouns.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { MAX_FRIENDS_PER_READ } from '../limits.ts'
import type { LogStore, Materials, ReadEntry, ReadLimits } from '../ports.ts'

type EventLogDeps = Readonly<{
  store: LogStore
  materials: Materials
  /** The size of one event on the wire. */
  sizeOf: (event: Event) => number
}>

export type Beginning = Readonly<{ headUsn: number; snapshotNeeded: boolean }>
export type EventsRead =
  | Readonly<{ kind: 'events'; events: readonly Event[]; headUsn: number }>
  | Readonly<{ kind: 'trimmed'; headUsn: number }>

/**
 * The log of an account as its devices read it: after a usn, in order, without a hole. An event shows what it refers to as it
 * is now, never as it was before the event.
 */
export class EventLog {
  readonly #deps: EventLogDeps

  constructor(deps: EventLogDeps) {
    this.#deps = deps
  }

  /** Where a device goes on. Without a cursor, or with one that the log does not reach, it needs a snapshot first. */
  async begin(caller: Caller, cursor: number | undefined): Promise<Beginning> {
    const { headUsn, floorUsn } = await this.#deps.store.position(caller)
    const isKnown = cursor !== undefined && cursor >= floorUsn && cursor <= headUsn
    return { headUsn, snapshotNeeded: !isKnown }
  }

  /** At most so many events and so many bytes, but at least one event when there is one. */
  async eventsAfter(caller: Caller, usn: number, limits: ReadLimits): Promise<EventsRead> {
    const read = await this.#deps.store.read(caller, usn, limits)
    if (read.kind === 'trimmed') return read
    const entries = withFewFriends(read.entries)
    const materials = await this.#gather(caller, entries)
    const events = entries.map((entry) => materialise(entry, materials))
    return { kind: 'events', events: this.#fitting(events, limits.maxBytes), headUsn: read.headUsn }
  }

  async #gather(caller: Caller, entries: readonly ReadEntry[]): Promise<Gathered> {
    const { accounts, devices: owned, friends } = this.#deps.materials
    const others = subjects(entries, 'friend', (entry) => entry.account)
    const devices = subjects(entries, 'device', (entry) => entry.device)
    const hasProfile = entries.some(({ entry }) => entry.kind === 'profile')
    return {
      friends: others.length === 0 ? new Map() : await friends.viewOf(caller.account, others),
      devices: devices.length === 0 ? new Map() : await owned.named(caller, devices),
      profile: hasProfile ? await accounts.profile(caller) : undefined,
    }
  }

  #fitting(events: readonly Event[], maxBytes: number): readonly Event[] {
    let bytes = 0
    const fitting = events.findIndex((event, index) => {
      bytes += this.#deps.sizeOf(event)
      return index > 0 && bytes > maxBytes
    })
    return fitting === -1 ? events : events.slice(0, fitting)
  }
}

type Gathered = Readonly<{
  friends: ReadonlyMap<AccountId, Friend>
  devices: ReadonlyMap<DeviceId, Device>
  profile: Profile | undefined
}>

function withFewFriends(entries: readonly ReadEntry[]): readonly ReadEntry[] {
  const friends = new Set<AccountId>()
  const end = entries.findIndex(({ entry }) => {
    if (entry.kind === 'friend') friends.add(entry.account)
    return friends.size > MAX_FRIENDS_PER_READ
  })
  return end === -1 ? entries : entries.slice(0, end)
}

type Kind = ReadEntry['entry']['kind']
type EntryOf<K extends Kind> = Extract<ReadEntry['entry'], { kind: K }>

function subjects<K extends Kind, Id>(
  entries: readonly ReadEntry[],
  kind: K,
  idOf: (entry: EntryOf<K>) => Id,
): readonly Id[] {
  const found = entries.filter(({ entry }) => entry.kind === kind)
  return [...new Set(found.map(({ entry }) => idOf(entry as EntryOf<K>)))]
}

function materialise(read: ReadEntry, gathered: Gathered): Event {
  return { usn: read.usn, atMs: read.atMs, change: changeOf(read, gathered) }
}

function changeOf({ entry, message, receipt }: ReadEntry, gathered: Gathered): Change {
  switch (entry.kind) {
    case 'message':
      return { kind: 'message', value: present(message) }
    case 'receipt':
      return { kind: 'receipt', value: present(receipt) }
    case 'friend':
      return { kind: 'friend', value: present(gathered.friends.get(entry.account)) }
    case 'profile':
      return { kind: 'profile', value: present(gathered.profile) }
    case 'device':
      return {
        kind: 'device',
        value: gathered.devices.get(entry.device) ?? forgotten(entry.device),
      }
    default:
      return assertNever(entry)
  }
}

/** Only the row of a device logged out long ago may be gone. */
function forgotten(device: DeviceId): Device {
  return { device, name: '', sinceMs: 0, lastSeenMs: 0, online: false, current: false }
}

/** What any other event refers to is never removed before the event is. */
function present<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('an event refers to nothing')
  return found
}
