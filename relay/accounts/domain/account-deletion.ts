import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, AccountName } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import { AdminRefusal } from '../entity/admin-refusal.ts'
import type {
  AdminStore,
  AvatarsOfAccounts,
  DeletionStore,
  RunningSessions,
  SpoolOfAccounts,
} from '../admin-ports.ts'

type DeletionDeps = Readonly<{
  accounts: Pick<AdminStore, 'find'>
  store: DeletionStore
  running: RunningSessions
  spool: Pick<SpoolOfAccounts, 'accountDeleted'> | undefined
  avatars: Pick<AvatarsOfAccounts, 'accountDeleted'>
  clock: Clock
  random: Random
}>

const NAME_BYTES = 12
const CUT_OFF = 'the relay stops; the deletion has begun and goes on at its next start'

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

  /** @throws AdminRefusal unknown-account; unavailable when the signal fires before the end. */
  async delete(
    name: AccountName,
    options: Readonly<{ signal: AbortSignal }>,
  ): Promise<Readonly<{ name: AccountName; account: AccountId }>> {
    const { accounts, store, running, clock } = this.#deps
    const account = await accounts.find(name)
    const devices = await store.begin(account, this.#goneName(), clock.nowMs())
    const fenced = devices.map((device) => ({ device, epoch: Number.MAX_SAFE_INTEGER }))
    await running.endAll(account, fenced, 'revoked')
    await this.#goOn(account, options)
    return { name, account }
  }

  /** Those that a relay began and did not finish. @returns how many. */
  async resume(options: Readonly<{ signal: AbortSignal }>): Promise<number> {
    const unfinished = await this.#deps.store.unfinished()
    for (const account of unfinished) await this.#goOn(account, options)
    return unfinished.length
  }

  async #goOn(account: AccountId, { signal }: Readonly<{ signal: AbortSignal }>): Promise<void> {
    const { store, spool, avatars, clock } = this.#deps
    for (let more = true; more; more = await store.deleteSome(account, clock.nowMs())) {
      if (signal.aborted) throw new AdminRefusal('unavailable', { detail: CUT_OFF })
    }
    await spool?.accountDeleted(account)
    await avatars.accountDeleted(account)
    await store.finish(account)
  }

  /** Nobody can have taken it before. */
  #goneName(): AccountName {
    return `gone-${this.#deps.random.bytes(NAME_BYTES).toHex()}` as AccountName
  }
}
