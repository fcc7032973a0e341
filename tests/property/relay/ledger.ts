import type { Sql, Tx } from '../../../relay/data/sql.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import { accountOf, type Home, pairOf } from './home-model.ts'
import type { People } from './people.ts'

/**
 * All that is stored about some people, row by row, in words that model and tables share. Far cheaper than what the services show
 * (home-view.ts), and stricter: also what nobody is shown.
 */
export type Ledger = readonly string[]

export function expectedLedger(home: Home): Ledger {
  const lines = home.devices.map(
    ({ epoch, revoked }, device) => `device ${device} epoch ${epoch} revoked ${revoked}`,
  )
  for (const [me, log] of home.logs.entries()) {
    lines.push(`account ${me} "${home.names[me]}" log ${log.floor} to ${log.entries.length}`)
    const kept = log.entries.slice(log.floor)
    lines.push(...kept.map((entry, n) => `event ${me} ${log.floor + n + 1} ${entry}`))
    for (const other of home.logs.keys()) if (other !== me) lines.push(...relation(home, me, other))
  }
  for (const [pair, { messages, marks }] of home.talks) {
    lines.push(`talk ${pair} head ${messages.length}`)
    for (const [n, one] of messages.entries()) {
      lines.push(`message ${pair} ${n + 1} ${one.device} ${one.id} ${one.text} ${one.storedMs}`)
    }
    for (const [account, { delivered, read }] of marks) {
      const sentOf = (list: typeof messages) =>
        list.filter(({ device }) => accountOf(device) === account).length
      const sent = `sent ${sentOf(messages)} of them read ${sentOf(messages.slice(0, read))}`
      lines.push(`member ${pair} ${account} delivered ${delivered} read ${read} ${sent}`)
    }
  }
  return lines.toSorted()
}

function relation(home: Home, me: number, other: number): readonly string[] {
  const state = stateOf(home, me, other)
  const blocked = home.blocks.has(`${me}>${other}`)
  return state === 'none' && !blocked ? [] : [relationLine({ me, other, state, blocked })]
}

function stateOf(home: Home, me: number, other: number): string {
  if (home.friends.has(pairOf(me, other))) return 'friend'
  if (home.requests.has(`${me}>${other}`)) return 'requested'
  return home.requests.has(`${other}>${me}`) ? 'asked' : 'none'
}

type Relation = Readonly<{ me: number; other: number; state: string; blocked: boolean }>

function relationLine({ me, other, state, blocked }: Relation): string {
  return `relation ${me}>${other} ${state} blocked ${blocked}`
}

/** One snapshot of the tables themselves. */
export function storedLedger(sql: Sql, people: People): Promise<Ledger> {
  return sql.read(async (tx) => {
    const parts = [
      await deviceLines(tx, people),
      await logLines(tx, people),
      await relationLines(tx, people),
      await talkLines(tx, people),
    ]
    return parts.flat().toSorted()
  })
}

async function deviceLines(tx: Tx, people: People): Promise<Ledger> {
  const rows = await tx
    .selectFrom('devices')
    .select(['id', 'epoch', 'revoked_ms'])
    .where('id', 'in', people.devices)
    .execute()
  return rows.map((row) => {
    const device = people.devices.findIndex((id) => id === row.id)
    return `device ${device} epoch ${row.epoch} revoked ${row.revoked_ms !== 0}`
  })
}

async function logLines(tx: Tx, people: People): Promise<Ledger> {
  const logs = await tx
    .selectFrom('account_logs')
    .innerJoin('accounts', 'accounts.id', 'account_logs.account_id')
    .select(['account_id', 'head_usn', 'floor_usn', 'display_name'])
    .where('account_id', 'in', people.accounts)
    .execute()
  const events = await tx
    .selectFrom('events')
    .select(['account_id', 'usn', 'kind', 'conversation_id', 'seq', 'subject_id'])
    .where('account_id', 'in', people.accounts)
    .execute()
  const number = (account: string) => people.accounts.findIndex((id) => id === account)
  return [
    ...logs.map(({ account_id, floor_usn, head_usn, display_name }) => {
      return `account ${number(account_id)} "${display_name}" log ${floor_usn} to ${head_usn}`
    }),
    ...events.map((row) => `event ${number(row.account_id)} ${row.usn} ${entryLine(people, row)}`),
  ]
}

type Entry = Readonly<{ kind: string; conversation_id: string; seq: number; subject_id: string }>

function entryLine(people: People, { kind, conversation_id, seq, subject_id }: Entry): string {
  const account = people.accounts.findIndex((id) => id === subject_id)
  switch (kind) {
    case 'message':
      return `message ${people.pairOfTalk(conversation_id as ConversationId)} ${seq}`
    case 'receipt':
      return `receipt ${people.pairOfTalk(conversation_id as ConversationId)} ${account}`
    case 'device':
      return `device ${people.devices.findIndex((id) => id === subject_id)}`
    default:
      return account < 0 ? kind : `${kind} ${account}`
  }
}

async function relationLines(tx: Tx, people: People): Promise<Ledger> {
  const rows = await tx
    .selectFrom('relations')
    .select(['account_id', 'other_id', 'state', 'blocked'])
    .where('account_id', 'in', people.accounts)
    .execute()
  return rows
    .filter(({ state, blocked }) => state !== 'none' || blocked !== 0)
    .map(({ account_id, other_id, state, blocked }) => {
      const me = people.accounts.findIndex((id) => id === account_id)
      const other = people.accounts.findIndex((id) => id === other_id)
      return relationLine({ me, other, state, blocked: blocked !== 0 })
    })
}

async function talkLines(tx: Tx, people: People): Promise<Ledger> {
  const talks = await tx
    .selectFrom('conversations')
    .select(['id', 'head_seq'])
    .where('low_id', 'in', people.accounts)
    .execute()
  const ids = talks.map(({ id }) => id)
  const members = await tx
    .selectFrom('conversation_members')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .execute()
  const messages = await tx
    .selectFrom('messages')
    .select(['conversation_id', 'seq', 'id', 'device_id', 'stored_ms', 'body'])
    .where('conversation_id', 'in', ids)
    .execute()
  const pair = (conversation: string) => people.pairOfTalk(conversation as ConversationId)
  return [
    ...talks.map(({ id, head_seq }) => `talk ${pair(id)} head ${head_seq}`),
    ...members.map((row) => {
      const account = people.accounts.findIndex((id) => id === row.account_id)
      const sent = `sent ${row.sent_count} of them read ${row.sent_at_read}`
      return `member ${pair(row.conversation_id)} ${account} delivered ${row.delivered_seq} read ${row.read_seq} ${sent}`
    }),
    ...messages.map((row) => {
      const device = people.devices.findIndex((id) => id === row.device_id)
      const text = new TextDecoder().decode(row.body)
      return `message ${pair(row.conversation_id)} ${row.seq} ${device} ${row.id} ${text} ${row.stored_ms}`
    }),
  ]
}
