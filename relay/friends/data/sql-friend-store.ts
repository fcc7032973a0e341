import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { checkSession, lockSession } from '../../data/fence.ts'
import { friendIds } from '../../data/friendship.ts'
import { GONE } from '../../data/gone-accounts.ts'
import type { Journal } from '../../data/journal.ts'
import type { LogDraft } from '../../data/log-draft.ts'
import type { Tx } from '../../data/sql.ts'
import { looksDifferent, type Pair, type Side, step } from '../entity/pair.ts'
import type { FriendStore, Other, PairChange, StoredFriend } from '../ports.ts'
import { friendRows } from './friend-rows.ts'
import { forgetPair, lockPair, type PairRows, writeSide } from './pair-rows.ts'
import { checkRoom } from './room.ts'

export class SqlFriendStore implements FriendStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  change(caller: Caller, other: Other, change: PairChange): Promise<AccountId> {
    return this.#journal.write(async (tx, log) => {
      await lockSession(tx, caller)
      const me = caller.account
      const them = await resolve(tx, other)
      if (them === me) throw new HomeRefusal('yourself')
      const rows = await lockPair(tx, me, them)
      const next = step(rows.pair, change.action, change.nowMs)
      if (next.kind === 'refused') throw new HomeRefusal(next.code)
      if (next.kind === 'unchanged') return them
      await checkRoom(tx, { me, other: them, before: rows.pair, after: next.pair })
      await writePair(tx, { me, them, rows, after: next.pair, change })
      tellDifference(log, { me, them, before: rows.pair, after: next.pair })
      return them
    })
  }

  remark(caller: Caller, other: AccountId, remark: string): Promise<void> {
    return this.#journal.write(async (tx, log) => {
      await lockSession(tx, caller)
      const rows = await lockPair(tx, caller.account, other)
      if (rows.pair.mine.state !== 'friend') throw new HomeRefusal('not-friends')
      if (rows.mine.remark === remark) return
      await tx
        .updateTable('relations')
        .set({ remark })
        .where('account_id', '=', caller.account)
        .where('other_id', '=', other)
        .execute()
      log.add(caller.account, { kind: 'friend', account: other })
    })
  }

  page(caller: Caller, after: string, limit: number): Promise<readonly StoredFriend[]> {
    return this.#journal.read(async (tx) => {
      await checkSession(tx, caller)
      const rows = await tx
        .selectFrom('relations')
        .select('other_id')
        .where('account_id', '=', caller.account)
        .where('other_id', '>', after)
        .where((row) =>
          row.or([
            row('state', '!=', 'none'),
            row('blocked', '=', 1),
            row('conversation_id', '!=', ''),
          ]),
        )
        .orderBy('other_id')
        .limit(limit + 1)
        .execute()
      return friendRows(
        tx,
        caller.account,
        rows.map((row) => row.other_id),
      )
    }, 'friends')
  }

  views(account: AccountId, others: readonly AccountId[]): Promise<readonly StoredFriend[]> {
    return this.#journal.read((tx) => friendRows(tx, account, others), 'friends')
  }

  friendsOf(account: AccountId): Promise<readonly AccountId[]> {
    return this.#journal.read((tx) => friendIds(tx, account))
  }
}

async function resolve(tx: Tx, other: Other): Promise<AccountId> {
  const people = tx.selectFrom('accounts').select('id')
  const named =
    'name' in other
      ? people.where('name', '=', other.name).where('record', 'not in', GONE)
      : people.where('id', '=', other.account)
  const row = await named.executeTakeFirst()
  if (row === undefined) throw new HomeRefusal('unknown-account')
  return row.id as AccountId
}

type Write = Readonly<{
  me: AccountId
  them: AccountId
  rows: PairRows
  after: Pair
  change: PairChange
}>

async function writePair(tx: Tx, write: Write): Promise<void> {
  const { me, them, rows, after } = write
  if (rows.conversation === undefined && isNothing(after.mine) && isNothing(after.theirs)) {
    await forgetPair(tx, me, them)
    return
  }
  const conversation = await conversationFor(tx, write)
  const [low, high] = me < them ? [me, them] : [them, me]
  for (const [account, other] of [
    [low, high],
    [high, low],
  ] as const) {
    const [side, row] = account === me ? [after.mine, rows.mine] : [after.theirs, rows.theirs]
    await writeSide(tx, { account, other }, side, { ...row, conversation })
  }
}

function isNothing(side: Side): boolean {
  return side.state === 'none' && !side.blocked
}

/** A conversation begins when two first become friends and is kept for ever. Empty: they never were. */
async function conversationFor(tx: Tx, write: Write): Promise<ConversationId | ''> {
  const { me, them, rows, after, change } = write
  if (rows.conversation !== undefined) return rows.conversation
  if (after.mine.state !== 'friend') return ''
  const [low, high] = me < them ? [me, them] : [them, me]
  const id = change.conversation
  await tx
    .insertInto('conversations')
    .values({ id, low_id: low, high_id: high, head_seq: 0, cold_seq: 0, created_ms: change.nowMs })
    .execute()
  const member = {
    conversation_id: id,
    delivered_seq: 0,
    read_seq: 0,
    sent_count: 0,
    sent_at_read: 0,
  }
  await tx
    .insertInto('conversation_members')
    .values([
      { ...member, account_id: low },
      { ...member, account_id: high },
    ])
    .execute()
  return id
}

type Difference = Readonly<{ me: AccountId; them: AccountId; before: Pair; after: Pair }>

function tellDifference(log: LogDraft, { me, them, before, after }: Difference): void {
  if (looksDifferent(before.mine, after.mine)) log.add(me, { kind: 'friend', account: them })
  if (looksDifferent(before.theirs, after.theirs)) log.add(them, { kind: 'friend', account: me })
}
