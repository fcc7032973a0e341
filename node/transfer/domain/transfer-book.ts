import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, TransferId } from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { isOver, step, type TransferEvent } from '../../../src/transfer/entity/transfer-state.ts'
import { type Carrier, carriedMore } from '../entity/carried.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { travelled } from '../entity/travel.ts'
import { MAX_ENDED_TRANSFERS } from '../limits.ts'
import type { TransferStore } from '../queue-ports.ts'
import type { Settings } from './settings.ts'

type BookDeps = Readonly<{
  store: TransferStore
  settings: Settings
  clock: Clock
  log: Logger
}>
/** Beside the state: what else changes in the record. */
export type Also = Partial<Omit<TransferRecord, 'id' | 'state'>>
type Durability = Readonly<{ sync: boolean }>
const nothingElse = (): Also => ({})

/**
 * All transfers of this node, in memory and in the store. What `get` shows is ahead of the store by the writes under way;
 * a promise returned here resolves when the store has caught up with that change.
 */
export class TransferBook {
  readonly #deps: BookDeps
  readonly #listeners: Listeners<TransferRecord>
  #records = new Map<TransferId, TransferRecord>()
  /** The last write of each transfer, so that writes of one record never overtake each other. */
  readonly #writes = new Map<TransferId, Promise<void>>()

  constructor(deps: BookDeps) {
    this.#deps = deps
    this.#listeners = new Listeners(deps)
  }

  async load(): Promise<void> {
    const records = await this.#deps.store.transfers()
    const sorted = [...records].sort((a, b) => a.createdMs - b.createdMs)
    this.#records = new Map(sorted.map((record) => [record.id, record]))
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#writes.values())
  }

  /** Oldest first. */
  all(): readonly TransferRecord[] {
    return [...this.#records.values()]
  }

  open(): readonly TransferRecord[] {
    return this.all().filter((record) => !isOver(record.state))
  }

  ofFriend(friend: AccountId): readonly TransferRecord[] {
    return this.all().filter((record) => record.friend === friend)
  }

  get(id: TransferId): TransferRecord | undefined {
    return this.#records.get(id)
  }

  async add(record: TransferRecord): Promise<void> {
    this.#records.set(record.id, record)
    await this.#write(record, { sync: true })
    await this.#forgetOldest()
  }

  /**
   * The event, and what else follows from the record that it leads to, in one write.
   * @returns the record as it is then; the same when the event does not fit its state.
   */
  async apply(
    id: TransferId,
    event: TransferEvent,
    also: (next: TransferRecord) => Also = nothingElse,
  ): Promise<TransferRecord> {
    const before = this.#must(id)
    const state = step(before.state, event)
    if (state === before.state) return before
    // Progress is known better by the chunk set; only what cannot be found out again must survive a power cut.
    const sync = event.kind !== 'progressed'
    const nowMs = this.#deps.clock.nowMs()
    const travel = travelled(before.travel, event, { from: before.state, to: state, nowMs })
    const endedMs = isOver(state) ? nowMs : undefined
    const next = { ...before, state, endedMs, travel, note: undefined }
    return await this.#change({ ...next, ...also(next) }, { sync })
  }

  /** What does not touch the state. */
  async amend(id: TransferId, change: (record: TransferRecord) => Also): Promise<TransferRecord> {
    const before = this.#must(id)
    return await this.#change({ ...before, ...change(before) }, { sync: true })
  }

  /** Some of it has moved: written with what is written of it next, at the end of its line at the latest. */
  carried(id: TransferId, carrier: Carrier, bytes: number): void {
    const before = this.#records.get(id)
    if (before === undefined) return
    this.#records.set(id, { ...before, carried: carriedMore(before.carried, carrier, bytes) })
  }

  async remove(id: TransferId): Promise<void> {
    this.#records.delete(id)
    await this.#chain(id, () => this.#deps.store.remove(id))
  }

  /** The record as soon as it fits. Rejects when the signal ends first; `undefined` when there is none. */
  async when(
    id: TransferId,
    fits: (record: TransferRecord) => boolean,
    options: Readonly<{ signal: AbortSignal }>,
  ): Promise<TransferRecord | undefined> {
    const now = this.get(id)
    if (now === undefined || fits(now)) return now
    return await new Promise((resolve, reject) => {
      const stopListening = this.onChange((record) => {
        if (record.id === id && fits(record)) end(() => resolve(record))
      })
      const abort = () => end(() => reject(options.signal.reason))
      const end = (settle: () => void) => {
        stopListening()
        options.signal.removeEventListener('abort', abort)
        settle()
      }
      options.signal.addEventListener('abort', abort, { once: true })
      if (options.signal.aborted) abort()
    })
  }

  onChange(listener: (record: TransferRecord) => void): () => void {
    return this.#listeners.add(listener)
  }

  async #change(record: TransferRecord, options: Durability): Promise<TransferRecord> {
    this.#records.set(record.id, record)
    await this.#write(record, options)
    return record
  }

  /** Listeners hear of it in any case: a store that fails must not hide what has happened. */
  async #write(record: TransferRecord, options: Durability): Promise<void> {
    try {
      await this.#chain(record.id, () => this.#deps.store.put(record, options))
    } finally {
      this.#listeners.tell(record)
    }
  }

  #chain(id: TransferId, work: () => Promise<void>): Promise<void> {
    const before = this.#writes.get(id) ?? Promise.resolve()
    const done = before.then(work, work)
    const forget = () => {
      if (this.#writes.get(id) === done) this.#writes.delete(id)
    }
    this.#writes.set(id, done)
    done.then(forget, forget)
    return done
  }

  async #forgetOldest(): Promise<void> {
    const ended = this.all().filter((record) => isOver(record.state) && isTidy(record))
    const oldest = ended.slice(0, Math.max(0, ended.length - MAX_ENDED_TRANSFERS))
    if (oldest.length === 0) return
    // Counted first: after a crash in between one may be counted twice, but none is gone without a word.
    await this.#deps.settings.change((now) => ({ forgotten: now.forgotten + oldest.length }))
    for (const { id } of oldest) await this.remove(id)
  }

  #must(id: TransferId): TransferRecord {
    const record = this.#records.get(id)
    if (record === undefined) throw new RangeError('no such transfer')
    return record
  }
}

function isTidy(record: TransferRecord): boolean {
  return record.news.length === 0 && !record.litter
}
