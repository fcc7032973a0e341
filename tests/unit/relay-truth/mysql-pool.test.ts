import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_WAIT_MS, MAX_WAITING, MysqlPool } from '../../../relay/data/mysql-pool.ts'
import { MysqlSession } from '../../../relay/data/mysql-session.ts'
import { StoreError } from '../../../relay/data/store-error.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

/** Sessions that never say anything: what counts here is who has one. */
function silentPool(most: number) {
  const clock = new TurnedClock()
  const opened: { isAlive: boolean }[] = []
  const open = async () => {
    const engine = {
      isAlive: true,
      run: async () => ({ rows: [], changes: 0 }),
      close: () => {
        engine.isAlive = false
      },
    }
    opened.push(engine)
    return new MysqlSession(engine, new Map())
  }
  return { clock, opened, pool: new MysqlPool({ open, clock }, { most }) }
}

const busy = { name: 'StoreError', code: 'busy' }
const closed = { name: 'StoreError', code: 'closed' }

function codeOf(each: PromiseSettledResult<unknown>): string | undefined {
  return each.status === 'rejected' ? (each.reason as StoreError).code : undefined
}

test('so many have a session, the others wait for theirs in order', async () => {
  const { pool, opened } = silentPool(2)
  const gates = [1, 2, 3, 4].map(() => Promise.withResolvers<void>())
  const began: number[] = []
  const all = gates.map((gate, n) =>
    pool.use(async () => {
      began.push(n)
      await gate.promise
    }),
  )
  gates[1]?.resolve()
  await all[1]
  gates[0]?.resolve()
  await all[0]
  for (const gate of gates) gate.resolve()
  await Promise.all(all)
  assert.deepEqual(began, [0, 1, 2, 3])
  assert.equal(opened.length, 2, 'sessions are used again')
})

test('a dead session is not used again, and its place is not lost', async () => {
  const { pool, opened } = silentPool(1)
  await pool.use(async (session) => session.close())
  await pool.use(async () => undefined)
  const [, second] = opened
  if (second !== undefined) second.isAlive = false
  await pool.use(async () => undefined)
  assert.equal(opened.length, 3)
})

test('a session that cannot be opened leaves its place to the next', async () => {
  const clock = new TurnedClock()
  const open = () => Promise.reject(new StoreError('unreachable', 'no'))
  const pool = new MysqlPool({ open, clock }, { most: 1 })
  const tries = await Promise.allSettled([1, 2, 3].map(() => pool.use(async () => undefined)))
  assert.deepEqual(tries.map(codeOf), ['unreachable', 'unreachable', 'unreachable'])
})

test('nobody waits for ever: too many are told at once, the others after a time', async () => {
  const { pool, clock } = silentPool(1)
  const gate = Promise.withResolvers<void>()
  const first = pool.use(() => gate.promise)
  const waiting = Promise.allSettled(
    Array.from({ length: MAX_WAITING }, () => pool.use(async () => undefined)),
  )
  await assert.rejects(
    pool.use(async () => undefined),
    busy,
  )
  await clock.turn(MAX_WAIT_MS + 1)
  gate.resolve()
  await first
  assert.ok((await waiting).every((each) => codeOf(each) === 'busy'))
  await pool.use(async () => undefined)
})

test('a pool that closes lets who is inside finish, and nobody else in', async () => {
  const { pool, opened } = silentPool(1)
  const gate = Promise.withResolvers<void>()
  const inside = pool.use(async () => {
    await gate.promise
    return 'done'
  })
  const waiting = pool.use(async () => undefined)
  const closing = pool[Symbol.asyncDispose]()
  await assert.rejects(waiting, closed)
  await assert.rejects(
    pool.use(async () => undefined),
    closed,
  )
  gate.resolve()
  assert.equal(await inside, 'done')
  await closing
  assert.deepEqual(
    opened.map(({ isAlive }) => isAlive),
    [false],
  )
})
