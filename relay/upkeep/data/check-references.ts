import { GONE } from '../../data/gone-accounts.ts'
import type { Tx } from '../../data/sql.ts'
import { pagesOf, type Row, untyped } from '../../data/table-pages.ts'
import type { TableName } from '../../data/table-keys.ts'
import type { Tables } from '../../data/tables.ts'
import type { Tell } from './promises.ts'

/** `column` of a table names a row of another by its key. Empty: it may name none. */
type Reference = Readonly<{ column: string; to: TableName; key: string; orEmpty?: true }>

const account = (column: string): Reference => ({ column, to: 'accounts', key: 'id' })
const conversation: Reference = { column: 'conversation_id', to: 'conversations', key: 'id' }
const object: Reference = { column: 'object_id', to: 'spool_objects', key: 'id' }

/** Those that are not looked at where rows are counted (check-counts.ts). */
const REFERENCES: { readonly [T in keyof Tables]?: readonly Reference[] } = {
  accounts: [{ column: 'id', to: 'account_logs', key: 'account_id' }],
  account_logs: [account('account_id')],
  devices: [account('account_id')],
  invites: [{ ...account('maker_id'), orEmpty: true }],
  relations: [account('account_id'), account('other_id'), { ...conversation, orEmpty: true }],
  conversations: [account('low_id'), account('high_id')],
  conversation_members: [account('account_id'), conversation],
  account_quotas: [account('account_id')],
  message_months: [account('account_id')],
  reports: [account('reporter_id'), account('accused_id')],
  spool_objects: [account('owner_id')],
  spool_receivers: [account('account_id'), object],
  spool_readers: [account('account_id'), object],
}

/** Nothing refers to what is not there. */
export async function checkReferences(tx: Tx, tell: Tell): Promise<void> {
  for (const [table, references] of Object.entries(REFERENCES)) {
    for await (const page of pagesOf(tx, table as TableName)) {
      for (const reference of references) await checkPage(tx, tell, table, page, reference)
    }
  }
}

async function checkPage(
  tx: Tx,
  tell: Tell,
  table: string,
  page: readonly Row[],
  { column, to, key, orEmpty }: Reference,
): Promise<void> {
  const named = new Set(page.map((row) => String(row[column])))
  if (orEmpty) named.delete('')
  for (const id of await missing(tx, to, key, named)) {
    tell(table, id, `is named as ${column}, and is not in ${to}`)
  }
}

async function missing(
  tx: Tx,
  table: TableName,
  key: string,
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (ids.size === 0) return ids
  const rows = await untyped(tx)
    .selectFrom(table)
    .select(key)
    .where(key, 'in', [...ids])
    .execute()
  return ids.difference(new Set(rows.map((row) => String(row[key]))))
}

/** An event shows what it refers to; one that refers to nothing would stop its log for ever. Who was deleted reads no log. */
export async function checkEvents(tx: Tx, tell: Tell): Promise<void> {
  for await (const all of pagesOf(tx, 'events')) {
    const gone = await goneIn(tx, all)
    const page = all.filter((event) => !gone.has(String(event['account_id'])))
    const heads = await headsOf(tx, page)
    const strangers = await missing(tx, 'accounts', 'id', friendsIn(page))
    for (const event of page) {
      const problem = eventProblem(event, heads, strangers)
      const { account_id, usn } = event as { account_id: string; usn: number }
      if (problem !== undefined) tell('events', `${account_id} ${usn}`, problem)
    }
  }
}

function eventProblem(
  event: Row,
  heads: ReadonlyMap<string, number>,
  strangers: ReadonlySet<string>,
): string | undefined {
  const { conversation_id, subject_id, seq } = event as Record<string, string>
  switch (event['kind']) {
    case 'message': {
      const head = heads.get(conversation_id ?? '')
      return head !== undefined && Number(seq) <= head ? undefined : 'refers to no message'
    }
    case 'receipt':
      return heads.has(conversation_id ?? '') ? undefined : 'refers to no conversation'
    case 'friend':
      return strangers.has(subject_id ?? '') ? 'refers to no account' : undefined
    default:
      return undefined
  }
}

async function headsOf(tx: Tx, page: readonly Row[]): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(page.map((event) => String(event['conversation_id'])))]
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('conversations')
    .select(['id', 'head_seq'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, head_seq }) => [id, head_seq]))
}

async function goneIn(tx: Tx, page: readonly Row[]): Promise<ReadonlySet<string>> {
  const accounts = [...new Set(page.map((event) => String(event['account_id'])))]
  const rows = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', accounts)
    .where('record', 'in', GONE)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

function friendsIn(page: readonly Row[]): ReadonlySet<string> {
  const friends = page.filter((event) => event['kind'] === 'friend')
  return new Set(friends.map((event) => String(event['subject_id'])))
}
