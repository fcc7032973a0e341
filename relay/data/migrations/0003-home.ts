import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const home: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('home')
      .ifNotExists()
      .addColumn('secret', 'varchar(16)', (column) => column.notNull())
      .addColumn('mark', 'varchar(64)', (column) => column.notNull())
      .addPrimaryKeyConstraint('home_key', ['secret'])
      .execute()
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropTable('home').ifExists().execute()
  },
}
