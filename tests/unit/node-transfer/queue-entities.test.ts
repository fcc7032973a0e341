import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { QUEUE_MOVES } from '../../../node/control/entity/queue-nouns.ts'
import {
  acceptRule,
  judge,
  keepFreeOf,
  ruleFor,
} from '../../../node/transfer/entity/accept-rule.ts'
import { STREAM_ROOM_BYTES } from '../../../node/transfer/limits.ts'
import { isPicked } from '../../../node/transfer/entity/pick.ts'
import { compareRanks, type Ranked, reorder } from '../../../node/transfer/entity/rank.ts'
import { meanRate, type Travel, travelled } from '../../../node/transfer/entity/travel.ts'
import { parseAccountName, parseTransferId } from '../../../src/core/ids.ts'
import {
  step,
  type TransferEvent,
  type TransferState,
} from '../../../src/transfer/entity/transfer-state.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'

const idOf = (n: number) =>
  parseTransferId(`0192f0c1-0000-7000-8000-${String(n).padStart(12, '0')}`)

describe('the order of a line', () => {
  const lines = fc
    .array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 12 })
    .map((orders) => orders.map((order, n): Ranked => ({ id: idOf(n), priority: 'normal', order })))

  test('after any moves is that of a list in which they were done, with orders that may be the same', () => {
    const moves = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...QUEUE_MOVES)), { maxLength: 30 })
    fc.assert(
      fc.property(lines, moves, (start, wanted) => {
        let line = start
        const model = start.toSorted(compareRanks).map(({ id }) => id)
        for (const [which, to] of wanted) {
          const id = start[which % start.length]?.id ?? idOf(0)
          const orders = new Map(reorder(line, id, to).map((each) => [each.id, each.order]))
          line = line.map((each) => ({ ...each, order: orders.get(each.id) ?? each.order }))
          const at = model.indexOf(id)
          const target = { first: 0, up: Math.max(0, at - 1), down: at + 1, last: model.length }[to]
          model.splice(at, 1)
          model.splice(target, 0, id)
          assert.deepEqual(
            line.toSorted(compareRanks).map((each) => each.id),
            model,
          )
        }
      }),
    )
  })

  test('to the front or the end is one write, however long the line', () => {
    const line = Array.from({ length: 1000 }, (_, n): Ranked => {
      return { id: idOf(n), priority: 'normal', order: n }
    })
    assert.deepEqual(reorder(line, idOf(500), 'first'), [{ id: idOf(500), order: -1 }])
    assert.deepEqual(reorder(line, idOf(500), 'last'), [{ id: idOf(500), order: 1000 }])
    assert.equal(reorder(line, idOf(500), 'up').length, 2)
    assert.deepEqual(reorder(line, idOf(0), 'up'), [])
  })

  test('goes by priority first', () => {
    const ranked = (n: number, priority: Ranked['priority'], order: number) => ({
      id: idOf(n),
      priority,
      order,
    })
    const line = [
      ranked(1, 'low', 0),
      ranked(2, 'normal', 9),
      ranked(3, 'high', 99),
      ranked(4, 'normal', 9),
    ]
    assert.deepEqual(
      line.sort(compareRanks).map(({ id }) => id),
      [3, 2, 4, 1].map(idOf),
    )
  })
})

describe('a rule', () => {
  const NOON = { day: 'mon', minute: 720 } as const
  const NIGHT = { day: 'mon', minute: 60 } as const
  const quiet = [{ from: '22:00', until: '07:00', days: [] }]
  const fits = { sizeBytes: 100, freeBytes: KEEP_FREE_BYTES + 150, promisedBytes: 50 }
  const rule = (fields: object) => acceptRule.check(fields, 'rule')
  const TABLE = [
    ['asks when it says so', { answer: 'ask' }, NOON, {}, 'ask'],
    ['accepts up to its size', { maxBytes: 100 }, NOON, {}, 'accept'],
    ['asks about what is larger', { maxBytes: 99 }, NOON, {}, 'too-large'],
    ['without a size accepts any that fits', {}, NOON, {}, 'accept'],
    ['counts what was promised before', {}, NOON, { promisedBytes: 51 }, 'no-space'],
    [
      'leaves more free where it says so',
      { keepFreeBytes: KEEP_FREE_BYTES + 1 },
      NOON,
      {},
      'no-space',
    ],
    [
      'never leaves less free than usual',
      { keepFreeBytes: 0 },
      NOON,
      { freeBytes: KEEP_FREE_BYTES + 149 },
      'no-space',
    ],
    [
      'with a size asks about what nobody knows the size of',
      { maxBytes: 2 ** 50 },
      NOON,
      { sizeBytes: undefined },
      'unknown-size',
    ],
    [
      'without a size accepts that too, where there is room to begin',
      {},
      NOON,
      { sizeBytes: undefined, freeBytes: 50 + STREAM_ROOM_BYTES + KEEP_FREE_BYTES },
      'accept',
    ],
    ['and not where there is none', {}, NOON, { sizeBytes: undefined }, 'no-space'],
    ['accepts nothing in quiet hours', { quiet }, NIGHT, {}, 'quiet'],
    ['accepts when they are over', { quiet }, NOON, {}, 'accept'],
    ['announces nothing in quiet hours either', { answer: 'ask', quiet }, NIGHT, {}, 'quiet'],
    ['declines when it blocks', { answer: 'block' }, NOON, {}, 'block'],
    ['declines at every hour', { answer: 'block', quiet }, NIGHT, {}, 'block'],
  ] as const
  for (const [name, fields, moment, offer, verdict] of TABLE) {
    test(name, () =>
      assert.equal(judge(rule(fields), { at: moment, offer: { ...fits, ...offer } }), verdict),
    )
  }

  const [BOB, CAROL] = ['bob', 'carol'].map(parseAccountName) as [never, never]
  test('of a friend’s own comes before the one for all, whose quiet hours are for all', () => {
    const common = rule({ answer: 'block', quiet })
    const bobs = rule({ friend: BOB, maxBytes: 5 })
    assert.equal(ruleFor([common, bobs], CAROL).answer, 'block')
    assert.deepEqual(ruleFor([bobs, common], BOB), { ...bobs, quiet })
    assert.deepEqual(ruleFor([rule({ friend: BOB, quiet: [] }), common], BOB).quiet, [])
    assert.equal(ruleFor([bobs], CAROL).answer, 'ask')
  })

  test('may keep more free than usual, and not less', () => {
    assert.equal(keepFreeOf({ keepFreeBytes: undefined }), KEEP_FREE_BYTES)
    assert.equal(keepFreeOf({ keepFreeBytes: 1 }), KEEP_FREE_BYTES)
    assert.equal(keepFreeOf({ keepFreeBytes: 2 ** 40 }), 2 ** 40)
  })
})

