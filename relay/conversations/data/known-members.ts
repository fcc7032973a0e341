import type { ConversationId } from '../../../src/core/ids.ts'
import { RecentMap } from '../../../src/core/recent-map.ts'
import type { Tx } from '../../data/sql.ts'
import { MAX_KNOWN_CONVERSATIONS } from '../limits.ts'
import { type Members, membersOf } from './membership.ts'

/**
 * Whose conversations these are: the two never change, so it is read once. Not here: whether there still is such a conversation, which only
 * its locked row says.
 */
export class KnownMembers {
  /** Those that were asked for longest ago are forgotten. */
  readonly #known = new RecentMap<string, Members>({ most: MAX_KNOWN_CONVERSATIONS })

  async of(
    tx: Tx,
    conversations: readonly ConversationId[],
  ): Promise<ReadonlyMap<ConversationId, Members>> {
    const unknown = conversations.filter((id) => !this.#known.has(id))
    const read = unknown.length === 0 ? undefined : await membersOf(tx, unknown)
    const all = conversations.flatMap((id) => {
      const members = this.#known.get(id) ?? read?.get(id)
      return members === undefined ? [] : [[id, members] as const]
    })
    for (const [id, members] of all) this.#known.set(id, members)
    return new Map(all)
  }
}
