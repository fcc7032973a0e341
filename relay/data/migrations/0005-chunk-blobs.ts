import { type Kysely, sql } from 'kysely'
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
  /** Whoever knows no names does not find what lies under one: those chunks are missing, and asked for again. */
  async down(db: Kysely<unknown>): Promise<void> {
    if (!(await hasColumn(db, 'spool_chunks', 'blob_name'))) return
    await sql`delete from spool_chunks where blob_name <> ''`.execute(db)
    await sql`update spool_objects set stored_bytes = (
      select coalesce(sum(bytes), 0) from spool_chunks where object_id = spool_objects.id
    )`.execute(db)
    await db.schema.alterTable('spool_chunks').dropColumn('blob_name').execute()
  },
}
