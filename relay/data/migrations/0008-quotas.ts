import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const required = (column: ColumnDefinitionBuilder) => column.notNull()
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)

export const quotas: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('account_quotas')
      .ifNotExists()
      .addColumn('account_id', 'varchar(36)', required)
      .addColumn('quota', 'varchar(32)', required)
      .addColumn('amount', 'bigint', zero)
      .addPrimaryKeyConstraint('account_quotas_key', ['account_id', 'quota'])
      .execute()
    await db.schema
      .createTable('message_months')
      .ifNotExists()
      .addColumn('account_id', 'varchar(36)', required)
      .addColumn('month', 'varchar(7)', required)
      .addColumn('sent_before', 'bigint', zero)
      .addPrimaryKeyConstraint('message_months_key', ['account_id'])
      .execute()
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of ['account_quotas', 'message_months']) {
      await db.schema.dropTable(table).ifExists().execute()
    }
  },
}
