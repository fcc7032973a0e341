import type { AccountId, AccountName, ReportId } from '../../../src/core/ids.ts'
import type { Ask } from '../../../src/home/entity/calls.ts'
import type { ReportReason } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { AdminPage, Paged } from '../../accounts/admin-ports.ts'
import { AdminRefusal } from '../../accounts/entity/admin-refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { lockSession } from '../../data/fence.ts'
import { GONE } from '../../data/gone-accounts.ts'
import { accountsTo } from '../../data/friendship.ts'
import type { Journal } from '../../data/journal.ts'
import { countReports } from '../../data/count-reports.ts'
import type { Tx } from '../../data/sql.ts'
import type { ReportDetails, ReportState, ReportView } from '../entity/report-view.ts'
import { KEEP_CLOSED_MS, MAX_FORGOTTEN_REPORTS } from '../limits.ts'
import type { NewReport, ReportStore } from '../ports.ts'

export class SqlReportStore implements ReportStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  report(caller: Caller, said: Ask<'reportAccount'>, facts: NewReport): Promise<void> {
    return this.#journal.write(async (tx) => {
      await lockSession(tx, caller)
      const pair = { reporter_id: caller.account, accused_id: await known(tx, caller, said.name) }
      const { reason, text } = said
      const open = await tx
        .selectFrom('reports')
        .select('id')
        .where('reporter_id', '=', pair.reporter_id)
        .where('accused_id', '=', pair.accused_id)
        .where('closed_ms', '=', 0)
        .executeTakeFirst()
      if (open !== undefined) {
        await tx.updateTable('reports').set({ reason, text }).where('id', '=', open.id).execute()
        return
      }
      const isOpen = { reporter_id: caller.account, closed_ms: 0 } as const
      if ((await countReports(tx, isOpen)) >= facts.mostOpen) {
        throw new HomeRefusal('too-many-reports')
      }
      const fresh = { id: facts.id, created_ms: facts.nowMs, closed_ms: 0, note: '' }
      await tx
        .insertInto('reports')
        .values({ ...pair, reason, text, ...fresh })
        .execute()
    })
  }

  open(): Promise<number> {
    return this.#journal.read((tx) => countReports(tx, { closed_ms: 0 }))
  }

  page(state: ReportState, { after, limit }: AdminPage): Promise<Paged<ReportView>> {
    return this.#journal.read(async (tx) => {
      const rows = await views(tx)
        .where('closed_ms', state === 'open' ? '=' : '>', 0)
        .where('reports.id', '>', after)
        .orderBy('reports.id')
        .limit(limit + 1)
        .execute()
      return { items: rows.slice(0, limit).map(viewOf), more: rows.length > limit }
    }, 'operator')
  }

  find(report: ReportId): Promise<ReportDetails> {
    return this.#journal.read(async (tx) => {
      const row = await rowOf(tx, report)
      return {
        ...viewOf(row),
        aboutAccused: await countReports(tx, { accused_id: row.accused_id }),
        byReporter: await countReports(tx, { reporter_id: row.reporter_id }),
      }
    }, 'operator')
  }

  close(report: ReportId, note: string, nowMs: number): Promise<ReportView> {
    return this.#journal.write(async (tx) => {
      const locked = await tx
        .selectFrom('reports')
        .select(['reporter_id', 'accused_id', 'closed_ms'])
        .where('id', '=', report)
        .forUpdate()
        .executeTakeFirst()
      if (locked === undefined) throw new AdminRefusal('unknown-report')
      const closed_ms = locked.closed_ms || (await closingMoment(tx, locked, nowMs))
      await tx.updateTable('reports').set({ note, closed_ms }).where('id', '=', report).execute()
      await forgetOld(tx, nowMs)
      return viewOf(await rowOf(tx, report))
    })
  }
}

/**
 * Who is in the reporter's list: nobody else can have done anything to them. One question and one answer for strangers and for names that
 * nobody has. Locked until the end, the relation against a report of the same pair, the account against its deletion.
 */
async function known(tx: Tx, caller: Caller, name: AccountName): Promise<AccountId> {
  const row = await accountsTo(tx, caller.account)
    .select(['accounts.id', 'state', 'blocked', 'conversation_id'])
    .where('name', '=', name)
    .where('record', 'not in', GONE)
    .forUpdate()
    .executeTakeFirst()
  if (row?.id === caller.account) throw new HomeRefusal('yourself')
  // A row alone says nothing: it is there as well when they block the reporter.
  const isRelated = (row?.state ?? 'none') !== 'none' || row?.blocked === 1
  if (row === undefined || !(isRelated || row.conversation_id)) throw new HomeRefusal('no-relation')
  return row.id as AccountId
}

function views(tx: Tx) {
  return tx
    .selectFrom('reports')
    .innerJoin('accounts as reporter', 'reporter.id', 'reports.reporter_id')
    .innerJoin('accounts as accused', 'accused.id', 'reports.accused_id')
    .select(['reports.id', 'reporter_id', 'accused_id', 'reason', 'text', 'note', 'closed_ms'])
    .select(['reports.created_ms', 'reporter.name as reporter', 'reporter.record'])
    .select(['accused.name as accused', 'accused.blocked_ms'])
}

type Row = Awaited<ReturnType<ReturnType<typeof views>['execute']>>[number]

async function rowOf(tx: Tx, report: ReportId): Promise<Row> {
  const row = await views(tx).where('reports.id', '=', report).executeTakeFirst()
  if (row === undefined) throw new AdminRefusal('unknown-report')
  return row
}

function viewOf(row: Row): ReportView {
  return {
    report: row.id as ReportId,
    createdMs: row.created_ms,
    reporter: GONE.includes(row.record) ? undefined : (row.reporter as AccountName),
    accused: row.accused as AccountName,
    accusedBlockedMs: row.blocked_ms,
    reason: row.reason as ReportReason,
    text: row.text,
    closedMs: row.closed_ms,
    note: row.note,
  }
}

/** No two of a pair were closed at the same moment, whatever the clock says. */
async function closingMoment(
  tx: Tx,
  pair: Readonly<{ reporter_id: string; accused_id: string }>,
  nowMs: number,
): Promise<number> {
  const row = await tx
    .selectFrom('reports')
    .select((from) => from.fn.max('closed_ms').as('last'))
    .where('reporter_id', '=', pair.reporter_id)
    .where('accused_id', '=', pair.accused_id)
    .executeTakeFirstOrThrow()
  return Math.max(nowMs, Number(row.last) + 1)
}

async function forgetOld(tx: Tx, nowMs: number): Promise<void> {
  const rows = await tx
    .selectFrom('reports')
    .select('id')
    .where('closed_ms', '>', 0)
    .where('closed_ms', '<', nowMs - KEEP_CLOSED_MS)
    .orderBy('closed_ms')
    .limit(MAX_FORGOTTEN_REPORTS)
    .execute()
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await tx.deleteFrom('reports').where('id', 'in', ids).execute()
}
