import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { ExportLine, ExportPage, ExportStore } from '../admin-ports.ts'
import { MAX_EXPORT_ROWS } from '../limits.ts'

export class SqlExportStore implements ExportStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  personal(account: AccountId): Promise<readonly ExportLine[]> {
    return this.#journal.read(
      async (tx) => [
        ...(await profileLines(tx, account)),
        ...(await deviceLines(tx, account)),
        ...(await inviteLines(tx, account)),
        ...(await usageLines(tx, account)),
        ...(await sentLines(tx, account)),
        ...(await quotaLines(tx, account)),
      ],
      'export',
    )
  }

  relations(account: AccountId, after: string): Promise<ExportPage<string>> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('relations')
        .leftJoin('accounts', 'accounts.id', 'relations.other_id')
        .leftJoin('conversation_members as mine', (join) =>
          join
            .onRef('mine.conversation_id', '=', 'relations.conversation_id')
            .onRef('mine.account_id', '=', 'relations.account_id'),
        )
        .select(['other_id', 'accounts.name', 'state', 'blocked', 'note', 'remark', 'since_ms'])
        .select(['relations.conversation_id', 'delivered_seq', 'read_seq'])
        .where('relations.account_id', '=', account)
        .where('other_id', '>', after)
        .orderBy('other_id')
        .limit(MAX_EXPORT_ROWS)
        .execute()
      const lines = rows.map((row) => {
        // What lies behind a block of theirs, or of this person, is told as the person sees it: without the hidden request.
        const isBlocked = row.blocked !== 0
        return {
          kind: 'friend',
          account: row.other_id,
          name: row.name,
          state: isBlocked ? 'blocked' : row.state,
          note: isBlocked ? '' : row.note,
          remark: row.remark,
          sinceMs: row.since_ms,
          conversation: row.conversation_id,
          deliveredSeq: row.delivered_seq ?? 0,
          readSeq: row.read_seq ?? 0,
        }
      })
      return { lines, next: rows.at(-1)?.other_id }
    }, 'export')
  }

  conversations(account: AccountId, after: string): Promise<readonly ConversationId[]> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('relations')
        .select('conversation_id')
        .where('account_id', '=', account)
        .where('conversation_id', '>', after)
        .orderBy('conversation_id')
        .limit(MAX_EXPORT_ROWS)
        .execute()
      return rows.map((row) => row.conversation_id as ConversationId)
    }, 'export')
  }

  reports(account: AccountId, after: string): Promise<ExportPage<string>> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('reports')
        .innerJoin('accounts', 'accounts.id', 'reports.accused_id')
        .select(['reports.id', 'accused_id', 'name', 'reason', 'text'])
        .select(['reports.created_ms', 'closed_ms'])
        .where('reporter_id', '=', account)
        .where('reports.id', '>', after)
        .orderBy('reports.id')
        .limit(MAX_EXPORT_ROWS)
        .execute()
      const lines = rows.map(({ id, accused_id, created_ms, closed_ms, ...said }) => ({
        kind: 'report',
        report: id,
        account: accused_id,
        ...said,
        createdMs: created_ms,
        closedMs: closed_ms,
      }))
      return { lines, next: rows.at(-1)?.id }
    }, 'export')
  }

  spool(account: AccountId, after: string): Promise<ExportPage<string>> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('spool_objects')
        .select(['id', 'device_id', 'bytes', 'chunks', 'stored_bytes', 'created_ms', 'expires_ms'])
        .where('owner_id', '=', account)
        .where('id', '>', after)
        .orderBy('id')
        .limit(MAX_EXPORT_ROWS)
        .execute()
      const receivers = await receiversOf(
        tx,
        rows.map(({ id }) => id),
      )
      const lines = rows.map((row) => ({
        kind: 'spool',
        spool: row.id,
        device: row.device_id,
        bytes: row.bytes,
        chunks: row.chunks,
        storedBytes: row.stored_bytes,
        createdMs: row.created_ms,
        expiresMs: row.expires_ms,
        receivers: receivers.get(row.id) ?? [],
      }))
      return { lines, next: rows.at(-1)?.id }
    }, 'export')
  }

  waiting(account: AccountId, after: string): Promise<ExportPage<string>> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('spool_receivers')
        .innerJoin('spool_objects', 'spool_objects.id', 'spool_receivers.object_id')
        .select(['object_id', 'owner_id', 'bytes', 'done', 'expires_ms'])
        .where('account_id', '=', account)
        .where('object_id', '>', after)
        .orderBy('object_id')
        .limit(MAX_EXPORT_ROWS)
        .execute()
      const lines = rows.map((row) => ({
        kind: 'spool-for-me',
        spool: row.object_id,
        from: row.owner_id,
        bytes: row.bytes,
        fetched: row.done !== 0,
        expiresMs: row.expires_ms,
      }))
      return { lines, next: rows.at(-1)?.object_id }
    }, 'export')
  }
}

