import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const ID = 'varchar(36)'
const DEVICE_ID = 'varchar(64)'
const BLOB = sql`mediumblob`

const TABLES = ['spool_usage', 'spool_readers', 'spool_receivers', 'spool_chunks', 'spool_objects']

export const spool: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await objects(db)
    await claims(db)
    await usage(db)
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of TABLES) await db.schema.dropTable(table).ifExists().execute()
  },
}

const required = (column: ColumnDefinitionBuilder) => column.notNull()
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)

async function objects(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('spool_objects')
    .ifNotExists()
    .addColumn('id', ID, required)
    .addColumn('owner_id', ID, required)
    .addColumn('device_id', DEVICE_ID, required)
    .addColumn('bytes', 'bigint', zero)
    .addColumn('chunks', 'bigint', zero)
    .addColumn('stored_bytes', 'bigint', zero)
    .addColumn('sealed_end', BLOB, required)
    .addColumn('created_ms', 'bigint', zero)
    .addColumn('expires_ms', 'bigint', zero)
    .addPrimaryKeyConstraint('spool_objects_key', ['id'])
    .addUniqueConstraint('spool_objects_by_owner', ['owner_id', 'id'])
    .addUniqueConstraint('spool_objects_by_expiry', ['expires_ms', 'id'])
    .execute()
  await db.schema
    .createTable('spool_chunks')
    .ifNotExists()
    .addColumn('object_id', ID, required)
    .addColumn('chunk_index', 'bigint', required)
    .addColumn('bytes', 'integer', zero)
    .addColumn('digest', BLOB, required)
    .addPrimaryKeyConstraint('spool_chunks_key', ['object_id', 'chunk_index'])
    .execute()
}

async function claims(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('spool_receivers')
    .ifNotExists()
    .addColumn('object_id', ID, required)
    .addColumn('account_id', ID, required)
    .addColumn('done', 'integer', zero)
    .addPrimaryKeyConstraint('spool_receivers_key', ['object_id', 'account_id'])
    .addUniqueConstraint('spool_receivers_by_account', ['account_id', 'object_id'])
    .execute()
  await db.schema
    .createTable('spool_readers')
    .ifNotExists()
    .addColumn('object_id', ID, required)
    .addColumn('device_id', DEVICE_ID, required)
    .addColumn('account_id', ID, required)
    .addColumn('kept', BLOB, required)
    .addPrimaryKeyConstraint('spool_readers_key', ['object_id', 'device_id'])
    .addUniqueConstraint('spool_readers_by_device', ['device_id', 'object_id'])
    .execute()
}

async function usage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('spool_usage')
    .ifNotExists()
    .addColumn('account_id', ID, required)
    .addColumn('month', 'varchar(7)', required)
    .addColumn('bytes', 'bigint', zero)
    .addPrimaryKeyConstraint('spool_usage_key', ['account_id', 'month'])
    .execute()
}
