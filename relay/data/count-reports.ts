import type { Tx } from './sql.ts'

/** Of which columns; `closed_ms` 0: those that wait for the operator. */
type Which = Readonly<{ reporter_id?: string; accused_id?: string; closed_ms?: 0 }>

export async function countReports(tx: Tx, which: Which): Promise<number> {
  const row = await tx
    .selectFrom('reports')
    .select((from) => from.fn.countAll<number>().as('count'))
    .where((from) => from.and(which))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
