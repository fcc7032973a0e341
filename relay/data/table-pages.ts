import type { Kysely } from 'kysely'
import type { Tx } from './sql.ts'
import { TABLE_KEYS, type TableName } from './table-keys.ts'
import type { Tables } from './tables.ts'

/** Rows of one page: bodies are at most 64 KiB, so this is some megabytes at worst. */
export const PAGE_ROWS = 100

export type Row = Readonly<Record<string, unknown>>
type AnyTables = Record<string, Record<string, unknown>>

/** Queries of tables and columns that are only known at run time. */
export function untyped(db: Tx | Kysely<Tables>): Kysely<AnyTables> {
  return db as unknown as Kysely<AnyTables>
}

/** All rows of a table in order of its key, at most PAGE_ROWS in memory. */
export async function* pagesOf(tx: Tx, table: TableName): AsyncGenerator<readonly Row[]> {
  const keys: readonly string[] = TABLE_KEYS[table]
  let page = await firstPage(tx, table, keys)
  while (page.length > 0) {
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE_ROWS) return
    page = await pageAfter(tx, table, keys, last)
  }
}

async function firstPage(tx: Tx, table: TableName, keys: readonly string[]): Promise<Row[]> {
  let query = untyped(tx).selectFrom(table).selectAll().limit(PAGE_ROWS)
  for (const key of keys) query = query.orderBy(key)
  return query.execute()
}

/**
 * Those with the same first columns and a greater last one, then those with a greater one before: each a range of the index, which
 * `(a, b) > (x, y)` in one statement is not on MySQL.
 */
async function pageAfter(
  tx: Tx,
  table: TableName,
  keys: readonly string[],
  last: Row,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let depth = keys.length - 1; depth >= 0 && rows.length < PAGE_ROWS; depth--) {
    let query = untyped(tx)
      .selectFrom(table)
      .selectAll()
      .limit(PAGE_ROWS - rows.length)
    for (const key of keys.slice(0, depth)) query = query.where(key, '=', last[key])
    query = query.where(keys[depth] ?? '', '>', last[keys[depth] ?? ''])
    for (const key of keys.slice(depth)) query = query.orderBy(key)
    rows.push(...(await query.execute()))
  }
  return rows
}
