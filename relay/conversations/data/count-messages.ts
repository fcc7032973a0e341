import { expressionBuilder } from 'kysely'
import { beginMonths } from '../../data/message-months.ts'
import { padded } from '../../data/padded.ts'
import type { Tx } from '../../data/sql.ts'
import type { Tables } from '../../data/tables.ts'
import { monthOf } from '../../limits/entity/month.ts'
import type { Send } from './store-messages.ts'

/** Made once: it costs as much as a query. */
const row = expressionBuilder<Tables, 'conversation_members'>()

/** Before anything of them is counted. */
export async function beginMonthsOf(tx: Tx, sends: readonly Send[]): Promise<void> {
  const first = sends.filter(({ mayBeFirst }) => mayBeFirst)
  const byMonth = Map.groupBy(first, ({ nowMs }) => monthOf(nowMs))
  for (const [month, each] of byMonth) {
    await beginMonths(tx, [...new Set(each.map(({ caller }) => caller.account))], month)
  }
}

/** Each member's messages, of all that they ever stored. */
export async function countSent(tx: Tx, sends: readonly Send[]): Promise<void> {
  const members = new Map(
    sends.map((send) => {
      const member = { account: send.caller.account, conversation: send.message.conversation }
      return [`${member.conversation} ${member.account}`, member]
    }),
  )
  const counts = countBy(sends, (send) => `${send.message.conversation} ${send.caller.account}`)
  for (const [more, keys] of byCount(counts)) {
    const those = keys.flatMap((key) => members.get(key) ?? [])
    await tx
      .updateTable('conversation_members')
      .set({ sent_count: row('sent_count', '+', more) })
      .where(
        row.or(
          padded(those).map(({ conversation, account }) =>
            row.and({ conversation_id: conversation, account_id: account }),
          ),
        ),
      )
      .execute()
  }
}

/** How many of each. */
export function countBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

/** Those that grow alike grow by one statement. */
export function byCount(
  counts: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly string[]> {
  const grouped = Map.groupBy(counts, ([, count]) => count)
  return new Map([...grouped].map(([count, each]) => [count, each.map(([key]) => key)]))
}
