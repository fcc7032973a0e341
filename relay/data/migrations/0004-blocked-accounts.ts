import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const blockedAccounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // A column has no `if not exists` on either engine: after a death half-way it is there already.
    if (await hasColumn(db, 'accounts', 'blocked_ms')) return
    await db.schema
      .alterTable('accounts')
      .addColumn('blocked_ms', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  },
  async down(db: Kysely<unknown>): Promise<void> {
    if (!(await hasColumn(db, 'accounts', 'blocked_ms'))) return
    await db.schema.alterTable('accounts').dropColumn('blocked_ms').execute()
  },
}

async function hasColumn(db: Kysely<unknown>, table: string, column: string): Promise<boolean> {
  const tables = await db.introspection.getTables()
  const found = tables.find(({ name }) => name === table)
  return found?.columns.some(({ name }) => name === column) ?? false
}
