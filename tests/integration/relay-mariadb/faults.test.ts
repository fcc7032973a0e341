/** What a server does to transactions: deadlocks, locks, broken lines, lost answers. A transaction happens once, or not at all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Journal } from '../../../relay/data/journal.ts'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { openMysql } from '../../../relay/data/mysql.ts'
import { type OpenMysqlEngine, openMysqlEngine } from '../../../relay/data/mysql-engine.ts'
import { RETRY_FOR_MS } from '../../../relay/data/mysql-retry.ts'
import type { Sql, Tx } from '../../../relay/data/sql.ts'
import { StoreError, type StoreErrorCode } from '../../../relay/data/store-error.ts'
import { SqlSpoolStore } from '../../../relay/spool/data/sql-spool-store.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { watchedMysql } from '../../support/faulty-mysql.ts'
import { REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { tcpProxy } from '../../support/tcp-proxy.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const skip = noMariadb()

/** A store on a database of its own, and what its statements failed with. */
async function setUp(given: Partial<Parameters<typeof openMysql>[1]> = {}) {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  const failures: StoreErrorCode[] = []
  let failed = Promise.withResolvers<void>()
  const openEngine = watchedMysql(async (_sql, go) => {
    try {
      return await go()
    } catch (err) {
      if (err instanceof StoreError) failures.push(err.code)
      failed.resolve()
      throw err
    }
  })
  const sql = await openMysql(mariadb.address(name), { ...REAL_DEPS, openEngine, ...given })
  return {
    mariadb,
    name,
    sql,
    failures,
    /** Resolves with the next statement that fails. */
    failure: () => {
      failed = Promise.withResolvers()
      return failed.promise
    },
    [Symbol.asyncDispose]: () => sql[Symbol.asyncDispose](),
  }
}

async function addInvites(sql: Sql, codes: readonly string[]): Promise<void> {
  const rest = { maker_id: 'm', uses: 0, uses_left: 0, created_ms: 0, expires_ms: 0 }
  await sql.transact((tx) =>
    tx
      .insertInto('invites')
      .values(codes.map((code) => ({ ...rest, code })))
      .execute(),
  )
}

function lock(tx: Tx, code: string) {
  return tx.selectFrom('invites').select('code').where('code', '=', code).forUpdate().execute()
}

function count(tx: Tx, code: string) {
  return tx
    .updateTable('invites')
    .set((row) => ({ uses: row('uses', '+', 1) }))
    .where('code', '=', code)
    .execute()
}

async function uses(sql: Sql, code: string): Promise<number> {
  const row = await sql.read((tx) =>
    tx.selectFrom('invites').select('uses').where('code', '=', code).executeTakeFirstOrThrow(),
  )
  return row.uses
}

test('of two transactions in a deadlock one begins again, and both happen once', {
  skip,
}, async () => {
  await using home = await setUp()
  const { sql, failures } = home
  await addInvites(sql, ['a', 'b'])
  const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  const crosswise = (
    first: string,
    second: string,
    [mine, other]: readonly PromiseWithResolvers<void>[],
  ) =>
    sql.transact(async (tx) => {
      await lock(tx, first)
      mine?.resolve()
      await other?.promise
      await count(tx, second)
      await count(tx, first)
    })
  await Promise.all([crosswise('a', 'b', both), crosswise('b', 'a', both.toReversed())])
  assert.deepEqual(failures, ['conflict'])
  assert.deepEqual([await uses(sql, 'a'), await uses(sql, 'b')], [2, 2])
})

test('a transaction that swallowed its failure is not committed', { skip }, async () => {
  await using home = await setUp()
  const { sql } = home
  await addInvites(sql, ['a'])
  const tooLong = 'x'.repeat(65)
  const swallowing = sql.transact(async (tx) => {
    await count(tx, 'a')
    await addRow(tx, tooLong).catch(() => undefined)
  })
  await assert.rejects(swallowing, { name: 'StoreError', code: 'failed' })
  assert.equal(await uses(sql, 'a'), 0)
})

function addRow(tx: Tx, code: string) {
  const row = { code, maker_id: 'm', uses: 0, uses_left: 0, created_ms: 0, expires_ms: 0 }
  return tx.insertInto('invites').values(row).execute()
}

