import type { ConversationId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import { MAX_KNOWN_CONVERSATIONS } from '../limits.ts'
import { type Members, membersOf } from './membership.ts'

/**
 * Whose conversations these are: the two never change, so it is read once. Not here: whether there still is such a conversation, which only
 * its locked row says.
 */
export class KnownMembers {
  readonly #known = new Map<string, Members>()

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
    for (const [id, members] of all) this.#keep(id, members)
    return new Map(all)
  }

  /** As the newest; the one that was asked for longest ago makes room. */
  #keep(id: string, members: Members): void {
    this.#known.delete(id)
    const oldest = this.#known.keys().next()
    if (this.#known.size >= MAX_KNOWN_CONVERSATIONS && !oldest.done) {
      this.#known.delete(oldest.value)
    }
    this.#known.set(id, members)
  }
}
