import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { hasColumn } from './has-column.ts'

export const blockedAccounts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
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
