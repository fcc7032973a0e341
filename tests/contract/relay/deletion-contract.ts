import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SqlDeletionStore } from '../../../relay/accounts/data/sql-deletion-store.ts'
import { MAX_DELETED_MESSAGES } from '../../../relay/accounts/limits.ts'
import { Journal } from '../../../relay/data/journal.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { type AccountName, parseAccountName } from '../../../src/core/ids.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import type { OpenSql } from './sql-contract.ts'

const refused = (code: string) => ({ name: 'HomeRefusal', code })
const LIMITS = { maxEvents: 100, maxBytes: 1_000_000 }
const signal = new AbortController().signal

/** Where the account is still named, beside its own row. */
async function traces(sql: Sql, account: string): Promise<readonly string[]> {
  const counts = await sql.read(async (tx) => ({
    devices: await tx
      .selectFrom('devices')
      .select('id')
      .where('account_id', '=', account)
      .execute(),
    invites: await tx
      .selectFrom('invites')
      .select('code')
      .where('maker_id', '=', account)
      .execute(),
    events: await tx.selectFrom('events').select('usn').where('account_id', '=', account).execute(),
    usage: await tx
      .selectFrom('spool_usage')
      .select('month')
      .where('account_id', '=', account)
      .execute(),
    quotas: await tx
      .selectFrom('account_quotas')
      .select('quota')
      .where('account_id', '=', account)
      .execute(),
    months: await tx
      .selectFrom('message_months')
      .select('month')
      .where('account_id', '=', account)
      .execute(),
    relations: await tx
      .selectFrom('relations')
      .select('other_id')
      .where('account_id', '=', account)
      .execute(),
    conversations: await tx
      .selectFrom('conversations')
      .select('id')
      .where((row) => row.or([row('low_id', '=', account), row('high_id', '=', account)]))
      .execute(),
    members: await tx
      .selectFrom('conversation_members')
      .select('conversation_id')
      .where('account_id', '=', account)
      .execute(),
    messages: await tx
      .selectFrom('messages')
      .select('seq')
      .where('sender_id', '=', account)
      .execute(),
  }))
  return Object.entries(counts).flatMap(([table, rows]) => (rows.length > 0 ? [table] : []))
}