async function profileLines(tx: Tx, account: AccountId): Promise<readonly ExportLine[]> {
  const row = await tx
    .selectFrom('accounts')
    .select(['name', 'display_name', 'signature', 'region', 'phone', 'phone_shared'])
    .select(['created_ms', 'blocked_ms'])
    .where('id', '=', account)
    .executeTakeFirst()
  if (row === undefined) return []
  const { name, display_name, signature, region, created_ms, blocked_ms } = row
  const { phone, phone_shared } = row
  const shown = { phone, sharePhone: phone_shared === 1 }
  const text = { name, displayName: display_name, signature, region, ...shown }
  return [{ kind: 'profile', account, ...text, sinceMs: created_ms, blockedMs: blocked_ms }]
}

async function deviceLines(tx: Tx, account: AccountId): Promise<readonly ExportLine[]> {
  const rows = await tx
    .selectFrom('devices')
    .select(['id', 'name', 'since_ms', 'last_seen_ms', 'revoked_ms', 'card'])
    .where('account_id', '=', account)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    kind: 'device',
    device: row.id,
    name: row.name,
    sinceMs: row.since_ms,
    lastSeenMs: row.last_seen_ms,
    loggedOutMs: row.revoked_ms,
    card: base64(row.card),
  }))
}

async function inviteLines(tx: Tx, account: AccountId): Promise<readonly ExportLine[]> {
  const rows = await tx
    .selectFrom('invites')
    .select(['code', 'uses', 'uses_left', 'created_ms', 'expires_ms'])
    .where('maker_id', '=', account)
    .orderBy('code')
    .execute()
  return rows.map((row) => ({
    kind: 'invite',
    code: row.code,
    uses: row.uses,
    usesLeft: row.uses_left,
    sinceMs: row.created_ms,
    expiresMs: row.expires_ms,
  }))
}

async function usageLines(tx: Tx, account: AccountId): Promise<readonly ExportLine[]> {
  const rows = await tx
    .selectFrom('spool_usage')
    .select(['month', 'bytes'])
    .where('account_id', '=', account)
    .orderBy('month')
    .execute()
  return rows.map(({ month, bytes }) => ({ kind: 'relayed', month, bytes }))
}

async function receiversOf(
  tx: Tx,
  objects: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (objects.length === 0) return new Map()
  const rows = await tx
    .selectFrom('spool_receivers')
    .select(['object_id', 'account_id'])
    .where('object_id', 'in', objects)
    .orderBy('account_id')
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.object_id)
  return new Map([...grouped].map(([id, found]) => [id, found.map((row) => row.account_id)]))
}

/** A driver may give a Buffer over a larger piece of memory. */
function base64(bytes: Uint8Array): string {
  return Uint8Array.from(bytes).toBase64()
}

/** Where the count of messages stood when the newest month began. */
async function sentLines(tx: Tx, account: AccountId): Promise<readonly ExportLine[]> {
  const rows = await tx
    .selectFrom('message_months')
    .select(['month', 'sent_before'])
    .where('account_id', '=', account)
    .execute()
  return rows.map((row) => ({ kind: 'sent', month: row.month, before: row.sent_before }))
}

async function quotaLines(tx: Tx, account: AccountId): Promise<readonly ExportLine[]> {
  const rows = await tx
    .selectFrom('account_quotas')
    .select(['quota', 'amount'])
    .where('account_id', '=', account)
    .orderBy('quota')
    .execute()
  return rows.map((row) => ({ kind: 'quota', ...row }))
}
