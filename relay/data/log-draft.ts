import type { AccountId } from '../../src/core/ids.ts'
import type { LogEntry } from '../conversations/entity/log-entry.ts'
import type { LogHead } from '../conversations/entity/log-head.ts'
import type { Tx } from './sql.ts'

/** Logs appended to by one statement: far below any engine's limit of parameters. */
const LOGS_PER_STATEMENT = 200

type Addressed = Readonly<{ account: AccountId; entry: LogEntry }>

/**
 * The events of one transaction. They are written at its end, in ascending order of account: so the logs are locked last, and
 * by everybody in the same order, whatever the transaction did before.
 */
export class LogDraft {
  readonly #entries = new Map<string, Addressed>()

  /** The same change told twice to one account is one event: it shows what is, not each step. */
  add(account: AccountId, entry: LogEntry): void {
    this.#entries.set(`${account} ${JSON.stringify(entry)}`, { account, entry })
  }

  /** Writes the events. @returns the new heads. */
  async append(tx: Tx, nowMs: number): Promise<readonly LogHead[]> {
    const heads = new Map<AccountId, number>()
    for (const round of rounds([...this.#entries.values()])) {
      for (let from = 0; from < round.length; from += LOGS_PER_STATEMENT) {
        const grown = await appendOnce(tx, round.slice(from, from + LOGS_PER_STATEMENT), nowMs)
        for (const { account, headUsn } of grown) heads.set(account, headUsn)
      }
    }
    return [...heads].map(([account, headUsn]) => ({ account, headUsn }))
  }
}

/** Each account at most once a round, in ascending order. */
function rounds(entries: readonly Addressed[]): readonly (readonly Addressed[])[] {
  const result: Addressed[][] = []
  const count = new Map<AccountId, number>()
  for (const each of entries.toSorted((a, b) =>
    a.account < b.account ? -1 : a.account > b.account ? 1 : 0,
  )) {
    const round = count.get(each.account) ?? 0
    count.set(each.account, round + 1)
    result[round] ??= []
    result[round].push(each)
  }
  return result
}

async function appendOnce(
  tx: Tx,
  round: readonly Addressed[],
  nowMs: number,
): Promise<readonly LogHead[]> {
  const accounts = round.map((each) => each.account)
  await tx
    .updateTable('account_logs')
    .set((row) => ({ head_usn: row('head_usn', '+', 1) }))
    .where('account_id', 'in', accounts)
    .execute()
  const rows = await tx
    .selectFrom('account_logs')
    .select(['account_id', 'head_usn'])
    .where('account_id', 'in', accounts)
    .execute()
  const heads = new Map(rows.map((row) => [row.account_id, row.head_usn]))
  const grown = round.map(({ account, entry }) => ({
    account,
    entry,
    headUsn: headOf(heads, account),
  }))
  await tx
    .insertInto('events')
    .values(
      grown.map((each) => ({
        ...columns(each.entry),
        account_id: each.account,
        usn: each.headUsn,
        at_ms: nowMs,
      })),
    )
    .execute()
  return grown
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
