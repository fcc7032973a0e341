import type { AccountId } from '../../src/core/ids.ts'
import type { Tx } from './sql.ts'

/**
 * Messages of a month, without a row that every message writes: a conversation's row counts what each of its two sent, and is written with each
 * message anyway; a row an account keeps what that was in all when the month began. Undefined: nothing of that month is stored.
 */
export async function sentInMonth(
  tx: Tx,
  account: AccountId,
  month: string,
): Promise<number | undefined> {
  const began = await tx
    .selectFrom('message_months')
    .select(['month', 'sent_before'])
    .where('account_id', '=', account)
    .executeTakeFirst()
  // A later one counts as well: another relay's clock may be in the next month already.
  if (began === undefined || began.month < month) return undefined
  // Of conversations that are gone, with both of the two, nothing is counted any more.
  return Math.max(0, (await sentEver(tx, account)) - began.sent_before)
}

/** In the transaction that stores the first message of a month, before it does; in order of account. */
export async function beginMonths(
  tx: Tx,
  accounts: readonly AccountId[],
  month: string,
): Promise<void> {
  if (accounts.length === 0) return
  const rows = await tx
    .selectFrom('message_months')
    .select(['account_id', 'month'])
    .where('account_id', 'in', accounts)
    .orderBy('account_id')
    .forUpdate()
    .execute()
  const begun = new Map(rows.map((row) => [row.account_id, row.month]))
  for (const account of accounts.toSorted()) {
    const last = begun.get(account)
    if (last !== undefined && last >= month) continue
    const row = { month, sent_before: await sentEver(tx, account) }
    if (last === undefined) {
      await tx
        .insertInto('message_months')
        .values({ account_id: account, ...row })
        .execute()
    } else {
      await tx.updateTable('message_months').set(row).where('account_id', '=', account).execute()
    }
  }
}

async function sentEver(tx: Tx, account: AccountId): Promise<number> {
  const { sent } = await tx
    .selectFrom('relations')
    .innerJoin('conversation_members as member', (join) =>
      join
        .onRef('member.conversation_id', '=', 'relations.conversation_id')
        .onRef('member.account_id', '=', 'relations.account_id'),
    )
    .select((row) => row.fn.sum<number | null>('member.sent_count').as('sent'))
    .where('relations.account_id', '=', account)
    .executeTakeFirstOrThrow()
  return Number(sent ?? 0)
}
