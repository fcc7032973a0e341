import type { Tables } from './tables.ts'

/** The primary key of each table: the order in which all its rows can be read by pages. */
export const TABLE_KEYS: Readonly<{
  [T in keyof Tables]: readonly (keyof Tables[T] & string)[]
}> = {
  accounts: ['id'],
  account_logs: ['account_id'],
  devices: ['id'],
  invites: ['code'],
  relations: ['account_id', 'other_id'],
  conversations: ['id'],
  conversation_members: ['conversation_id', 'account_id'],
  messages: ['conversation_id', 'seq'],
  cold_segments: ['conversation_id', 'first_seq'],
  cold_ids: ['conversation_id', 'id_key'],
  events: ['account_id', 'usn'],
  spool_objects: ['id'],
  spool_chunks: ['object_id', 'chunk_index'],
  spool_receivers: ['object_id', 'account_id'],
  spool_readers: ['object_id', 'device_id'],
  spool_usage: ['account_id', 'month'],
  account_quotas: ['account_id', 'quota'],
  message_months: ['account_id'],
  reports: ['id'],
  home: ['secret'],
}

export type TableName = keyof Tables
export const TABLE_NAMES = Object.keys(TABLE_KEYS) as readonly TableName[]