describe('how a transfer has moved', () => {
  const START: TransferState = { kind: 'waiting', for: 'friend', haveBytes: 0 }
  function after(events: readonly (readonly [number, TransferEvent])[]) {
    let state = START
    let travel: Travel | undefined
    for (const [nowMs, event] of events) {
      const to = step(state, event)
      if (to !== state) travel = travelled(travel, event, { from: state, to, nowMs })
      state = to
    }
    return travel
  }
  const started = (haveBytes: number, path: 'lan' | 'direct' = 'lan') =>
    ({ kind: 'started', path, haveBytes }) as const
  const progressed = (haveBytes: number) => ({ kind: 'progressed', haveBytes }) as const

  test('counts bytes and time of all its streams, and no pauses', () => {
    const travel = after([
      [1000, started(0)],
      [2000, progressed(1000)],
      [2000, { kind: 'lost' }],
      [90_000, started(1000, 'direct')],
      [91_000, progressed(4000)],
      [91_000, { kind: 'verifying' }],
      [99_000, { kind: 'verified', root: 'r' as never, name: 'film' }],
    ])
    assert.deepEqual(travel, {
      ...{ startedMs: 1000, movedMs: 91_000, path: 'direct', bytes: 4000, ms: 2000 },
      haveBytes: 4000,
    })
    assert.equal(meanRate(travel as Travel), 2000)
  })

  test('what was there before this stream is not counted', () => {
    assert.equal(
      after([
        [1, started(700)],
        [2, progressed(800)],
      ])?.bytes,
      100,
    )
  })

  test('the time that the machine was off is none, and a clock that goes back takes none away', () => {
    const lost = { kind: 'lost' } as const
    const travel = after([
      [0, started(0)],
      [1000, progressed(10)],
      [9_000_000, lost],
      [9_000_000, started(10)],
    ])
    assert.equal(travel?.ms, 1000)
    assert.equal(
      after([
        [5000, started(0)],
        [1000, progressed(10)],
      ])?.ms,
      0,
    )
    assert.equal(meanRate(after([[5000, started(0)]]) as Travel), undefined)
  })
})

describe('a choice from a folder', () => {
  const picks = (only: readonly string[], except: readonly string[], path: string) =>
    isPicked({ only, except }, path)
  const TABLE = [
    [[], [], 'a/b.mkv', true],
    [['*.mkv'], [], 'a/b.mkv', true],
    [['*.mkv'], [], 'a/b.srt', false],
    [[], ['*.srt'], 'a/b.srt', false],
    [['a'], [], 'a/deep/er/b', true],
    [['a/*'], [], 'a/deep/er/b', true],
    [['a/*.mkv'], [], 'a/deep/b.mkv', false],
    [['a/**/*.mkv'], [], 'a/b.mkv', true],
    [['a/**/*.mkv'], [], 'a/deep/er/b.mkv', true],
    [['a/**'], [], 'b/a/c', false],
    [['./a/'], [], 'a/c', true],
    [['b?.txt'], [], 'b1.txt', true],
    [['b?.txt'], [], 'b.txt', false],
    [['*.mkv'], ['extras'], 'extras/b.mkv', false],
    [['b.[m]kv'], [], 'b.mkv', false],
  ] as const
  for (const [only, except, path, expected] of TABLE) {
    test(`${only.join()} without ${except.join()}: ${path} is ${expected ? 'in' : 'out'}`, () =>
      assert.equal(picks(only, except, path), expected))
  }

  test('a pattern of many stars takes no longer for it', () => {
    assert.equal(picks([`${'*a'.repeat(200)}b`], [], 'a'.repeat(255)), false)
  })
})
