import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { StoreError } from '../store-error.ts'
import { hasColumn } from './has-column.ts'
import { partitionSmall } from './0006-partitions.ts'

const ID = 'varchar(36)'
/** A SHA-256, shortened to 16 bytes, in base64url. */
const SHORT_DIGEST = 'varchar(22)'

export const coldHistory: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await segments(db)
    await ids(db)
    await partitionSmall(db)
    if (await hasColumn(db, 'conversations', 'cold_seq')) return
    await db.schema.alterTable('conversations').addColumn('cold_seq', 'bigint', zero).execute()
  },
  /** Only while nothing is cold: what is in segments an older relay would not find. */
  async down(db: Kysely<unknown>): Promise<void> {
    if (await hasColumn(db, 'conversations', 'cold_seq')) {
      await refuseCold(db)
      await db.schema.alterTable('conversations').dropColumn('cold_seq').execute()
    }
    for (const table of ['cold_ids', 'cold_segments']) {
      await db.schema.dropTable(table).ifExists().execute()
    }
  },
}

async function refuseCold(db: Kysely<unknown>): Promise<void> {
  const found = await sql`select id from conversations where cold_seq > 0 limit 1`.execute(db)
  if (found.rows.length === 0) return
  throw new StoreError('failed', 'history is cold already, and cannot come back into the table')
}

const required = (column: ColumnDefinitionBuilder) => column.notNull()
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)

async function segments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cold_segments')
    .ifNotExists()
    .addColumn('conversation_id', ID, required)
    .addColumn('first_seq', 'bigint', required)
    .addColumn('last_seq', 'bigint', required)
    .addColumn('name', 'varchar(32)', required)
    .addColumn('bytes', 'integer', required)
    .addColumn('digest', 'varchar(64)', required)
    .addPrimaryKeyConstraint('cold_segments_key', ['conversation_id', 'first_seq'])
    .execute()
}

async function ids(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cold_ids')
    .ifNotExists()
    .addColumn('conversation_id', ID, required)
    .addColumn('id_key', SHORT_DIGEST, required)
    .addColumn('seq', 'bigint', required)
    .addColumn('stored_ms', 'bigint', required)
    .addColumn('body_key', SHORT_DIGEST, required)
    .addPrimaryKeyConstraint('cold_ids_key', ['conversation_id', 'id_key'])
    .execute()
}
