import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { KnownMembers } from '../../../relay/conversations/data/known-members.ts'
import { type Send, storeMessages } from '../../../relay/conversations/data/store-messages.ts'
import { Journal } from '../../../relay/data/journal.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import type { ConversationId, MessageId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { befriend, bodyOf, join, relayTruth, testDevice } from '../../support/relay-truth.ts'
import { memoryFolder } from '../../support/temp-sqlite.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const ROUNDS = process.env['HOMING_NIGHTLY'] === '1' ? 5_000 : 400

const folder = memoryFolder()
after(() => folder[Symbol.dispose]())
const clock = new TurnedClock()
const home = await settle(joinPath(folder.path, 'settled.sqlite'))
let copies = 0

type Ask = Readonly<{ caller: number; talk: number; id: number; text: number; nowMs: number }>
const ask: fc.Arbitrary<Ask> = fc.record({
  caller: fc.nat(home.callers.length - 1),
  talk: fc.nat(home.talks.length - 1),
  id: fc.nat(4),
  // Mostly what the id had before.
  text: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(1) },
  ),
  nowMs: fc.nat(1000),
})

test('messages stored together are as those stored one after the other, row by row', async () => {
  const asks = fc.array(ask, { minLength: 1, maxLength: 40 })
  const first = { caller: 0, talk: 0, id: 1, text: 0, nowMs: 1 }
  const wrongAndRight: [Ask[], Ask[]] = [[first], [{ ...first, text: 1 }, first]]
  const parameters = { numRuns: ROUNDS, examples: [wrongAndRight], ...seeded() }
  await fc.assert(
    fc.asyncProperty(asks, asks, async (before, these) => {
      const together = await stored(before, these, (sends) => [sends])
      const alone = await stored(before, these, (sends) => sends.map((send) => [send]))
      assert.deepEqual(together, alone)
    }),
    parameters,
  )
})

function seeded(): { seed?: number } {
  const given = process.env['HOMING_SEED']
  return given === undefined ? {} : { seed: Number(given) }
}

/** What is answered and what then is in the tables, when they are stored in such groups. */
async function stored(
  before: readonly Ask[],
  these: readonly Ask[],
  inGroups: (sends: readonly Send[]) => readonly (readonly Send[])[],
) {
  const file = joinPath(folder.path, `copy${++copies}.sqlite`)
  copyFileSync(joinPath(folder.path, 'settled.sqlite'), file)
  await using sql = await openSqlite(file)
  const outcomes: unknown[] = []
  const groups = [...before.map((each) => [sendOf(each)]), ...inGroups(these.map(sendOf))]
  for (const group of groups) outcomes.push(...(await storeGroup(sql, group)))
  return { outcomes, tables: tablesOf(file) }
}

async function storeGroup(sql: Sql, sends: readonly Send[]): Promise<readonly unknown[]> {
  const journal = new Journal({ sql, clock, onCommitted: () => undefined })
  const members = new KnownMembers()
  const outcomes = await journal.write((tx, log) => storeMessages(tx, { log, members }, sends))
  return outcomes.map((each) => (each instanceof HomeRefusal ? each.code : each))
}

function sendOf({ caller, talk, id, text, nowMs }: Ask): Send {
  const message = {
    conversation: home.talks[talk] as ConversationId,
    id: `00000000-0000-7000-8000-00000000000${id}` as MessageId,
    body: bodyOf(`text ${id} ${text}`),
  }
  return { caller: home.callers[caller] as Session, message, nowMs, mayBeFirst: true }
}

function tablesOf(file: string): readonly unknown[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const tables = ['conversations', 'conversation_members', 'messages', 'account_logs', 'events']
    // Several events of one transaction stand together in a log; within an account they are in order all the same.
    return tables.map((table) => database.prepare(`select * from ${table} order by 1, 2`).all())
  } finally {
    database.close()
  }
}

/** Three friends of whom two quarrelled, devices old and new, one logged out, and sessions that were replaced. */
async function settle(file: string) {
  await using sql = await openSqlite(file)
  const truth = relayTruth(sql, { clock })
  const [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map((name, n) => join(truth, name, testDevice(n))),
  )
  if (alice === undefined || bob === undefined || carol === undefined) throw new Error('nobody')
  const talks = [
    await befriend(truth, alice, bob),
    await befriend(truth, bob, carol),
    await befriend(truth, alice, carol),
    '00000000-0000-7000-8000-0000000000ff' as ConversationId,
  ]
  await truth.friends.remove(alice, carol.account)
  await truth.devices.signIn(alice.account, testDevice(10), 'second')
  const second = await truth.devices.openSession(testDevice(10))
  const newer = await truth.devices.openSession(bob.device)
  await truth.devices.signIn(carol.account, testDevice(11), 'lost')
  const lost = await truth.devices.openSession(testDevice(11))
  await truth.devices.revoke(carol, lost.device)
  return { talks, callers: [alice, second, bob, newer, carol, lost] }
}
