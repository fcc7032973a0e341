import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** On MySQL the database is utf8mb4_bin: ids and names compare by bytes, as on SQLite. */
const ID = 'varchar(36)'
const DEVICE_ID = 'varchar(64)'
/** Up to 16 MiB; SQLite reads it as a blob. */
const BLOB = sql`mediumblob`

const TABLES = [
  'events',
  'messages',
  'conversation_members',
  'conversations',
  'relations',
  'invites',
  'devices',
  'account_logs',
  'accounts',
]

export const firstTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await accounts(db)
    await devices(db)
    await relations(db)
    await conversations(db)
    await events(db)
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const table of TABLES) await db.schema.dropTable(table).ifExists().execute()
  },
}

const required = (column: ColumnDefinitionBuilder) => column.notNull()
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0)
const empty = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo('')

async function accounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .ifNotExists()
    .addColumn('id', ID, required)
    .addColumn('name', 'varchar(32)', required)
    .addColumn('record', 'varchar(1024)', required)
    .addColumn('display_name', 'varchar(64)', empty)
    .addColumn('signature', 'varchar(280)', empty)
    .addColumn('region', 'varchar(64)', empty)
    .addColumn('created_ms', 'bigint', zero)
    .addPrimaryKeyConstraint('accounts_key', ['id'])
    .addUniqueConstraint('accounts_name', ['name'])
    .execute()
  await db.schema
    .createTable('account_logs')
    .ifNotExists()
    .addColumn('account_id', ID, required)
    .addColumn('head_usn', 'bigint', zero)
    .addColumn('floor_usn', 'bigint', zero)
    .addPrimaryKeyConstraint('account_logs_key', ['account_id'])
    .execute()
}

/** A list by a second key is a UNIQUE of that key and the first: an index needs no `if not exists`, which MySQL lacks. */
async function devices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('devices')
    .ifNotExists()
    .addColumn('id', DEVICE_ID, required)
    .addColumn('account_id', ID, required)
    .addColumn('name', 'varchar(64)', empty)
    .addColumn('epoch', 'bigint', zero)
    .addColumn('since_ms', 'bigint', zero)
    .addColumn('last_seen_ms', 'bigint', zero)
    .addColumn('revoked_ms', 'bigint', zero)
    .addColumn('card', BLOB, required)
    .addPrimaryKeyConstraint('devices_key', ['id'])
    .addUniqueConstraint('devices_by_account', ['account_id', 'id'])
    .execute()
  await db.schema
    .createTable('invites')
    .ifNotExists()
    .addColumn('code', 'varchar(64)', required)
    .addColumn('maker_id', ID, empty)
    .addColumn('uses', 'integer', zero)
    .addColumn('uses_left', 'integer', zero)
    .addColumn('created_ms', 'bigint', zero)
    .addColumn('expires_ms', 'bigint', zero)
    .addPrimaryKeyConstraint('invites_key', ['code'])
    .addUniqueConstraint('invites_by_maker', ['maker_id', 'code'])
    .execute()
}

async function relations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('relations')
    .ifNotExists()
    .addColumn('account_id', ID, required)
    .addColumn('other_id', ID, required)
    .addColumn('state', 'varchar(16)', required)
    .addColumn('blocked', 'integer', zero)
    .addColumn('note', 'varchar(280)', empty)
    .addColumn('remark', 'varchar(64)', empty)
    .addColumn('since_ms', 'bigint', zero)
    .addColumn('conversation_id', ID, empty)
    .addPrimaryKeyConstraint('relations_key', ['account_id', 'other_id'])
    .addUniqueConstraint('relations_by_state', ['account_id', 'state', 'other_id'])
    .execute()
}

async function conversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .ifNotExists()
    .addColumn('id', ID, required)
    .addColumn('low_id', ID, required)
    .addColumn('high_id', ID, required)
    .addColumn('head_seq', 'bigint', zero)
    .addColumn('created_ms', 'bigint', zero)
    .addPrimaryKeyConstraint('conversations_key', ['id'])
    .addUniqueConstraint('conversations_pair', ['low_id', 'high_id'])
    .execute()
  await db.schema
    .createTable('conversation_members')
    .ifNotExists()
    .addColumn('conversation_id', ID, required)
    .addColumn('account_id', ID, required)
    .addColumn('delivered_seq', 'bigint', zero)
    .addColumn('read_seq', 'bigint', zero)
    .addColumn('sent_count', 'bigint', zero)
    .addColumn('sent_at_read', 'bigint', zero)
    .addPrimaryKeyConstraint('conversation_members_key', ['conversation_id', 'account_id'])
    .execute()
  await db.schema
    .createTable('messages')
    .ifNotExists()
    .addColumn('conversation_id', ID, required)
    .addColumn('seq', 'bigint', required)
    .addColumn('id', ID, required)
    .addColumn('sender_id', ID, required)
    .addColumn('device_id', DEVICE_ID, required)
    .addColumn('stored_ms', 'bigint', zero)
    .addColumn('body_bytes', 'integer', zero)
    .addColumn('body', BLOB, required)
    .addPrimaryKeyConstraint('messages_key', ['conversation_id', 'seq'])
    .addUniqueConstraint('messages_id', ['conversation_id', 'device_id', 'id'])
    .execute()
}

async function events(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .ifNotExists()
    .addColumn('account_id', ID, required)
    .addColumn('usn', 'bigint', required)
    .addColumn('at_ms', 'bigint', zero)
    .addColumn('kind', 'varchar(16)', required)
    .addColumn('conversation_id', ID, empty)
    .addColumn('seq', 'bigint', zero)
    .addColumn('subject_id', DEVICE_ID, empty)
    .addPrimaryKeyConstraint('events_key', ['account_id', 'usn'])
    .execute()
}
