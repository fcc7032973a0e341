import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Outcome } from '../../../src/transfer/domain/outcome.ts'
import type { PathFacts, Reach } from '../entity/choose-path.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { SpoolRefused, type SpoolRefusal } from '../errors.ts'
import { SPOOL_FULL_LOOK_MS } from '../limits.ts'
import type { Parties, PeerLines, Spool } from '../queue-ports.ts'

type Deps = Readonly<{ parties: Parties; lines: PeerLines; spool: Spool; clock: Clock }>
type Settings = Readonly<{ spoolOnly: boolean }>
export type Way = 'direct' | 'spool'

/** One try of a way, for a person who wonders. `code`: what ended it; absent: it was well. */
export type Tried = Readonly<{ way: Way; atMs: number; code: string }>

/** The home's no to the spool, and when it said that trying again may help: milliseconds since 1970. */
export type StandingNo = Readonly<{ code: SpoolRefusal; retryAtMs: number }>

/** What is known about the ways of each transfer at this moment. Nothing here outlives the process. */
export class WayFacts {
  readonly #deps: Deps
  readonly #settings: Settings
  /** Since when each could have moved straight and did not. */
  readonly #waiting = new Map<TransferId, number>()
  readonly #tried = new Map<TransferId, ReadonlyMap<Way, Tried>>()
  readonly #refused = new Map<TransferId, Readonly<{ no: StandingNo; untilMs: number }>>()

  constructor(deps: Deps, settings: Settings) {
    this.#deps = deps
    this.#settings = settings
  }

  get spoolOnly(): boolean {
    return this.#settings.spoolOnly
  }

  of(record: TransferRecord, now: Readonly<{ isDirect: boolean }>): PathFacts {
    const { device, id } = record
    const { lines, clock } = this.#deps
    const nowMs = clock.monotonicMs()
    const isAccepted =
      device !== undefined && (record.direction === 'outgoing' || record.folder !== undefined)
    if (now.isDirect || !isAccepted || !this.#waiting.has(id)) this.#waiting.set(id, nowMs)
    // No friend any more, or not their device: nothing moves.
    const reach = this.#reach(record)
    const isGone = reach === 'gone'
    return {
      spoolOnly: this.#settings.spoolOnly,
      isLinked: device !== undefined && lines.connected(device) && !isGone,
      isDialable: this.#isDialable(record),
      isDirect: now.isDirect,
      reach: isGone ? 'unknown' : reach,
      isAccepted,
      hasSpool: this.#hasSpool(record) && !isGone,
      waitedMs: nowMs - (this.#waiting.get(id) ?? nowMs),
    }
  }

  tried(id: TransferId, way: Way, outcome: Outcome): void {
    const { clock } = this.#deps
    const cause = 'cause' in outcome ? outcome.cause : undefined
    const refusal = cause instanceof SpoolRefused ? cause : undefined
    const code = refusal?.code ?? ('code' in outcome ? outcome.code : outcome.kind)
    const tried = { way, atMs: clock.nowMs(), code }
    this.#tried.set(id, new Map([...(this.#tried.get(id) ?? []), [way, tried]]))
    if (refusal === undefined || refusal.retryAfterMs === 0) return void this.#refused.delete(id)
    // The home tells when something expires; friends may fetch it long before.
    const mostMs = refusal.code === 'spool-full' ? SPOOL_FULL_LOOK_MS : refusal.retryAfterMs
    const untilMs = clock.monotonicMs() + Math.min(refusal.retryAfterMs, mostMs)
    const retryAtMs = clock.nowMs() + refusal.retryAfterMs
    this.#refused.set(id, { no: { code: refusal.code, retryAtMs }, untilMs })
  }

  /** Something of ours has left the spool: who found it full may ask again. */
  roomFreed(): void {
    for (const [id, { no }] of this.#refused) if (no.code === 'spool-full') this.#refused.delete(id)
  }

  /** The newest try of each way. */
  triesOf(id: TransferId): readonly Tried[] {
    return [...(this.#tried.get(id)?.values() ?? [])]
  }

  /** The home's no to the spool, while it stands. */
  refusalOf(id: TransferId): StandingNo | undefined {
    const refused = this.#refused.get(id)
    return refused && refused.untilMs > this.#deps.clock.monotonicMs() ? refused.no : undefined
  }

  forget(id: TransferId): void {
    this.#waiting.delete(id)
    this.#tried.delete(id)
    this.#refused.delete(id)
  }

  #hasSpool({ id, spool }: TransferRecord): boolean {
    return spool !== undefined && this.#deps.spool.isThere && this.refusalOf(id) === undefined
  }

  /** While our home is away we know nothing new: the addresses that we know are those of before. */
  #isDialable({ friend, device }: TransferRecord): boolean {
    const devices = this.#deps.parties.byAccount(friend)?.devices ?? []
    return devices.some((known) => known.device === device && known.addresses.length > 0)
  }

  /** Of the device; while none has answered, of the friend: away only if all of them are. */
  #reach({ friend, device }: TransferRecord): Reach | 'gone' {
    const devices = this.#deps.parties.byAccount(friend)?.devices
    if (device !== undefined)
      return devices?.find((known) => known.device === device)?.reach ?? 'gone'
    if (devices === undefined) return 'gone'
    const isAway = devices.every(({ reach }) => reach === 'offline')
    return isAway ? 'offline' : 'online'
  }
}
