import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import type { Message, Receipt } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { fenceRefusal } from '../../data/fence.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { SegmentPlace } from '../entity/segment.ts'
import type {
  LogPosition,
  LogRead,
  LogStore,
  ReadEntry,
  ReadLimits,
  Segments,
  TrimLimits,
} from '../ports.ts'
import { segmentsBefore } from './cold-rows.ts'
import { entriesAfter, type SizedEntry } from './entry-rows.ts'
import { fitting, messagesBySeq } from './message-rows.ts'
import { receiptsIn } from './receipt-rows.ts'

export class SqlLogStore implements LogStore {
  readonly #journal: Journal
  readonly #segments: Segments

  constructor(journal: Journal, segments: Segments) {
    this.#journal = journal
    this.#segments = segments
  }

  position(caller: Caller): Promise<LogPosition> {
    return this.#journal.read((tx) => checkedPosition(tx, caller))
  }

  async read(caller: Caller, usn: number, limits: ReadLimits): Promise<LogRead> {
    const read = await this.#journal.read(async (tx) => {
      const { headUsn, floorUsn } = await checkedPosition(tx, caller)
      if (usn < floorUsn || usn > headUsn) return { kind: 'trimmed', headUsn } as const
      // What nearly every ping finds.
      if (usn === headUsn) return { kind: 'entries', headUsn, entries: [], segments: [] } as const
      const found = await entriesAfter(tx, caller.account, usn, limits.maxEvents)
      const entries = await filled(tx, caller.account, fitting(found, limits.maxBytes))
      const segments = await segmentsOf(tx, entries)
      return { kind: 'entries', headUsn, entries, segments } as const
    })
    if (read.kind === 'trimmed' || read.segments.length === 0) return read
    const cold = await Promise.all(read.segments.map((each) => this.#segments.read(each)))
    return { ...read, entries: warmed(read.entries, cold.flat()) }
  }

  logs(after: string, limit: number): Promise<readonly AccountId[]> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('account_logs')
        .select('account_id')
        .where('account_id', '>', after)
        .orderBy('account_id')
        .limit(limit)
        .execute()
      return rows.map((row) => row.account_id as AccountId)
    })
  }

  async trim(account: AccountId, limits: TrimLimits): Promise<number> {
    // Most logs have nothing to trim; a read tells, without a commit.
    const wanted = await this.#journal.read((tx) => newFloor(tx, account, limits))
    if (wanted.removed === 0) return 0
    return this.#journal.write(async (tx) => {
      await tx
        .selectFrom('account_logs')
        .select('account_id')
        .where('account_id', '=', account)
        .forUpdate()
        .execute()
      const { floorUsn, removed } = await newFloor(tx, account, limits)
      if (removed === 0) return 0
      await tx
        .updateTable('account_logs')
        .set({ floor_usn: floorUsn })
        .where('account_id', '=', account)
        .execute()
      await tx
        .deleteFrom('events')
        .where('account_id', '=', account)
        .where('usn', '<=', floorUsn)
        .execute()
      return removed
    })
  }
}

/** What every attach and every look asks, by one statement. @throws HomeRefusal signed-out, fenced. */
async function checkedPosition(tx: Tx, caller: Caller): Promise<LogPosition> {
  const row = await tx
    .selectFrom('devices')
    .innerJoin('account_logs', 'account_logs.account_id', 'devices.account_id')
    .select(['devices.account_id', 'epoch', 'revoked_ms', 'head_usn', 'floor_usn'])
    .where('devices.id', '=', caller.device)
    .executeTakeFirst()
  if (row === undefined) throw new HomeRefusal('signed-out')
  const refusal = fenceRefusal(caller, row)
  if (refusal !== undefined) throw refusal
  return { headUsn: row.head_usn, floorUsn: row.floor_usn }
}

async function positionOf(tx: Tx, account: AccountId): Promise<LogPosition> {
  const row = await tx
    .selectFrom('account_logs')
    .select(['head_usn', 'floor_usn'])
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow()
  return { headUsn: row.head_usn, floorUsn: row.floor_usn }
}

async function newFloor(
  tx: Tx,
  account: AccountId,
  limits: TrimLimits,
): Promise<Readonly<{ floorUsn: number; removed: number }>> {
  const { headUsn, floorUsn } = await positionOf(tx, account)
  const oldest = await tx
    .selectFrom('events')
    .select(['usn', 'at_ms'])
    .where('account_id', '=', account)
    .orderBy('usn')
    .limit(limits.maxRemoved)
    .execute()
  // In order of usn, not of time: a clock that jumped cannot make a hole.
  const kept = oldest.findIndex(
    (event) => event.at_ms >= limits.beforeMs && event.usn > headUsn - limits.keepEvents,
  )
  const removed = kept === -1 ? oldest.length : kept
  return { floorUsn: floorUsn + removed, removed }
}

async function filled(
  tx: Tx,
  reader: AccountId,
  entries: readonly SizedEntry[],
): Promise<readonly ReadEntry[]> {
  const messages = await messagesOf(tx, entries)
  const receipts = await receiptsOf(tx, reader, entries)
  return entries.map(({ usn, atMs, entry }) => ({
    usn,
    atMs,
    entry,
    message:
      entry.kind === 'message' ? messages.get(`${entry.conversation} ${entry.seq}`) : undefined,
    receipt:
      entry.kind === 'receipt' ? receipts.get(`${entry.conversation} ${entry.account}`) : undefined,
  }))
}

async function messagesOf(
  tx: Tx,
  entries: readonly SizedEntry[],
): Promise<ReadonlyMap<string, Message>> {
  const seqs = new Map<ConversationId, number[]>()
  for (const { entry } of entries) {
    if (entry.kind !== 'message') continue
    seqs.set(entry.conversation, [...(seqs.get(entry.conversation) ?? []), entry.seq])
  }
  const found = new Map<string, Message>()
  for (const [conversation, wanted] of seqs) {
    for (const message of await messagesBySeq(tx, conversation, wanted)) {
      found.set(`${conversation} ${message.seq}`, message)
    }
  }
  return found
}

async function receiptsOf(
  tx: Tx,
  reader: AccountId,
  entries: readonly SizedEntry[],
): Promise<ReadonlyMap<string, Receipt>> {
  const conversations = new Set<ConversationId>()
  for (const { entry } of entries) {
    if (entry.kind === 'receipt') conversations.add(entry.conversation)
  }
  const receipts = await receiptsIn(tx, reader, [...conversations])
  return new Map(receipts.map((each) => [`${each.conversation} ${each.account}`, each]))
}

/** Where messages lie that an event still refers to, although they are no longer in the table: few, if any. */
async function segmentsOf(tx: Tx, entries: readonly ReadEntry[]): Promise<readonly SegmentPlace[]> {
  const found = new Map<string, SegmentPlace>()
  for (const { entry, message } of entries) {
    if (entry.kind !== 'message' || message !== undefined) continue
    const [place] = await segmentsBefore(tx, entry.conversation, {
      seq: entry.seq + 1,
      most: 1,
    })
    if (place !== undefined) found.set(place.name, place)
  }
  return [...found.values()]
}

function warmed(entries: readonly ReadEntry[], cold: readonly Message[]): readonly ReadEntry[] {
  const messages = new Map(cold.map((each) => [`${each.conversation} ${each.seq}`, each]))
  return entries.map((each) => {
    if (each.entry.kind !== 'message' || each.message !== undefined) return each
    return { ...each, message: messages.get(`${each.entry.conversation} ${each.entry.seq}`) }
  })
}
