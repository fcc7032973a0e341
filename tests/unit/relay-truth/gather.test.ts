import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  Gather,
  type GatherLimits,
  MAX_GATHER_WAIT_MS,
  MAX_GATHERED,
  STALLED_AFTER_MS,
} from '../../../relay/data/gather.ts'
import { StoreError, type StoreErrorCode } from '../../../relay/data/store-error.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const LIMITS: GatherLimits = { most: 4, maxBytes: 100, abreast: 1 }

type Item = Readonly<{ name: string; bytes: number }>
const item = (name: string, bytes = 1): Item => ({ name, bytes })

/** Transactions that end when they are told to; what a test adds meanwhile waits. */
function gathering(limits: Partial<GatherLimits> = {}) {
  const clock = new TurnedClock()
  const runs: string[][] = []
  const ends: PromiseWithResolvers<void>[] = []
  let refuse = (_name: string): HomeRefusal | undefined => undefined
  let fail = (_names: readonly string[]): Error | undefined => undefined
  const run = async (items: readonly Item[]) => {
    const names = items.map(({ name }) => name)
    runs.push(names)
    const end = Promise.withResolvers<void>()
    ends.push(end)
    await end.promise
    const failure = fail(names)
    if (failure !== undefined) throw failure
    return names.map((name) => refuse(name) ?? `${name} done`)
  }
  const gather = new Gather<Item, string>(
    { run, bytesOf: ({ bytes }) => bytes, clock },
    { ...LIMITS, ...limits },
  )
  return {
    clock,
    runs,
    add: (name: string, bytes?: number, key = '') => gather.add(item(name, bytes), key),
    endNext: () => ends.shift()?.resolve(),
    endAll: () => {
      for (const end of ends.splice(0)) end.resolve()
    },
    refusing: (given: typeof refuse) => {
      refuse = given
    },
    failing: (given: typeof fail) => {
      fail = given
    },
  }
}