export function deletionContract(engine: string, open: OpenSql): void {
  test(`${engine}: of a deleted account nothing is left but what others received, under no name`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const alice = await join(truth, 'alice', testDevice(2))
    const conversation = await befriend(truth, bob, alice)
    const id = newMessageId(truth)
    await truth.conversations.send(bob, { conversation, id, body: bodyOf('keep this') })
    await truth.conversations.markReceipt(bob, { conversation, deliveredSeq: 1, readSeq: 1 })
    await truth.invites.create(bob, 1)
    const change = { displayName: 'Bob', signature: 'hello', region: 'here' }
    await truth.accounts.setProfile(bob, change)
    const { headUsn } = await truth.log.begin(alice, undefined)
    await truth.deletion.delete(bob.name, { signal })
    assert.deepEqual(await traces(sql, bob.account), ['conversations', 'members', 'messages'])
    const row = await sql.read((tx) =>
      tx.selectFrom('accounts').selectAll().where('id', '=', bob.account).executeTakeFirstOrThrow(),
    )
    assert.deepEqual([row.record, row.display_name, row.signature, row.region], ['', '', '', ''])
    assert.match(row.name, /^gone-[0-9a-f]{24}$/)
    assert.ok(truth.ended.sessions.some(({ device }) => device === bob.device))
    assert.deepEqual(truth.ended.spool, [bob.account])
    // Alice hears of it, and all of her log and history can still be read.
    const read = await truth.log.eventsAfter(alice, 0, LIMITS)
    assert.ok(read.kind === 'events' && read.headUsn > headUsn)
    const last = read.events.at(-1)?.change
    assert.ok(last?.kind === 'friend' && last.value.account === bob.account)
    assert.deepEqual([last.value.state, last.value.conversation], ['none', conversation])
    const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
    assert.equal((await truth.conversations.history(alice, page)).messages.length, 1)
    const send = { conversation, id: newMessageId(truth), body: bodyOf('hello?') }
    await assert.rejects(truth.conversations.send(alice, send), refused('not-friends'))
    await assert.rejects(
      truth.conversations.send(bob, { conversation, id: newMessageId(truth), body: bodyOf('x') }),
      refused('signed-out'),
    )
  })

  test(`${engine}: its name and its devices are free, and nobody can ask or log in as what is left of it`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const alice = await join(truth, 'alice', testDevice(2))
    await befriend(truth, bob, alice)
    await truth.deletion.delete(bob.name, { signal })
    const { name } = await sql.read((tx) =>
      tx
        .selectFrom('accounts')
        .select('name')
        .where('id', '=', bob.account)
        .executeTakeFirstOrThrow(),
    )
    const gone = name as AccountName
    assert.equal(await truth.accounts.credentialsOf(gone), undefined)
    await assert.rejects(
      truth.friends.request(alice, { name: gone, note: '' }),
      refused('unknown-account'),
    )
    for (const each of [gone, bob.name]) {
      await assert.rejects(truth.deletion.delete(each, { signal }), { code: 'unknown-account' })
    }
    const page = await truth.admin.accounts({ after: '', limit: 10 })
    assert.deepEqual(
      page.items.map((each) => String(each.name)),
      ['alice'],
    )
    const again = await join(truth, 'bob', testDevice(1))
    assert.notEqual(again.account, bob.account)
    assert.notEqual(await befriend(truth, again, alice), undefined)
  })

  test(`${engine}: requests and blocks of both sides end with it`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const others = await Promise.all(
      [2, 3, 4, 5].map((n) => join(truth, `friend${n}`, testDevice(n))),
    )
    const [asked, asking, blocked, blocking] = others as [
      typeof bob,
      typeof bob,
      typeof bob,
      typeof bob,
    ]
    await truth.friends.request(bob, { name: asked.name, note: 'hi' })
    await truth.friends.request(asking, { name: bob.name, note: 'hi' })
    await truth.friends.block(bob, blocked.name)
    await truth.friends.block(blocking, bob.name)
    await truth.deletion.delete(bob.name, { signal })
    assert.deepEqual(await traces(sql, bob.account), [])
    for (const other of others) {
      const { friends } = await truth.friends.list(other, { after: '', limit: 10 })
      assert.deepEqual(friends, [])
      assert.equal((await truth.log.eventsAfter(other, 0, LIMITS)).kind, 'events')
    }
  })

  test(`${engine}: when the second of two is deleted, their conversation goes, however long`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const alice = await join(truth, 'alice', testDevice(2))
    const conversation = await befriend(truth, bob, alice)
    for (let n = 0; n <= MAX_DELETED_MESSAGES; n++) {
      const message = { conversation, id: newMessageId(truth), body: bodyOf(`${n}`) }
      await truth.conversations.send(bob, message)
    }
    await truth.deletion.delete(bob.name, { signal })
    await truth.deletion.delete(alice.name, { signal })
    for (const { account } of [bob, alice]) assert.deepEqual(await traces(sql, account), [])
  })

  test(`${engine}: a stop ends a deletion between two transactions, and it goes on later`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    await befriend(truth, bob, await join(truth, 'alice', testDevice(2)))
    await assert.rejects(truth.deletion.delete(bob.name, { signal: AbortSignal.abort() }), {
      name: 'AdminRefusal',
      code: 'unavailable',
    })
    assert.ok((await traces(sql, bob.account)).includes('relations'))
    await assert.rejects(truth.devices.openSession(bob.device), refused('signed-out'))
    assert.equal(await truth.deletion.resume({ signal }), 1)
    assert.ok(!(await traces(sql, bob.account)).includes('relations'))
  })

  test(`${engine}: a deletion that was cut off goes on, from wherever it was`, async () => {
    for (let steps = 0; steps < 6; steps++) {
      await using sql = await open()
      const truth = relayTruth(sql)
      const bob = await join(truth, 'bob', testDevice(1))
      for (const n of [2, 3])
        await befriend(truth, bob, await join(truth, `friend${n}`, testDevice(n)))
      const journal = new Journal({ sql, clock: truth.clock, onCommitted: () => undefined })
      const store = new SqlDeletionStore(journal, truth.wholeHistory)
      await store.begin(bob.account, parseAccountName('gone-for-now'), 1)
      for (let step = 0; step < steps; step++) await store.deleteSome(bob.account, 1)
      // Its name is free from the beginning on.
      await join(truth, 'bob', testDevice(1))
      assert.equal(await truth.deletion.resume({ signal }), 1)
      assert.equal(await truth.deletion.resume({ signal }), 0)
      const left = await traces(sql, bob.account)
      assert.deepEqual(left, ['conversations', 'members'])
    }
  })
}
