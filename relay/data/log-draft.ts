import { expressionBuilder } from 'kysely'
import type { AccountId } from '../../src/core/ids.ts'
import type { LogEntry } from '../conversations/entity/log-entry.ts'
import type { LogHead } from '../conversations/entity/log-head.ts'
import { padded } from './padded.ts'
import type { Tx } from './sql.ts'
import type { Tables } from './tables.ts'

/** Made once: each costs as much as a query. */
const row = expressionBuilder<Tables, 'account_logs'>()

/** Logs and events in one statement: far below any engine's limit of parameters. */
const LOGS_PER_STATEMENT = 200
const EVENTS_PER_STATEMENT = 500

type Addressed = Readonly<{ account: AccountId; entry: LogEntry }>

/**
 * The events of one transaction. They are written at its end, in ascending order of account: so the logs are locked last, and
 * by everybody in the same order, whatever the transaction did before.
 */
export class LogDraft {
  readonly #entries = new Map<string, Addressed>()
  readonly #locked = new Map<string, number>()

  /** The same change told twice to one account is one event: it shows what is, not each step. */
  add(account: AccountId, entry: LogEntry): void {
    this.#entries.set(`${account} ${JSON.stringify(entry)}`, { account, entry })
  }

  /** Logs that the transaction has locked already, as the last of its locks, with their heads: they need not be read again. */
  locked(heads: ReadonlyMap<string, number>): void {
    for (const [account, head] of heads) this.#locked.set(account, head)
  }

  /** Writes the events. @returns the new heads. */
  async append(tx: Tx, nowMs: number): Promise<readonly LogHead[]> {
    const byAccount = [...Map.groupBy(this.#entries.values(), (each) => each.account)]
    const ascending = byAccount.toSorted(([a], [b]) => (a < b ? -1 : 1))
    const heads: LogHead[] = []
    for (let from = 0; from < ascending.length; from += LOGS_PER_STATEMENT) {
      const logs = new Map(ascending.slice(from, from + LOGS_PER_STATEMENT))
      const before = await this.#headsOf(tx, [...logs.keys()])
      heads.push(...(await appendTo(tx, logs, { before, nowMs })))
    }
    return heads
  }

  async #headsOf(tx: Tx, accounts: readonly AccountId[]): Promise<ReadonlyMap<string, number>> {
    if (accounts.every((account) => this.#locked.has(account))) return this.#locked
    return await lockHeads(tx, accounts)
  }
}

type Logs = ReadonlyMap<AccountId, readonly Addressed[]>

type Heads = Readonly<{ before: ReadonlyMap<string, number>; nowMs: number }>

async function appendTo(tx: Tx, logs: Logs, { before, nowMs }: Heads): Promise<readonly LogHead[]> {
  const rows = [...logs].flatMap(([account, entries]) =>
    entries.map(({ entry }, index) => ({
      ...columns(entry),
      account_id: account,
      usn: headOf(before, account) + index + 1,
      at_ms: nowMs,
    })),
  )
  await moveHeads(tx, logs)
  for (let from = 0; from < rows.length; from += EVENTS_PER_STATEMENT) {
    const some = rows.slice(from, from + EVENTS_PER_STATEMENT)
    await tx.insertInto('events').values(some).execute()
  }
  return [...logs].map(([account, entries]) => ({
    account,
    headUsn: headOf(before, account) + entries.length,
  }))
}

async function lockHeads(
  tx: Tx,
  accounts: readonly AccountId[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('account_logs')
    .select(['account_id', 'head_usn'])
    .where('account_id', 'in', accounts)
    .orderBy('account_id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.account_id, row.head_usn]))
}

/** Those that grow alike by one statement. */
async function moveHeads(tx: Tx, logs: Logs): Promise<void> {
  for (const [more, grown] of Map.groupBy(logs, ([, entries]) => entries.length)) {
    await tx
      .updateTable('account_logs')
      .set({ head_usn: row('head_usn', '+', more) })
      .where('account_id', 'in', padded(grown.map(([account]) => account)))
      .execute()
  }
}

function headOf(heads: ReadonlyMap<string, number>, account: AccountId): number {
  const head = heads.get(account)
  if (head === undefined) throw new Error('an account without a log')
  return head
}

function columns(entry: LogEntry) {
  const none = { kind: entry.kind, conversation_id: '', seq: 0, subject_id: '' }
  switch (entry.kind) {
    case 'message':
      return { ...none, conversation_id: entry.conversation, seq: entry.seq }
    case 'receipt':
      return { ...none, conversation_id: entry.conversation, subject_id: entry.account }
    case 'friend':
      return { ...none, subject_id: entry.account }
    case 'device':
      return { ...none, subject_id: entry.device }
    case 'profile':
      return none
  }
}
