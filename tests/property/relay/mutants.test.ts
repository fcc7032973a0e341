import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kysely } from 'kysely'
import type { Sql, Tx } from '../../../relay/data/sql.ts'
import { SqliteEngineDialect } from '../../../relay/data/sqlite-dialect.ts'
import { openNodeSqlite } from '../../../relay/data/sqlite-engine.ts'
import type { Tables } from '../../../relay/data/tables.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { newMessageId, type RelayTruth } from '../../support/relay-truth.ts'
import { type Mutation, runSchedule } from './schedule.ts'

/** Relays that break one promise each. Schedules that let one of them pass would prove nothing. */
const MUTANTS: Readonly<Record<string, Mutation>> = {
  'answers before the commit': { sql: answersEarly },
  'takes seq from what was committed before the transaction': { sql: readsHeadOutside },
  'sends for a session that was replaced': { truth: sendsAsTheNewest },
  'forgets which ids it has stored': { truth: (truth) => sendsWithNewIds(truth) },
  'trims events without moving the floor': { engine: (sql) => sql.includes('"floor_usn" = ') },
  'commits the message without its event': {
    engine: (sql) => sql.startsWith('insert into "events"'),
  },
}
const SEEDS = 20

for (const [name, mutate] of Object.entries(MUTANTS)) {
  test(`a relay that ${name} is caught`, async (t) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const caught = await runSchedule(seed, { steps: 40, mutate }).then(() => undefined, String)
      if (caught === undefined) continue
      assert.match(caught, /AssertionError/, 'caught by the model, not by a mistake in the mutant')
      t.diagnostic(caught.split('\n')[0] ?? '')
      return
    }
    assert.fail(`passed ${SEEDS} schedules`)
  })
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

function withSend(truth: RelayTruth, send: Send): RelayTruth {
  const conversations = {
    send,
    history: truth.conversations.history.bind(truth.conversations),
    markReceipt: truth.conversations.markReceipt.bind(truth.conversations),
    peerOf: truth.conversations.peerOf.bind(truth.conversations),
  }
  return { ...truth, conversations: conversations as unknown as RelayTruth['conversations'] }
}
