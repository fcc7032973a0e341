import type { AccountId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Pair, Side } from '../entity/pair.ts'
import { MAX_BLOCKED, MAX_FRIENDS, MAX_REQUESTS_IN } from '../limits.ts'

type Change = Readonly<{ me: AccountId; other: AccountId; before: Pair; after: Pair }>

/** Would the step make somebody's list too long? @throws HomeRefusal too-many-friends. */
export async function checkRoom(tx: Tx, change: Change): Promise<void> {
  const { me, other, before, after } = change
  if (enters(before.mine, after.mine, isOwn)) {
    await below(MAX_FRIENDS, countStates(tx, me, ['friend', 'requested']))
  }
  if (enters(before.theirs, after.theirs, isAsked)) {
    await below(MAX_REQUESTS_IN, countStates(tx, other, ['asked']))
  }
  if (enters(before.mine, after.mine, (side) => side.blocked)) {
    await below(MAX_BLOCKED, countBlocked(tx, me))
  }
}

const isOwn = (side: Side) => side.state === 'friend' || side.state === 'requested'
/** A request behind a block is not in the list. */
const isAsked = (side: Side) => side.state === 'asked' && !side.blocked

function enters(before: Side, after: Side, where: (side: Side) => boolean): boolean {
  return !where(before) && where(after)
}

async function below(limit: number, counted: Promise<number>): Promise<void> {
  if ((await counted) >= limit) throw new HomeRefusal('too-many-friends')
}

async function countStates(
  tx: Tx,
  account: AccountId,
  states: readonly Side['state'][],
): Promise<number> {
  const row = await tx
    .selectFrom('relations')
    .select((from) => from.fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .where('state', 'in', states)
    .where('blocked', '=', 0)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

async function countBlocked(tx: Tx, account: AccountId): Promise<number> {
  const row = await tx
    .selectFrom('relations')
    .select((from) => from.fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .where('blocked', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
