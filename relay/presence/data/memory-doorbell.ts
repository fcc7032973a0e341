import type { AccountId } from '../../../src/core/ids.ts'
import type { Doorbell, Ring } from '../ports.ts'

type Listener = (ring: Ring) => void

/** The doorbells of one process: a ring is heard before `ring` returns. */
export class MemoryDoorbell implements Doorbell {
  readonly #listeners = new Map<AccountId, Set<Listener>>()

  /** That somebody listens to. */
  get accounts(): readonly AccountId[] {
    return [...this.#listeners.keys()]
  }

  ring(accounts: readonly AccountId[], ring: Ring): void {
    for (const account of accounts) {
      // A copy: a listener may leave while it listens.
      for (const listener of [...(this.#listeners.get(account) ?? [])]) listener(ring)
    }
  }

  async listen(account: AccountId, listener: Listener): Promise<AsyncDisposable> {
    const listeners = this.#listeners.get(account) ?? new Set<Listener>()
    listeners.add(listener)
    this.#listeners.set(account, listeners)
    return {
      [Symbol.asyncDispose]: async () => {
        listeners.delete(listener)
        if (listeners.size === 0 && this.#listeners.get(account) === listeners) {
          this.#listeners.delete(account)
        }
      },
    }
  }
}