test('a row that somebody holds is waited for, and given up on after a time', {
  skip,
}, async () => {
  const clock = new TurnedClock()
  await using home = await setUp({ clock })
  const { sql, mariadb, name, failure, failures } = home
  await addInvites(sql, ['a'])
  using holder = await mariadb.administrator(name)
  await holder.run('begin')
  await holder.run("select * from invites where code = 'a' for update")
  const failing = sql.transact((tx) => count(tx, 'a'))
  await Promise.all([failure(), clock.untilSleeping(1)])
  await clock.turn(RETRY_FOR_MS)
  await assert.rejects(failing, { name: 'StoreError', code: 'locked' })
  const waiting = sql.transact((tx) => count(tx, 'a'))
  await Promise.all([failure(), clock.untilSleeping(1)])
  await holder.run('rollback')
  await clock.turn(RETRY_FOR_MS / 2)
  await waiting
  assert.ok(failures.every((code) => code === 'locked'))
  assert.equal(await uses(sql, 'a'), 1)
})

test('a conversation that somebody holds does not stop the others', { skip }, async () => {
  await using home = await setUp()
  const truth = relayTruth(home.sql)
  const alice = await join(truth, 'alice', testDevice(0))
  const talks: Readonly<{ friend: Session; conversation: ConversationId }>[] = []
  for (let n = 1; n <= 8; n++) {
    const friend = await join(truth, `friend${n}`, testDevice(n))
    talks.push({ friend, conversation: await befriend(truth, alice, friend) })
  }
  const say = ({ friend, conversation }: (typeof talks)[number]) =>
    truth.conversations.send(friend, { conversation, id: newMessageId(truth), body: bodyOf('x') })
  using holder = await home.mariadb.administrator(home.name)
  await holder.run('begin')
  await holder.run(`select * from conversations where id = '${talks[0]?.conversation}' for update`)
  const [held, ...free] = await Promise.allSettled(talks.map(say))
  assert.ok(held?.status === 'rejected' && (held.reason as HomeRefusal).code === 'unavailable')
  assert.deepEqual(
    free.map(({ status }) => status),
    free.map(() => 'fulfilled'),
  )
  await holder.run('rollback')
  const [again] = await Promise.all(talks.slice(0, 1).map(say))
  assert.equal(again?.seq, 1)
})

test('a connection that breaks in the middle or between is replaced, and nobody hears of it', {
  skip,
}, async () => {
  await using home = await setUp()
  const { sql, mariadb, name } = home
  await addInvites(sql, ['a'])
  let attempts = 0
  await sql.transact(async (tx) => {
    await count(tx, 'a')
    if (++attempts === 1) await endConnections(mariadb, name)
    await count(tx, 'a')
  })
  assert.deepEqual([attempts, await uses(sql, 'a')], [2, 2])
  await endConnections(mariadb, name)
  await sql.transact((tx) => count(tx, 'a'))
  assert.equal(await uses(sql, 'a'), 3)
})

async function endConnections(mariadb: Awaited<ReturnType<typeof sharedMariadb>>, name: string) {
  const rows = await mariadb.run(
    `select id from information_schema.processlist where db = '${name}'`,
  )
  for (const { id } of rows as readonly { id: number }[]) await mariadb.run(`kill ${id}`)
}

test('a server that takes no writes for a moment is asked again', { skip }, async () => {
  await using home = await setUp()
  const { sql, mariadb, failure, failures } = home
  await addInvites(sql, ['a'])
  await mariadb.run('set global read_only = 1')
  try {
    const failed = failure()
    const waiting = sql.transact((tx) => count(tx, 'a'))
    await failed
    await mariadb.run('set global read_only = 0')
    await waiting
  } finally {
    await mariadb.run('set global read_only = 0')
  }
  assert.equal(failures[0], 'read-only')
  assert.equal(await uses(sql, 'a'), 1)
})

test('a store that closes tells whoever waits for the server to come back', { skip }, async () => {
  const mariadb = await sharedMariadb()
  await using proxy = await tcpProxy({ host: '127.0.0.1', port: mariadb.port })
  const clock = new TurnedClock()
  const name = await mariadb.newDatabase()
  const sql = await openMysql(
    { ...mariadb.tcpAddress(name), port: proxy.port },
    { ...REAL_DEPS, clock },
  )
  await proxy[Symbol.asyncDispose]()
  const waiting = sql.transact((tx) => count(tx, 'a'))
  await clock.untilSleeping(1)
  await Promise.all([
    assert.rejects(waiting, { name: 'StoreError', code: 'closed' }),
    sql[Symbol.asyncDispose](),
  ])
  await assert.rejects(
    sql.transact((tx) => count(tx, 'a')),
    { code: 'closed' },
  )
})

