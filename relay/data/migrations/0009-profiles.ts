import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { hasColumn } from './has-column.ts'

const TABLE = 'accounts'
const empty = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo('')
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)

const COLUMNS = [
  ['phone', 'varchar(32)', empty],
  ['phone_shared', 'integer', zero],
  ['avatar', 'varchar(36)', empty],
] as const

export const profiles: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [name, type, made] of COLUMNS) {
      // After a death half-way it is there already.
      if (await hasColumn(db, TABLE, name)) continue
      await db.schema.alterTable(TABLE).addColumn(name, type, made).execute()
    }
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const [name] of COLUMNS) {
      if (await hasColumn(db, TABLE, name)) {
        await db.schema.alterTable(TABLE).dropColumn(name).execute()
      }
    }
  },
}
