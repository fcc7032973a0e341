import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  MAX_BATCH_TRANSACTIONS,
  MAX_WAITING_TRANSACTIONS,
} from '../../../relay/data/group-commit.ts'
import type { Sql, Tx } from '../../../relay/data/sql.ts'
import { MAX_WAITING_READS, openSqlite } from '../../../relay/data/sqlite.ts'
import {
  type OpenEngine,
  openNodeSqlite,
  type SqliteEngine,
} from '../../../relay/data/sqlite-engine.ts'
import { StoreError } from '../../../relay/data/store-error.ts'
import { memoryFolder } from '../../support/temp-sqlite.ts'

function insert(tx: Tx, code: string) {
  const zero = { uses: 0, uses_left: 0, created_ms: 0, expires_ms: 0 }
  return tx
    .insertInto('invites')
    .values({ code, maker_id: '', ...zero })
    .execute()
}

function count(sql: Sql): Promise<number> {
  return sql.read(async (tx) => (await tx.selectFrom('invites').select('code').execute()).length)
}

/** A store that tells every statement of its writer before it runs. */
async function observed(onStatement: (sql: string, engine: SqliteEngine) => void) {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(memoryFolder())
  const openEngine: OpenEngine = (file, options) => {
    const engine = openNodeSqlite(file, options)
    if (options.readOnly) return engine
    return {
      run(sql, parameters) {
        onStatement(sql, engine)
        return engine.run(sql, parameters)
      },
      close: () => engine.close(),
      get inTransaction() {
        return engine.inTransaction
      },
    }
  }
  const sql = stack.use(await openSqlite(join(folder.path, 'relay.sqlite'), { openEngine }))
  const held = stack.move()
  return { sql, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

test('those who wait share a COMMIT, and nobody is answered before it', async () => {
  const events: string[] = []
  await using store = await observed((sql) => {
    if (sql === 'commit') events.push('commit')
  })
  events.length = 0
  const answers = Array.from({ length: 10 }, async (_, n) => {
    await store.sql.transact((tx) => insert(tx, `c${n}`))
    events.push('answer')
  })
  await Promise.all(answers)
  assert.deepEqual(events, ['commit', ...Array<string>(10).fill('answer')])
})

test(`a batch ends after ${MAX_BATCH_TRANSACTIONS} transactions`, async () => {
  let commits = 0
  await using store = await observed((sql) => {
    if (sql === 'commit') commits++
  })
  commits = 0
  const total = 2 * MAX_BATCH_TRANSACTIONS + 1
  const all = Array.from({ length: total }, (_, n) =>
    store.sql.transact((tx) => insert(tx, `c${n}`)),
  )
  await Promise.all(all)
  assert.ok(commits >= 3, `${commits} commits`)
  assert.equal(await count(store.sql), total)
})

test('transactions run in the order in which they came, also over several batches', async () => {
  await using store = await observed(() => undefined)
  const order: number[] = []
  const all = Array.from({ length: 300 }, (_, n) =>
    store.sql.transact(async (tx) => {
      await insert(tx, `c${n}`)
      order.push(n)
    }),
  )
  await Promise.all(all)
  assert.deepEqual(
    order,
    Array.from({ length: 300 }, (_, n) => n),
  )
})

test('a COMMIT that fails answers everybody in its batch with the reason, and the next goes on', async () => {
  let failing = false
  await using store = await observed((sql) => {
    if (sql !== 'commit' || !failing) return
    failing = false
    throw new Error('disk')
  })
  failing = true
  const settled = await Promise.allSettled(
    Array.from({ length: 5 }, (_, n) =>
      store.sql.transact(async (tx) => {
        await insert(tx, `c${n}`)
        if (n === 2) throw new Error('a refusal')
      }),
    ),
  )
  for (const one of settled) {
    assert.ok(one.status === 'rejected')
    assert.ok(one.reason instanceof StoreError, 'also a refusal is not told: what it saw never was')
  }
  assert.equal(await count(store.sql), 0)
  await store.sql.transact((tx) => insert(tx, 'after'))
  assert.equal(await count(store.sql), 1)
})

test('a statement that ends the whole transaction takes the neighbours with it, none of them answered', async () => {
  let striking = false
  await using store = await observed((sql, engine) => {
    if (!striking || !sql.startsWith('insert')) return
    striking = false
    // What SQLite does by itself when the disk is full in the middle.
    engine.run('rollback')
    throw new Error('database or disk is full')
  })
  const first = store.sql.transact((tx) => insert(tx, 'first'))
  const second = store.sql.transact(async (tx) => {
    striking = true
    await insert(tx, 'second')
  })
  const settled = await Promise.allSettled([first, second])
  assert.deepEqual(
    settled.map((one) => one.status),
    ['rejected', 'rejected'],
  )
  assert.equal(await count(store.sql), 0)
})

test(`${MAX_WAITING_TRANSACTIONS} may wait; one more is told so, and the others are served`, async () => {
  await using store = await observed(() => undefined)
  const nothing = async () => 'done'
  const waiting = Array.from({ length: MAX_WAITING_TRANSACTIONS }, () =>
    store.sql.transact(nothing),
  )
  await assert.rejects(store.sql.transact(nothing), { name: 'StoreError', code: 'busy' })
  assert.equal((await Promise.all(waiting)).length, MAX_WAITING_TRANSACTIONS)
})

test(`${MAX_WAITING_READS} reads may wait; one more is told so`, async () => {
  await using store = await observed(() => undefined)
  const nothing = async () => 'read'
  const waiting = Array.from({ length: MAX_WAITING_READS }, () => store.sql.read(nothing))
  await assert.rejects(store.sql.read(nothing), { name: 'StoreError', code: 'busy' })
  assert.equal((await Promise.all(waiting)).length, MAX_WAITING_READS)
  assert.equal(await store.sql.read(nothing), 'read')
})

test('closing finishes what waits and takes no more', async () => {
  const store = await observed(() => undefined)
  const answers = Array.from({ length: 200 }, (_, n) =>
    store.sql.transact((tx) => insert(tx, `c${n}`)).then(() => 'stored'),
  )
  await store[Symbol.asyncDispose]()
  assert.deepEqual(new Set(await Promise.all(answers)), new Set(['stored']))
  const late = store.sql.transact((tx) => insert(tx, 'late'))
  await assert.rejects(late, { name: 'StoreError', code: 'closed' })
})

test('a transaction that comes just as the last batch ended is not forgotten', async () => {
  await using store = await observed(() => undefined)
  for (let turns = 0; turns < 12; turns++) {
    // A promise passed on so often comes so many microtasks after the commit.
    let passedOn: Promise<unknown> = store.sql.transact((tx) => insert(tx, `first ${turns}`))
    for (let turn = 0; turn < turns; turn++) passedOn = passedOn.then(() => undefined)
    await passedOn
    await store.sql.transact((tx) => insert(tx, `second ${turns}`))
  }
  assert.equal(await count(store.sql), 24)
})
