import type { AccountId } from '../../src/core/ids.ts'
import type { Presence } from '../../src/home/entity/nouns.ts'

/** Who is there now, with devices and cards; asked for friends only. */
export interface PresenceOf {
  presenceOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, Presence>>
}