/** A turn passes between two transactions. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}

test('what comes while a transaction is under way shares the next, in order, up to the limit', async () => {
  const { runs, add, endNext } = gathering()
  const all = Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => add(name)))
  for (let n = 0; n < 3; n++) {
    endNext()
    await settled()
  }
  assert.deepEqual(runs, [['a'], ['b', 'c', 'd', 'e'], ['f']])
  assert.deepEqual(
    await all,
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name} done`),
  )
})

test('who was answered and comes again at once shares the next with those who waited', async () => {
  const { runs, add, endNext } = gathering()
  const again = Promise.all([
    add('a').then(() => add('d')),
    add('b').then(() => add('e')),
    add('c'),
  ])
  for (let n = 0; n < 3; n++) {
    endNext()
    await settled()
  }
  await again
  assert.deepEqual(runs, [['a'], ['b', 'c', 'd'], ['e']])
})

test('bytes end a transaction too; one piece alone may have more', async () => {
  const { runs, add, endNext } = gathering()
  const all = Promise.all([add('a'), add('b', 60), add('c', 40), add('d', 1), add('e', 500)])
  for (let n = 0; n < 4; n++) {
    endNext()
    await settled()
  }
  await all
  assert.deepEqual(runs, [['a'], ['b', 'c'], ['d'], ['e']])
})

test('where one is the most, each begins at once', async () => {
  const { runs, add, endAll } = gathering({ most: 1 })
  const all = Promise.all([add('a'), add('b')])
  assert.deepEqual(runs, [['a'], ['b']])
  endAll()
  await all
})

test('beside one that takes long the next begins, but for what must come after it', async () => {
  const { clock, runs, add, endNext, endAll } = gathering({ abreast: 2 })
  const all = Promise.all(['a', 'b', 'c'].map((key) => add(`${key}1`, 1, key)))
  const again = add('a2', 1, 'a')
  await clock.turn(STALLED_AFTER_MS - 1)
  assert.deepEqual(runs, [['a1']])
  await clock.turn(1)
  assert.deepEqual(runs.at(1), ['b1', 'c1'], 'a2 comes after a1')
  await clock.turn(STALLED_AFTER_MS)
  const other = add('d1', 1, 'd')
  await clock.turn(STALLED_AFTER_MS)
  assert.equal(runs.length, 2, 'no more than these abreast')
  endNext()
  await settled()
  assert.deepEqual(runs.at(2), ['a2', 'd1'])
  endAll()
  await Promise.all([all, again, other])
})

test('one that took long and ended holds up nobody, and is waited for no more', async () => {
  const { clock, runs, add, endNext, endAll } = gathering({ abreast: 2 })
  const stalled = add('a', 1, 'a')
  await clock.turn(STALLED_AFTER_MS)
  const second = add('b', 1, 'b')
  const third = add('c', 1, 'c')
  endNext()
  assert.equal(await stalled, 'a done')
  await settled()
  assert.deepEqual(runs, [['a'], ['b']], 'c waits for b, which has just begun')
  endNext()
  await settled()
  endAll()
  assert.deepEqual(await Promise.all([second, third]), ['b done', 'c done'])
})

test('an expected no is told to the one whom it is for', async () => {
  const { add, endNext, refusing } = gathering()
  refusing((name) => (name === 'b' ? new HomeRefusal('not-friends') : undefined))
  const all = Promise.allSettled([add('a'), add('b'), add('c')])
  endNext()
  await settled()
  endNext()
  const [, b, c] = await all
  assert.equal(b?.status === 'rejected' && (b.reason as HomeRefusal).code, 'not-friends')
  assert.equal(c?.status, 'fulfilled')
})

const unavailable = (code: StoreErrorCode) =>
  new HomeRefusal('unavailable', { cause: new StoreError(code, 'no') })

test('one that spoils the transaction for all is found by trying each alone', async () => {
  const { runs, add, endNext, endAll, failing } = gathering()
  failing((names) => (names.includes('c') ? unavailable('locked') : undefined))
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => add(name)))
  endNext()
  await settled()
  endNext()
  await settled()
  assert.deepEqual(runs, [['a'], ['b', 'c', 'd'], ['b'], ['c'], ['d']])
  endAll()
  assert.deepEqual(
    (await all).map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
})

test('what may have happened, or cannot happen for anybody, is not tried again', async () => {
  for (const code of ['unanswered', 'unreachable', 'closed', 'disk-full'] as const) {
    const { runs, add, endNext, failing } = gathering()
    failing((names) => (names.includes('b') ? unavailable(code) : undefined))
    const all = Promise.allSettled([add('a'), add('b'), add('c')])
    endNext()
    await settled()
    endNext()
    const [, b, c] = await all
    for (const each of [b, c]) {
      assert.equal(each?.status === 'rejected' && (each.reason as HomeRefusal).code, 'unavailable')
    }
    assert.equal(runs.length, 2)
  }
})

test('after a failure it goes on', async () => {
  const { add, endNext, failing } = gathering()
  failing((names) => (names.includes('a') ? new Error('no') : undefined))
  const first = add('a')
  endNext()
  await assert.rejects(first, /no/)
  const second = add('b')
  await settled()
  endNext()
  assert.equal(await second, 'b done')
})

test('nobody waits for ever: too many are told at once, the others after a time', async () => {
  const { clock, add, endNext, runs } = gathering()
  const first = add('first')
  const waiting = Promise.allSettled(Array.from({ length: MAX_GATHERED }, (_, n) => add(`${n}`)))
  const isBusy = (err: HomeRefusal) =>
    err.code === 'unavailable' && (err.cause as StoreError).code === 'busy'
  await assert.rejects(add('one more'), isBusy)
  await clock.turn(MAX_GATHER_WAIT_MS + 1)
  endNext()
  assert.equal(await first, 'first done')
  const reasons = (await waiting).map(
    (each) => each.status === 'rejected' && isBusy(each.reason as HomeRefusal),
  )
  assert.ok(reasons.every((each) => each))
  assert.deepEqual(runs, [['first']])
  const next = add('next')
  await settled()
  endNext()
  assert.equal(await next, 'next done')
})
