import type { AccountId, TransferId } from '../../../src/core/ids.ts'
import type { SlotLimits } from '../entity/at-once.ts'
import { compareRanks, type Ranked } from '../entity/rank.ts'

/** Any record will do. */
export type Contender = Readonly<{ id: TransferId; friend: AccountId }>
type Waiter = Contender & Readonly<{ admit: (slot: Disposable) => void }>

/**
 * How many may move at once, in all and per friend. A free slot goes to the first of those who wait, by priority and order as
 * they are at that moment; except that nobody waits for a friend whose own share is used up. Who moves is never interrupted
 * by who comes later, however urgent: what has begun is nearer to its end, and half of a file is of no use to anybody.
 */
export class Slots {
  readonly #limits: SlotLimits
  readonly #rankOf: (id: TransferId) => Ranked
  readonly #onPlaces: () => void
  readonly #held = new Map<AccountId, number>()
  #total = 0
  readonly #waiting = new Set<Waiter>()

  constructor(
    limits: SlotLimits,
    deps: Readonly<{
      /** Asked anew whenever it matters, so that a change of mind counts at once. */
      rankOf: (id: TransferId) => Ranked
      /** The line has moved. */
      onPlaces: () => void
    }>,
  ) {
    this.#limits = limits
    this.#rankOf = deps.rankOf
    this.#onPlaces = deps.onPlaces
  }

  /** `undefined` when none is free. Overtakes nobody: while one is free for this friend, nobody waits for it. */
  take({ friend }: Contender): Disposable | undefined {
    if (!this.#free(friend)) return undefined
    this.#total += 1
    this.#held.set(friend, (this.#held.get(friend) ?? 0) + 1)
    let returned = false
    return {
      [Symbol.dispose]: () => {
        if (returned) return
        returned = true
        this.#giveBack(friend)
      },
    }
  }

  async acquire(contender: Contender, options: { signal: AbortSignal }): Promise<Disposable> {
    options.signal.throwIfAborted()
    return this.take(contender) ?? (await this.#queue(contender, options.signal))
  }

  /** Who waits, the next one first. */
  line(): readonly TransferId[] {
    return this.#ranked().map(({ id }) => id)
  }

  #queue({ id, friend }: Contender, signal: AbortSignal): Promise<Disposable> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        signal.removeEventListener('abort', giveUp)
        this.#waiting.delete(waiter)
        this.#onPlaces()
      }
      const giveUp = () => {
        leave()
        reject(signal.reason)
      }
      const admit = (slot: Disposable) => {
        leave()
        resolve(slot)
      }
      const waiter = { id, friend, admit }
      this.#waiting.add(waiter)
      signal.addEventListener('abort', giveUp, { once: true })
      this.#onPlaces()
    })
  }

  /** One that is given back is handed on at once, so nobody overtakes. */
  #giveBack(friend: AccountId): void {
    this.#total -= 1
    const held = (this.#held.get(friend) ?? 1) - 1
    if (held === 0) this.#held.delete(friend)
    else this.#held.set(friend, held)
    const next = this.#ranked().find((waiter) => this.#free(waiter.friend))
    const slot = next === undefined ? undefined : this.take(next)
    if (slot !== undefined) next?.admit(slot)
  }

  #ranked(): readonly Waiter[] {
    return [...this.#waiting].sort((a, b) => compareRanks(this.#rankOf(a.id), this.#rankOf(b.id)))
  }

  #free(friend: AccountId): boolean {
    return (
      this.#total < this.#limits.total && (this.#held.get(friend) ?? 0) < this.#limits.perFriend
    )
  }
}
