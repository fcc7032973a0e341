import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { hasColumn } from './has-column.ts'

export const chunkBlobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (await hasColumn(db, 'spool_chunks', 'blob_name')) return
    await db.schema
      .alterTable('spool_chunks')
      .addColumn('blob_name', 'varchar(64)', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}
