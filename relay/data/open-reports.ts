import type { AccountId } from '../../src/core/ids.ts'
import type { Tx } from './sql.ts'

/** How many that this account made the operator has not closed. */
export async function openReportsOf(tx: Tx, reporter: AccountId): Promise<number> {
  const row = await tx
    .selectFrom('reports')
    .select((from) => from.fn.countAll<number>().as('count'))
    .where('reporter_id', '=', reporter)
    .where('closed_ms', '=', 0)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
