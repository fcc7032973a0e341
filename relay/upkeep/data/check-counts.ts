import { sql } from 'kysely'
import type { Tx } from '../../data/sql.ts'
import { GONE } from '../../data/gone-accounts.ts'
import { pagesOf, type Row, untyped } from '../../data/table-pages.ts'
import type { Tell } from './promises.ts'

/** What lies in `child` for each row of a parent, by the first column of the child's key. */
type Counted = Readonly<{ rows: number; first: number; last: number; sum: number }>
const NONE: Counted = { rows: 0, first: 0, last: 0, sum: 0 }

type Children = Readonly<{ table: string; of: string; position: string; summed?: string }>

/** Every seq of a conversation that is not cold is there, to its head; each once, since (conversation, seq) is the key. */
export async function checkMessages(tx: Tx, tell: Tell): Promise<void> {
  const children = { table: 'messages', of: 'conversation_id', position: 'seq' }
  await alongside(tx, 'conversations', 'id', children, tell, async (conversation, found) => {
    const [cold, head] = [Number(conversation['cold_seq']), Number(conversation['head_seq'])]
    const isWhole = found.rows === head - cold
    if (isWhole && (found.rows === 0 || (found.first === cold + 1 && found.last === head))) {
      return undefined
    }
    // The oldest are taken away first when nobody is left to read them.
    const isEnding = found.rows === 0 || (found.last === head && spanOf(found) === found.rows)
    if (isEnding && (await areGone(tx, conversation))) return undefined
    return `has ${found.rows} messages, seq ${found.first} to ${found.last}, where its head is ${head}`
  })
}

/** Every cold seq of a conversation has its first answer, and a segment reaches to the last one. Not here: what is in the segment's file. */
export async function checkColdHistory(tx: Tx, tell: Tell): Promise<void> {
  const of = 'conversation_id'
  const ids = { table: 'cold_ids', of, position: 'seq' }
  await alongside(tx, 'conversations', 'id', ids, tell, async (conversation, found) => {
    const cold = Number(conversation['cold_seq'])
    const isWhole =
      found.rows === cold && (cold === 0 || (found.first === 1 && found.last === cold))
    if (isWhole || (await areGone(tx, conversation))) return undefined
    return `has ${found.rows} ids of cold messages, seq ${found.first} to ${found.last}, where ${cold} are cold`
  })
  const segments = { table: 'cold_segments', of, position: 'last_seq' }
  await alongside(tx, 'conversations', 'id', segments, tell, async (conversation, found) => {
    const cold = Number(conversation['cold_seq'])
    return found.last === cold
      ? undefined
      : `is cold up to ${cold}, and its segments reach to ${found.last}`
  })
}

/** Every usn of a log is there, from after its floor to its head. */
export async function checkLogs(tx: Tx, tell: Tell): Promise<void> {
  const children = { table: 'events', of: 'account_id', position: 'usn' }
  await alongside(tx, 'account_logs', 'account_id', children, tell, async (log, found) => {
    const [floor, head] = [Number(log['floor_usn']), Number(log['head_usn'])]
    const isWhole = found.rows === head - floor
    if (isWhole && (found.rows === 0 || (found.first === floor + 1 && found.last === head))) {
      return undefined
    }
    return `has ${found.rows} events, usn ${found.first} to ${found.last}, where its floor is ${floor} and its head ${head}`
  })
}

/** What an object is said to store is the sum of its chunks. */
export async function checkSpool(tx: Tx, tell: Tell): Promise<void> {
  const children = {
    ...{ table: 'spool_chunks', of: 'object_id', position: 'chunk_index' },
    summed: 'bytes',
  }
  await alongside(tx, 'spool_objects', 'id', children, tell, async (object, found) => {
    const said = Number(object['stored_bytes'])
    return found.sum === said
      ? undefined
      : `stores ${found.sum} bytes in its chunks, and ${said} are counted`
  })
}

type Check = (parent: Row, found: Counted) => Promise<string | undefined>

/** Both in order of the same ids, a page at a time: children between two parents belong to nobody. */
async function alongside(
  tx: Tx,
  parent: 'conversations' | 'account_logs' | 'spool_objects',
  key: string,
  children: Children,
  tell: Tell,
  check: Check,
): Promise<void> {
  let after = ''
  for await (const page of pagesOf(tx, parent)) {
    const last = String(page.at(-1)?.[key])
    const counted = await countedIn(tx, children, after, last)
    for (const row of page) {
      const id = String(row[key])
      const problem = await check(row, counted.get(id) ?? NONE)
      if (problem !== undefined) tell(parent, id, problem)
      counted.delete(id)
    }
    for (const id of counted.keys()) tell(children.table, id, `belongs to nothing in ${parent}`)
    after = last
  }
  for (const id of (await countedIn(tx, children, after, undefined)).keys()) {
    tell(children.table, id, `belongs to nothing in ${parent}`)
  }
}

async function countedIn(
  tx: Tx,
  { table, of, position, summed }: Children,
  after: string,
  last: string | undefined,
): Promise<Map<string, Counted>> {
  let query = untyped(tx)
    .selectFrom(table)
    .select([
      sql.ref<string>(of).as('id'),
      sql<number>`count(*)`.as('n'),
      sql<number>`min(${sql.ref(position)})`.as('first'),
      sql<number>`max(${sql.ref(position)})`.as('last'),
      sql<number | string>`sum(${sql.ref(summed ?? position)})`.as('sum'),
    ])
    .where(of, '>', after)
    .groupBy(of)
  if (last !== undefined) query = query.where(of, '<=', last)
  const rows = await query.execute()
  return new Map(
    rows.map(({ id, n, first, last, sum }) => [
      id,
      // A server sums in decimals, which come as text.
      { rows: n, first, last, sum: Number(sum) },
    ]),
  )
}

function spanOf({ first, last }: Counted): number {
  return last - first + 1
}

async function areGone(tx: Tx, conversation: Row): Promise<boolean> {
  const rows = await tx
    .selectFrom('accounts')
    .select('record')
    .where('id', 'in', [String(conversation['low_id']), String(conversation['high_id'])])
    .execute()
  return rows.every(({ record }) => GONE.includes(record))
}
