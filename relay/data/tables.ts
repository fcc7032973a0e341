/**
 * The tables of the truth, as the migrations made them. Ids are ASCII text, moments are milliseconds since 1970 (0: never),
 * flags are 0 or 1. Not here: anything that one engine alone can store.
 */
export type Tables = {
  accounts: AccountRow
  account_logs: AccountLogRow
  devices: DeviceRow
  invites: InviteRow
  relations: RelationRow
  conversations: ConversationRow
  conversation_members: MemberRow
  messages: MessageRow
  cold_segments: ColdSegmentRow
  cold_ids: ColdIdRow
  events: EventRow
  spool_objects: SpoolObjectRow
  spool_chunks: SpoolChunkRow
  spool_receivers: SpoolReceiverRow
  spool_readers: SpoolReaderRow
  spool_usage: SpoolUsageRow
  account_quotas: AccountQuotaRow
  message_months: MessageMonthRow
  reports: ReportRow
  home: HomeRow
}

type AccountRow = {
  id: string
  name: string
  /** The OPAQUE registration record. */
  record: string
  display_name: string
  signature: string
  region: string
  phone: string
  /** Friends see it. */
  phone_shared: number
  /** Its version, which its blobs are named by; empty: none. */
  avatar: string
  created_ms: number
  /** Since when the operator keeps it out; 0: it may come. */
  blocked_ms: number
}

/** Apart from the account: this row is locked by every event, the account's by none. */
type AccountLogRow = {
  account_id: string
  head_usn: number
  /** Events up to this usn were trimmed. */
  floor_usn: number
}

/** Kept when the device is logged out: its epoch goes on rising, and its key never moves to another account. */
type DeviceRow = {
  id: string
  account_id: string
  name: string
  epoch: number
  since_ms: number
  last_seen_ms: number
  revoked_ms: number
  card: Uint8Array
}

type InviteRow = {
  code: string
  /** An account, or empty: the operator. */
  maker_id: string
  uses: number
  uses_left: number
  created_ms: number
  expires_ms: number
}

/** One side of a pair; the other side is the row with the ids swapped. */
type RelationRow = {
  account_id: string
  other_id: string
  state: string
  blocked: number
  note: string
  remark: string
  since_ms: number
  /** Empty until they first were friends; then for ever. */
  conversation_id: string
}

type ConversationRow = {
  id: string
  low_id: string
  high_id: string
  head_seq: number
  /** Messages up to this seq are in segments, not in the table. */
  cold_seq: number
  created_ms: number
}

type MemberRow = {
  conversation_id: string
  account_id: string
  delivered_seq: number
  read_seq: number
  /** Messages this member sent; and of those, the ones up to read_seq: unread follows without counting rows. */
  sent_count: number
  sent_at_read: number
}

type MessageRow = {
  conversation_id: string
  seq: number
  id: string
  sender_id: string
  device_id: string
  stored_ms: number
  body_bytes: number
  body: Uint8Array
}

/** A closed part of a conversation, in a blob. */
type ColdSegmentRow = {
  conversation_id: string
  first_seq: number
  last_seq: number
  name: string
  bytes: number
  /** SHA-256, in hex. */
  digest: string
}

/** The first answer to a message that is in a segment. */
type ColdIdRow = {
  conversation_id: string
  /** Of device and id. */
  id_key: string
  seq: number
  stored_ms: number
  body_key: string
}

/** What changed, by reference; the body is in its own table. */
type EventRow = {
  account_id: string
  usn: number
  at_ms: number
  kind: string
  /** message, receipt: the conversation. */
  conversation_id: string
  /** message: its seq. */
  seq: number
  /** receipt, friend: an account. device: a device. */
  subject_id: string
}

type SpoolObjectRow = {
  id: string
  owner_id: string
  /** The only one that uploads: only it has the key. */
  device_id: string
  /** Of the content as sealed. */
  bytes: number
  chunks: number
  /** The sum of its rows in spool_chunks. */
  stored_bytes: number
  /** Empty until it was stored. */
  sealed_end: Uint8Array
  created_ms: number
  expires_ms: number
}

/** A chunk whose bytes are durable. */
type SpoolChunkRow = {
  object_id: string
  chunk_index: number
  bytes: number
  /** The relay's own checksum of them. */
  digest: Uint8Array
  /** What they are called where they lie; empty: by the index, as they were before they had names. */
  blob_name: string
}

type SpoolReceiverRow = {
  object_id: string
  account_id: string
  /** Every device that read for it has everything. */
  done: number
}

type SpoolReaderRow = {
  object_id: string
  device_id: string
  account_id: string
  /** A chunk set. */
  kept: Uint8Array
}

/** Relayed bytes of one account in one month, such as `2026-11`. */
type SpoolUsageRow = {
  account_id: string
  month: string
  bytes: number
}

/** What the operator gave an account instead of the home's. */
type AccountQuotaRow = {
  account_id: string
  /** A name of QUOTAS, relay/limits. */
  quota: string
  amount: number
}

/** How many messages an account had sent, over all its conversations, when the month began: those of the month follow. */
type MessageMonthRow = {
  account_id: string
  /** The newest in which it sent, such as `2026-11`. */
  month: string
  sent_before: number
}

/** What somebody said of an account to the operator. */
type ReportRow = {
  id: string
  reporter_id: string
  accused_id: string
  reason: string
  text: string
  created_ms: number
  /** 0: open. Of each pair at most one is. */
  closed_ms: number
  /** What the operator did about it. */
  note: string
}

/** Which home's data this is. */
type HomeRow = {
  /** A file of the data folder. */
  secret: string
  /** Tells that one from others and says nothing about it. */
  mark: string
}