/** A relay whose line to the server breaks while the answer to a COMMIT is on its way. */
async function lossyHome(engine: OpenMysqlEngine = openMysqlEngine) {
  const mariadb = await sharedMariadb()
  await using stack = new AsyncDisposableStack()
  const proxy = stack.use(await tcpProxy({ host: '127.0.0.1', port: mariadb.port }))
  const state = { losing: false }
  const openEngine: OpenMysqlEngine = async (address) => {
    const inner = await engine(address)
    let isReading = false
    return {
      get isAlive() {
        return inner.isAlive
      },
      run: async (sql, parameters) => {
        if (sql.startsWith('set session transaction')) isReading = sql.endsWith('read only')
        const loses = state.losing && sql === 'commit' && !isReading
        if (loses) state.losing = false
        if (loses) proxy.hold('down')
        const answer = inner.run(sql, parameters)
        if (!loses) return await answer
        await proxy.held('down')
        proxy.cut()
        proxy.release('down')
        return await answer
      },
      close: () => inner.close(),
    }
  }
  const address = { ...mariadb.tcpAddress(await mariadb.newDatabase()), port: proxy.port }
  const sql = stack.use(await openMysql(address, { ...REAL_DEPS, openEngine }))
  const held = stack.move()
  return {
    sql,
    loseNextCommit: () => {
      state.losing = true
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

test('a lost answer to COMMIT is unavailable; the same message again gets its first answer', {
  skip,
}, async () => {
  await using home = await lossyHome()
  const truth = relayTruth(home.sql)
  const alice = await join(truth, 'alice', testDevice(1))
  const bob = await join(truth, 'bob', testDevice(2))
  const conversation = await befriend(truth, alice, bob)
  const message = { conversation, id: newMessageId(truth), body: bodyOf('once') }
  truth.rung.length = 0
  home.loseNextCommit()
  await assert.rejects(
    truth.conversations.send(alice, message),
    (err) => err instanceof HomeRefusal && err.code === 'unavailable' && err.retryAfterMs > 0,
  )
  assert.deepEqual(
    truth.rung.map(({ account }) => account).toSorted(),
    [alice.account, bob.account].toSorted(),
  )
  assert.equal((await truth.conversations.send(alice, message)).seq, 1)
  const next = { conversation, id: newMessageId(truth), body: bodyOf('twice') }
  assert.equal((await truth.conversations.send(alice, next)).seq, 2)
})

test('what is counted is not counted twice when the answer to COMMIT is lost', {
  skip,
}, async () => {
  await using home = await lossyHome()
  assert.equal(await chargedOnce(home), 1000)
})

test('a store that takes a lost answer for a conflict counts twice, and is caught', {
  skip,
}, async () => {
  await using home = await lossyHome(async (address) => {
    const engine = await openMysqlEngine(address)
    return {
      get isAlive() {
        return engine.isAlive
      },
      run: async (sql, parameters) => {
        try {
          return await engine.run(sql, parameters)
        } catch (cause) {
          throw sql === 'commit' ? new StoreError('conflict', 'so it says', { cause }) : cause
        }
      },
      close: () => engine.close(),
    }
  })
  assert.equal(await chargedOnce(home), 2000)
})

/** @returns what an account was charged in all. */
async function chargedOnce(home: Awaited<ReturnType<typeof lossyHome>>): Promise<number> {
  const clock = new TurnedClock()
  const truth = relayTruth(home.sql, { clock })
  const { account } = await join(truth, 'alice', testDevice(1))
  const store = new SqlSpoolStore(new Journal({ sql: home.sql, clock, onCommitted: () => {} }))
  home.loseNextCommit()
  await store.charge(account, 1000, clock.nowMs()).catch((err: HomeRefusal) => {
    assert.equal(err.code, 'unavailable')
  })
  return (await store.used(account, clock.nowMs())).monthBytes
}
