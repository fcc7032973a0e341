import type { ConversationId } from '../../../src/core/ids.ts'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { pagesOf, type Row } from '../../../relay/data/table-pages.ts'
import type { TableName } from '../../../relay/data/table-keys.ts'
import type { HomeDatabase } from '../../../relay/data/home-database.ts'
import type { Sql, Tx } from '../../../relay/data/sql.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'

export type FullHome = Readonly<{
  truth: RelayTruth
  alice: Session
  bob: Session
  conversation: ConversationId
}>

/** More than a page, and bytes that are no text. */
const MESSAGES = 230
const ODD_BODY = Uint8Array.from({ length: 512 }, (_, n) => n % 256)

/** A home with something in every table. */
export async function fullHome(sql: Sql): Promise<FullHome> {
  const truth = relayTruth(sql)
  const alice = await join(truth, 'alice', testDevice(1))
  const bob = await join(truth, 'bob', testDevice(2))
  const carol = await join(truth, 'carol', testDevice(3))
  await truth.accounts.setProfile(alice, {
    displayName: '\u{1F426} Älice "\\',
    signature: 'a\nb',
    region: '',
  })
  await truth.accounts.setProfile(alice, { phone: '+41 31', sharePhone: true, avatar: 'v-1' })
  await truth.quotaAdmin.change(alice.name, { storedBytes: 7_000_000 })
  await truth.invites.create(alice, 2)
  const conversation = await befriend(truth, alice, bob)
  await truth.friends.request(carol, { name: alice.name, note: 'it is me' })
  const said = { reason: 'other', text: '"\n\\ Älice' } as const
  await truth.reports.report(bob, { name: alice.name, ...said })
  for (let n = 1; n <= MESSAGES; n++) await say(truth, n % 2 === 0 ? alice : bob, conversation, n)
  await truth.conversations.markReceipt(bob, { conversation, deliveredSeq: MESSAGES, readSeq: 7 })
  await sql.transact(async (tx) => {
    const object = {
      id: 'object',
      owner_id: alice.account,
      device_id: alice.device,
      bytes: 2 ** 40,
    }
    await tx
      .insertInto('spool_objects')
      .values({
        ...object,
        chunks: 3,
        stored_bytes: 30,
        sealed_end: ODD_BODY,
        created_ms: 1,
        expires_ms: 2,
      })
      .execute()
    const chunks = [0, 1, 2].map((chunk_index) => ({
      object_id: 'object',
      chunk_index,
      bytes: 10,
      digest: ODD_BODY,
      blob_name: String(chunk_index),
    }))
    await tx.insertInto('spool_chunks').values(chunks).execute()
    await tx
      .insertInto('spool_receivers')
      .values({ object_id: 'object', account_id: bob.account, done: 0 })
      .execute()
    await tx
      .insertInto('spool_readers')
      .values({
        object_id: 'object',
        device_id: bob.device,
        account_id: bob.account,
        kept: new Uint8Array(),
      })
      .execute()
    await coldConversation(tx, [bob, carol])
    await tx
      .insertInto('spool_usage')
      .values({ account_id: bob.account, month: '2026-11', bytes: 5 })
      .execute()
  })
  return { truth, alice, bob, conversation }
}

/** Of two who said two things long ago. */
async function coldConversation(tx: Tx, members: readonly Session[]): Promise<void> {
  const [low, high] = members.map(({ account }) => account).toSorted()
  const seqs = { head_seq: 2, cold_seq: 2, created_ms: 1 }
  const ends = { low_id: low ?? '', high_id: high ?? '' }
  await tx
    .insertInto('conversations')
    .values({ id: COLD, ...ends, ...seqs })
    .execute()
  const read = { delivered_seq: 2, read_seq: 2, sent_count: 1, sent_at_read: 1 }
  await tx
    .insertInto('conversation_members')
    .values(members.map(({ account }) => ({ conversation_id: COLD, account_id: account, ...read })))
    .execute()
  const place = { first_seq: 1, last_seq: 2, name: '7', bytes: 9, digest: 'd' }
  await tx
    .insertInto('cold_segments')
    .values({ conversation_id: COLD, ...place })
    .execute()
  const ids = [1, 2].map((seq) => ({ seq, id_key: `id ${seq}`, stored_ms: seq, body_key: 'b' }))
  await tx
    .insertInto('cold_ids')
    .values(ids.map((each) => ({ conversation_id: COLD, ...each })))
    .execute()
}

const COLD = 'cold'

export function say(truth: RelayTruth, who: Session, conversation: ConversationId, n: number) {
  const body = n === 1 ? ODD_BODY : bodyOf(`message ${n}`)
  return truth.conversations.send(who, { conversation, id: newMessageId(truth), body })
}

/** Every row of a table, bytes as numbers. */
export function rowsOf(database: HomeDatabase, table: TableName): Promise<readonly Row[]> {
  return database.snapshot(async (tx) => {
    const rows: Row[] = []
    for await (const page of pagesOf(tx, table)) rows.push(...page)
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          value instanceof Uint8Array ? [...value] : value,
        ]),
      ),
    )
  })
}
