import type { TransferId } from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { isOver } from '../../../src/transfer/entity/transfer-state.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { Priority, QueueMove } from '../../control/entity/queue-nouns.ts'
import type { AtOnce } from '../entity/at-once.ts'
import { type Ranked, rankOf, reorder } from '../entity/rank.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { PLACES_TOLD } from '../limits.ts'
import { Slots } from './slots.ts'
import type { TransferBook } from './transfer-book.ts'

/** Whose turn it is: the slots of both directions, and the order in which they are given. */
export class Queue {
  /** Transfers that come in; one slot each, however many lines it uses. */
  readonly down: Slots
  readonly up: Slots
  readonly #book: TransferBook
  readonly #moved: Listeners<TransferId>
  /** Of all that wait; made when asked for, until a line moves. */
  #places: ReadonlyMap<TransferId, number> | undefined
  #isToBeTold = false

  constructor(deps: Readonly<{ book: TransferBook; log: Logger }>, atOnce: AtOnce) {
    this.#book = deps.book
    this.#moved = new Listeners(deps)
    const line = { rankOf: (id: TransferId) => this.#rankOf(id), onPlaces: () => this.#lineMoved() }
    this.down = new Slots(atOnce.down, line)
    this.up = new Slots(atOnce.up, line)
  }

  /** 1: the next one. `undefined`: it does not wait for a slot. */
  place(id: TransferId): number | undefined {
    this.#places ??= new Map(
      this.#lines().flatMap((line) => line.map((each, at) => [each, at + 1])),
    )
    return this.#places.get(id)
  }

  /** Takes effect when the next slot is free, and interrupts nobody. */
  async prioritise(id: TransferId, priority: Priority): Promise<TransferRecord> {
    const record = this.#mustOpen(id)
    // The end of the new line, as if it had come now: whoever waits there does not lose their place.
    if (record.priority === priority) return record
    const orders = this.#lineOf({ ...record, priority }).map(({ order }) => order)
    const order = Math.max(...orders) + 1
    const changed = await this.#book.amend(id, () => ({ priority, order }))
    this.#lineMoved()
    return changed
  }

  async move(id: TransferId, to: QueueMove): Promise<TransferRecord> {
    const record = this.#mustOpen(id)
    const { kind } = record.state
    if (kind === 'moving' || kind === 'verifying') {
      throw new ControlError('conflict', 'it moves already; the order is of those that wait')
    }
    // In memory all at once; the writes follow, and where a crash parts them the line is still a line.
    const changes = reorder(this.#neighbours(record, to), id, to)
    const writes = changes.map((each) => this.#book.amend(each.id, () => ({ order: each.order })))
    await Promise.all(writes)
    this.#lineMoved()
    return this.#must(id)
  }

  /** The place of this one may have changed. */
  onPlace(listener: (id: TransferId) => void): () => void {
    return this.#moved.add(listener)
  }

  /** Those with whom it competes: not yet moving, of the same direction and priority. */
  #lineOf({ id, direction, priority }: TransferRecord): readonly Ranked[] {
    const others = this.#book
      .open()
      .filter((other) => other.direction === direction && other.priority === priority)
      .filter(({ state }) => state.kind !== 'moving' && state.kind !== 'verifying')
    const isThere = others.some((other) => other.id === id)
    const own = isThere ? [] : [{ ...this.#must(id), priority }]
    return [...others, ...own].map(rankOf)
  }

  /** One up is one place up: of one that waits for a slot, among those that do. */
  #neighbours(record: TransferRecord, to: QueueMove): readonly Ranked[] {
    const line = this.#lineOf(record)
    const isWaiting = this.place(record.id) !== undefined
    if (!isWaiting || to === 'first' || to === 'last') return line
    return line.filter(({ id }) => this.place(id) !== undefined)
  }

  #rankOf(id: TransferId): Ranked {
    return rankOf(this.#must(id))
  }

  #must(id: TransferId): TransferRecord {
    const record = this.#book.get(id)
    if (record === undefined) throw new ControlError('not-found', 'no such transfer')
    return record
  }

  #mustOpen(id: TransferId): TransferRecord {
    const record = this.#must(id)
    if (!isOver(record.state)) return record
    throw new ControlError('conflict', `this transfer is over: ${record.state.kind}`)
  }

  /** Told once for all that happens together: when a link comes up, thousands may join the line. */
  #lineMoved(): void {
    this.#places = undefined
    if (this.#isToBeTold) return
    this.#isToBeTold = true
    void Promise.resolve().then(() => {
      this.#isToBeTold = false
      const front = this.#lines().flatMap((line) => line.slice(0, PLACES_TOLD))
      for (const id of front) this.#moved.tell(id)
    })
  }

  #lines(): readonly (readonly TransferId[])[] {
    return [this.down.line(), this.up.line()]
  }
}
