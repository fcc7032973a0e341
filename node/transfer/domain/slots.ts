import type { AccountId } from '../../../src/core/ids.ts'

type SlotLimits = Readonly<{ total: number; perFriend: number }>
type Waiter = Readonly<{ friend: AccountId; admit: (slot: Disposable) => void }>

/**
 * How many may move at once, in all and per friend. Whoever waits is admitted in the order of asking, except that nobody
 * waits for a friend whose own share is used up.
 */
export class Slots {
  readonly #limits: SlotLimits
  readonly #held = new Map<AccountId, number>()
  #total = 0
  #waiting: readonly Waiter[] = []

  constructor(limits: SlotLimits) {
    this.#limits = limits
  }

  /** `undefined` when none is free. */
  take(friend: AccountId): Disposable | undefined {
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

  async acquire(friend: AccountId, options: { signal: AbortSignal }): Promise<Disposable> {
    options.signal.throwIfAborted()
    return this.take(friend) ?? (await this.#queue(friend, options.signal))
  }

  #queue(friend: AccountId, signal: AbortSignal): Promise<Disposable> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        signal.removeEventListener('abort', giveUp)
        this.#waiting = this.#waiting.filter((other) => other !== waiter)
      }
      const giveUp = () => {
        leave()
        reject(signal.reason)
      }
      const admit = (slot: Disposable) => {
        leave()
        resolve(slot)
      }
      const waiter = { friend, admit }
      this.#waiting = [...this.#waiting, waiter]
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** One that is given back is handed on at once, so nobody overtakes. */
  #giveBack(friend: AccountId): void {
    this.#total -= 1
    const held = (this.#held.get(friend) ?? 1) - 1
    if (held === 0) this.#held.delete(friend)
    else this.#held.set(friend, held)
    const next = this.#waiting.find((waiter) => this.#free(waiter.friend))
    const slot = next === undefined ? undefined : this.take(next.friend)
    if (slot !== undefined) next?.admit(slot)
  }

  #free(friend: AccountId): boolean {
    return (
      this.#total < this.#limits.total && (this.#held.get(friend) ?? 0) < this.#limits.perFriend
    )
  }
}
