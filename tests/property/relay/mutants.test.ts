import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Kysely } from 'kysely'
import type { Sql, Tx } from '../../../relay/data/sql.ts'
import { SqliteEngineDialect } from '../../../relay/data/sqlite-dialect.ts'
import { openNodeSqlite } from '../../../relay/data/sqlite-engine.ts'
import type { Tables } from '../../../relay/data/tables.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { newMessageId, type RelayTruth } from '../../support/relay-truth.ts'
import type { Mutation } from './mortal-relay.ts'
import { runLongLife, runShortLives } from './schedule.ts'
import { SettledHome } from './settled-home.ts'

/** Relays that break one promise each. Schedules that let one of them pass would prove nothing. */
const MUTANTS: Readonly<Record<string, Mutation>> = {
  'answers before the commit': { sql: answersEarly },
  'takes seq from what was committed before the transaction': { sql: readsHeadOutside },
  'sends for a session that was replaced': { truth: sendsAsTheNewest },
  'forgets which ids it has stored': { truth: (truth) => sendsWithNewIds(truth) },
  'leaves an event out when it reads the log': { truth: leavesAnEventOut },
  'trims events without moving the floor': { engine: (sql) => sql.includes('"floor_usn" = ') },
  'commits the message without its event': {
    engine: (sql) => sql.startsWith('insert into "events"'),
  },
}
const LONG_LIVES = 20
const HOMES = 20
const LIVES_PER_HOME = 20

for (const [name, mutate] of Object.entries(MUTANTS)) {
  test(`a relay that ${name} is caught in a long life`, async (t) => {
    await caught(t, LONG_LIVES, (seed) => runLongLife(seed, { mutate }))
  })

  test(`a relay that ${name} is caught in a short life`, async (t) => {
    using settled = await SettledHome.build(LIVES_PER_HOME)
    await caught(t, HOMES, (home) => runShortLives(home * LIVES_PER_HOME, settled, mutate))
  })
}

async function caught(
  t: TestContext,
  rounds: number,
  run: (round: number) => Promise<unknown>,
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    const difference = await run(round).then(() => undefined, String)
    if (difference === undefined) continue
    assert.match(
      difference,
      /AssertionError/,
      'caught by the model, not by a mistake in the mutant',
    )
    t.diagnostic(`round ${round}: ${difference.split('\n')[0]}`)
    return
  }
  assert.fail(`passed ${rounds} rounds`)
}

function answersEarly(sql: Sql): Sql {
  const transact: Sql['transact'] = (work) =>
    new Promise((resolve, reject) => {
      const inner = async (tx: Tx) => {
        const value = await work(tx)
        resolve(value)
        return value
      }
      sql.transact(inner).catch(reject)
    })
  return {
    gather: sql.gather,
    replicas: sql.replicas,
    read: (work) => sql.read(work),
    transact,
    [Symbol.asyncDispose]: () => sql[Symbol.asyncDispose](),
  }
}

/** Everything as it is, but the conversation's row is read where no transaction sees it. */
function readsHeadOutside(sql: Sql, file: string): Sql {
  const engine = openNodeSqlite(file, { readOnly: true })
  const outside = new Kysely<Tables>({ dialect: new SqliteEngineDialect(engine) })
  const mixed = (tx: Tx) => {
    const selectFrom = (table: never) =>
      (table === 'conversations' ? outside : tx).selectFrom(table)
    return new Proxy(tx, {
      get: (_, key) => (key === 'selectFrom' ? selectFrom : bound(tx, key)),
    })
  }
  return {
    gather: sql.gather,
    replicas: sql.replicas,
    read: (work) => sql.read(work),
    transact: (work) => sql.transact((tx) => work(mixed(tx))),
    async [Symbol.asyncDispose]() {
      engine.close()
      await sql[Symbol.asyncDispose]()
    },
  }
}

function bound(tx: Tx, key: string | symbol): unknown {
  const member: unknown = Reflect.get(tx, key, tx)
  return typeof member === 'function' ? member.bind(tx) : member
}

type Send = RelayTruth['conversations']['send']

/** Whatever session asks, the newest that is known sends. */
function sendsAsTheNewest(truth: RelayTruth): RelayTruth {
  const newest = new Map<DeviceId, number>()
  const openSession: RelayTruth['devices']['openSession'] = async (device) => {
    const session = await truth.devices.openSession(device)
    newest.set(device, session.epoch)
    return session
  }
  const send: Send = (caller, message) => {
    const epoch = newest.get(caller.device) ?? caller.epoch
    return truth.conversations.send({ ...caller, epoch }, message)
  }
  const devices = {
    openSession,
    signIn: truth.devices.signIn.bind(truth.devices),
    closeSession: truth.devices.closeSession.bind(truth.devices),
    logout: truth.devices.logout.bind(truth.devices),
    revoke: truth.devices.revoke.bind(truth.devices),
    list: truth.devices.list.bind(truth.devices),
  }
  return withSend({ ...truth, devices: devices as unknown as RelayTruth['devices'] }, send)
}

function sendsWithNewIds(truth: RelayTruth): RelayTruth {
  return withSend(truth, (caller, message) =>
    truth.conversations.send(caller, { ...message, id: newMessageId(truth) }),
  )
}

function leavesAnEventOut(truth: RelayTruth): RelayTruth {
  const eventsAfter: RelayTruth['log']['eventsAfter'] = async (...ask) => {
    const read = await truth.log.eventsAfter(...ask)
    return read.kind === 'events' ? { ...read, events: read.events.toSpliced(2, 1) } : read
  }
  const log = { eventsAfter, begin: truth.log.begin.bind(truth.log) }
  return { ...truth, log: log as unknown as RelayTruth['log'] }
}

function withSend(truth: RelayTruth, send: Send): RelayTruth {
  const conversations = {
    send,
    history: truth.conversations.history.bind(truth.conversations),
    markReceipt: truth.conversations.markReceipt.bind(truth.conversations),
    peerOf: truth.conversations.peerOf.bind(truth.conversations),
  }
  return { ...truth, conversations: conversations as unknown as RelayTruth['conversations'] }
}
