import { type AliasableExpression, expressionBuilder, sql } from 'kysely'
import type { FenceRow } from '../../data/fence.ts'
import { padded } from '../../data/padded.ts'
import type { Tx } from '../../data/sql.ts'
import type { Tables } from '../../data/tables.ts'

/** Made once: it costs as much as a query. */
const row = expressionBuilder<Tables, 'relations'>()

/** Ids of the rows that some sends stand on. */
export type SendRows = Readonly<{
  devices: readonly string[]
  relations: readonly Readonly<{ me: string; other: string }>[]
  conversations: readonly string[]
  /** Whose logs will be told. */
  accounts: readonly string[]
}>

export type LockedRows = Readonly<{
  devices: ReadonlyMap<string, FenceRow>
  areFriends: (me: string, other: string) => boolean
  conversations: ReadonlyMap<string, Readonly<{ headSeq: number; coldSeq: number }>>
  logHeads: ReadonlyMap<string, number>
}>

type FoundRow = Readonly<{
  found_in: string
  id: string
  with_id: string
  state: string
  head: number
  mark: number
}>

/**
 * Locks them in the order of SqlConversationStore by one statement, because each is a round trip: its parts are read one after the other,
 * each by its keys, ascending.
 */
export async function lockSendRows(tx: Tx, of: SendRows): Promise<LockedRows> {
  let statement = whole(tx, devices(tx, of.devices))
  if (of.conversations.length > 0) {
    statement = statement
      .unionAll(whole(tx, relations(tx, of.relations)))
      .unionAll(whole(tx, conversations(tx, of.conversations)))
      .unionAll(whole(tx, logs(tx, of.accounts)))
  }
  const rows = await statement.execute()
  const found = (table: string) => rows.filter((each) => each.found_in === table)
  const friends = new Set(
    found('relations').flatMap((each) =>
      each.state === 'friend' ? `${each.id} ${each.with_id}` : [],
    ),
  )
  return {
    devices: new Map(
      found('devices').map(({ id, with_id, head, mark }) => [
        id,
        { account_id: with_id, epoch: head, revoked_ms: mark },
      ]),
    ),
    areFriends: (me, other) => friends.has(`${me} ${other}`),
    conversations: new Map(
      found('conversations').map(({ id, head, mark }) => [id, { headSeq: head, coldSeq: mark }]),
    ),
    logHeads: new Map(found('account_logs').map(({ id, head }) => [id, head])),
  }
}

const table = (name: keyof Tables) => sql<string>`${sql.lit(name)}`.as('found_in')
const noText = sql<string>`''`
const zero = sql<number>`0`

/** Every engine takes a union of these; not all take one of locking reads themselves. */
function whole(tx: Tx, part: AliasableExpression<FoundRow>) {
  return tx.selectFrom(part.as('part')).selectAll()
}

function devices(tx: Tx, ids: SendRows['devices']) {
  return tx
    .selectFrom('devices')
    .select([table('devices'), 'id', 'account_id as with_id', noText.as('state')])
    .select(['epoch as head', 'revoked_ms as mark'])
    .where('id', 'in', padded(ids))
    .forUpdate()
}

function relations(tx: Tx, pairs: SendRows['relations']) {
  return tx
    .selectFrom('relations')
    .select([table('relations'), 'account_id as id', 'other_id as with_id', 'state'])
    .select([zero.as('head'), zero.as('mark')])
    .where(
      row.or(padded(pairs).map(({ me, other }) => row.and({ account_id: me, other_id: other }))),
    )
    .forUpdate()
}

function conversations(tx: Tx, ids: SendRows['conversations']) {
  return tx
    .selectFrom('conversations')
    .select([table('conversations'), 'id', noText.as('with_id'), noText.as('state')])
    .select(['head_seq as head', 'cold_seq as mark'])
    .where('id', 'in', padded(ids))
    .forUpdate()
}

function logs(tx: Tx, ids: SendRows['accounts']) {
  return tx
    .selectFrom('account_logs')
    .select([table('account_logs'), 'account_id as id', noText.as('with_id'), noText.as('state')])
    .select(['head_usn as head', zero.as('mark')])
    .where('account_id', 'in', padded(ids))
    .forUpdate()
}
