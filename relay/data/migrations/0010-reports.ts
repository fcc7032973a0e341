import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const ID = 'varchar(36)'
const required = (column: ColumnDefinitionBuilder) => column.notNull()
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)
const empty = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo('')

export const reports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('reports')
      .ifNotExists()
      .addColumn('id', ID, required)
      .addColumn('reporter_id', ID, required)
      .addColumn('accused_id', ID, required)
      .addColumn('reason', 'varchar(16)', required)
      .addColumn('text', 'varchar(2000)', empty)
      .addColumn('created_ms', 'bigint', zero)
      .addColumn('closed_ms', 'bigint', zero)
      .addColumn('note', 'varchar(500)', empty)
      .addPrimaryKeyConstraint('reports_key', ['id'])
      // Of a pair one is open, also where two servers that both take writes hear of it at once.
      .addUniqueConstraint('reports_by_pair', ['reporter_id', 'accused_id', 'closed_ms'])
      .addUniqueConstraint('reports_by_accused', ['accused_id', 'id'])
      .addUniqueConstraint('reports_by_state', ['closed_ms', 'id'])
      .execute()
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropTable('reports').ifExists().execute()
  },
}
