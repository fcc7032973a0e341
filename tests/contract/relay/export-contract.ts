import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ExportLine } from '../../../relay/accounts/admin-ports.ts'
import { MAX_EXPORT_MESSAGES, MAX_EXPORT_ROWS } from '../../../relay/accounts/limits.ts'
import type { AccountName } from '../../../src/core/ids.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import type { OpenSql } from './sql-contract.ts'

async function exported(truth: RelayTruth, name: AccountName): Promise<readonly ExportLine[]> {
  const lines: ExportLine[] = []
  for await (const line of await truth.exporter.open(name)) lines.push(line)
  return lines
}

const ofKind = (lines: readonly ExportLine[], kind: string) =>
  lines.filter((line) => line.kind === kind)

export function exportContract(engine: string, open: OpenSql): void {
  test(`${engine}: an export has every kind of thing that is held of a person, and nothing of others`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [bob, alice, carol] = [
      await join(truth, 'bob', testDevice(1)),
      await join(truth, 'alice', testDevice(2)),
      await join(truth, 'carol', testDevice(3)),
    ]
    const mine = await befriend(truth, bob, alice)
    const others = await befriend(truth, alice, carol)
    const send = (from: typeof bob, conversation: typeof mine, text: string) =>
      truth.conversations.send(from, { conversation, id: newMessageId(truth), body: bodyOf(text) })
    await send(bob, mine, 'from bob')
    await send(alice, mine, 'to bob')
    await send(alice, others, 'to carol')
    await truth.invites.create(bob, 2)
    await sql.transact((tx) =>
      tx
        .insertInto('spool_usage')
        .values({ account_id: bob.account, month: '2026-11', bytes: 5 })
        .execute(),
    )
    await truth.quotaAdmin.change(bob.name, { storedBytes: 7_000_000 })
    await addObject(truth, { id: 'from-bob', owner: bob.account, receiver: alice.account })
    await addObject(truth, { id: 'to-bob', owner: alice.account, receiver: bob.account })
    await addObject(truth, { id: 'others', owner: alice.account, receiver: carol.account })
    const lines = await exported(truth, bob.name)
    assert.deepEqual(
      lines.map(({ kind }) => kind),
      [
        ...['export', 'profile', 'device', 'invite', 'relayed', 'sent', 'quota', 'friend'],
        ...['message', 'message', 'spool', 'spool-for-me', 'end'],
      ],
    )
    assert.equal(lines.at(-1)?.['lines'], lines.length - 1)
    assert.deepEqual(
      ofKind(lines, 'message').map((line) =>
        Buffer.from(String(line['body']), 'base64').toString(),
      ),
      ['from bob', 'to bob'],
    )
    const [friend] = ofKind(lines, 'friend')
    assert.deepEqual([friend?.['name'], friend?.['conversation']], ['alice', mine])
    assert.deepEqual(ofKind(lines, 'spool')[0]?.['receivers'], [alice.account])
    const text = JSON.stringify(lines)
    for (const foreign of ['carol', carol.account, 'record-of-bob']) {
      assert.ok(!text.includes(foreign), foreign)
    }
  })

  test(`${engine}: an export of more than a page misses nothing and repeats nothing`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const alice = await join(truth, 'alice', testDevice(2))
    const conversation = await befriend(truth, bob, alice)
    const messages = 2 * MAX_EXPORT_MESSAGES + 1
    for (let n = 0; n < messages; n++) {
      const message = { conversation, id: newMessageId(truth), body: bodyOf(`${n}`) }
      await truth.conversations.send(n % 2 === 0 ? bob : alice, message)
    }
    const objects = MAX_EXPORT_ROWS + 1
    for (let n = 0; n < objects; n++) {
      await addObject(truth, { id: `o${n}`, owner: bob.account, receiver: alice.account })
    }
    const lines = await exported(truth, bob.name)
    assert.deepEqual(
      ofKind(lines, 'message').map((line) => line['seq']),
      Array.from({ length: messages }, (_, n) => n + 1),
    )
    assert.equal(new Set(ofKind(lines, 'spool').map((line) => line['spool'])).size, objects)
    assert.equal(ofKind(lines, 'spool').length, objects)
  })

  test(`${engine}: an export of nobody is refused before its first line`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    await assert.rejects(truth.exporter.open('nobody' as AccountName), {
      name: 'AdminRefusal',
      code: 'unknown-account',
    })
  })
}

type Thing = Readonly<{ id: string; owner: string; receiver: string }>

function addObject({ sql }: RelayTruth, { id, owner, receiver }: Thing): Promise<void> {
  return sql.transact(async (tx) => {
    await tx
      .insertInto('spool_objects')
      .values({
        id,
        owner_id: owner,
        device_id: 'd',
        bytes: 1,
        chunks: 1,
        stored_bytes: 0,
        sealed_end: new Uint8Array(),
        created_ms: 1,
        expires_ms: 2,
      })
      .execute()
    await tx
      .insertInto('spool_receivers')
      .values({ object_id: id, account_id: receiver, done: 0 })
      .execute()
  })
}
