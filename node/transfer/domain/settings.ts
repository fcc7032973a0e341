import { NOTHING_SET, type TransferSettings } from '../entity/transfer-settings.ts'
import type { TransferStore } from '../queue-ports.ts'

/** What is set for all transfers. `current` is ahead of the store by the write under way. */
export class Settings {
  readonly #store: TransferStore
  #current: TransferSettings = NOTHING_SET
  #lastWrite: Promise<void> = Promise.resolve()

  constructor(deps: Readonly<{ store: TransferStore }>) {
    this.#store = deps.store
  }

  get current(): TransferSettings {
    return this.#current
  }

  async load(): Promise<void> {
    this.#current = (await this.#store.settings()) ?? NOTHING_SET
  }

  /** Takes effect at once; resolves when it would survive a power cut. */
  async change(how: (now: TransferSettings) => Partial<TransferSettings>): Promise<void> {
    this.#current = { ...this.#current, ...how(this.#current) }
    // The newest in any case, so writes that wait for each other end with it.
    const write = () => this.#store.putSettings(this.#current)
    this.#lastWrite = this.#lastWrite.then(write, write)
    await this.#lastWrite
  }
}
