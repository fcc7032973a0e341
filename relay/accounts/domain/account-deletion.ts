import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, AccountName } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import type { AdminStore, DeletionStore, RunningSessions, SpoolOfAccounts } from '../admin-ports.ts'

type DeletionDeps = Readonly<{
  accounts: Pick<AdminStore, 'find'>
  store: DeletionStore
  running: RunningSessions
  spool: Pick<SpoolOfAccounts, 'accountDeleted'> | undefined
  clock: Clock
  random: Random
}>

const NAME_BYTES = 12

/**
 * Takes a person's data away.
 *   begin: name free, profile, password and devices gone · sessions end · friendships and events, in bounded transactions · finish
 * What was sent stays with those who received it. A relay that dies in between goes on at its next start.
 */
export class AccountDeletion {
  readonly #deps: DeletionDeps

  constructor(deps: DeletionDeps) {
    this.#deps = deps
  }

  async delete(name: AccountName): Promise<Readonly<{ name: AccountName; account: AccountId }>> {
    const { accounts, store, running, clock } = this.#deps
    const account = await accounts.find(name)
    const devices = await store.begin(account, this.#goneName(), clock.nowMs())
    const fenced = devices.map((device) => ({ device, epoch: Number.MAX_SAFE_INTEGER }))
    await running.endAll(account, fenced, 'revoked')
    await this.#goOn(account)
    return { name, account }
  }

  /** Those that a relay began and did not finish. @returns how many. */
  async resume(options: Readonly<{ signal: AbortSignal }>): Promise<number> {
    const unfinished = await this.#deps.store.unfinished()
    for (const account of unfinished) {
      options.signal.throwIfAborted()
      await this.#goOn(account)
    }
    return unfinished.length
  }

  async #goOn(account: AccountId): Promise<void> {
    const { store, spool, clock } = this.#deps
    while (await store.deleteSome(account, clock.nowMs()));
    await spool?.accountDeleted(account)
    await store.finish(account)
  }

  /** Nobody can have taken it before. */
  #goneName(): AccountName {
    return `gone-${this.#deps.random.bytes(NAME_BYTES).toHex()}` as AccountName
  }
}
