import type { Kysely } from 'kysely'

/** A column has no `if not exists` on either engine: after a death half-way it is there already. */
export async function hasColumn(
  db: Kysely<unknown>,
  table: string,
  column: string,
): Promise<boolean> {
  const tables = await db.introspection.getTables()
  const found = tables.find(({ name }) => name === table)
  return found?.columns.some(({ name }) => name === column) ?? false
}
