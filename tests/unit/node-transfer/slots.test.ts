import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PRIORITIES } from '../../../node/control/entity/queue-nouns.ts'
import { Slots } from '../../../node/transfer/domain/slots.ts'
import type { Ranked } from '../../../node/transfer/entity/rank.ts'
import { type AccountId, parseAccountId, parseTransferId } from '../../../src/core/ids.ts'

const [ALICE, BOB, CAROL] = ['a', 'b', 'c'].map((letter) =>
  parseAccountId(`0192f0c1-0000-7000-8000-00000000000${letter}`),
) as [AccountId, AccountId, AccountId]
const { signal } = new AbortController()

/** Ranks may change at any time, as records do. */
function rig(limits: Readonly<{ total: number; perFriend: number }>) {
  const ranks = new Map<string, Ranked>()
  let next = 0
  const slots = new Slots(limits, {
    rankOf: (id) => ranks.get(id) ?? { id, priority: 'normal', order: 0 },
    onPlaces: () => undefined,
  })
  const of = (friend: AccountId, rank: Partial<Ranked> = {}) => {
    next += 1
    const id = parseTransferId(`0192f0c1-0000-7000-8000-${String(next).padStart(12, '0')}`)
    ranks.set(id, { id, priority: 'normal', order: next, ...rank })
    return { id, friend }
  }
  return { slots, of, ranks }
}

test('one friend cannot take more than a share, and all together not more than there is', () => {
  const { slots, of } = rig({ total: 3, perFriend: 2 })
  assert.ok(slots.take(of(ALICE)) && slots.take(of(ALICE)))
  assert.equal(slots.take(of(ALICE)), undefined)
  assert.ok(slots.take(of(BOB)))
  assert.equal(slots.take(of(CAROL)), undefined)
})

test('who waits is admitted in order, and passes those whose share is used up', async () => {
  const { slots, of } = rig({ total: 2, perFriend: 1 })
  const first = slots.take(of(ALICE))
  const second = slots.take(of(BOB))
  const order: string[] = []
  const again = slots.acquire(of(ALICE), { signal }).then((slot) => order.push('alice') && slot)
  const carol = slots.acquire(of(CAROL), { signal }).then((slot) => order.push('carol') && slot)
  second?.[Symbol.dispose]()
  const held = await carol
  assert.deepEqual(order, ['carol'])
  first?.[Symbol.dispose]()
  await again
  assert.deepEqual(order, ['carol', 'alice'])
  assert.ok(held)
})

test('a slot that is given back twice is given back once', () => {
  const { slots, of } = rig({ total: 1, perFriend: 1 })
  const slot = slots.take(of(ALICE))
  slot?.[Symbol.dispose]()
  assert.ok(slots.take(of(ALICE)))
  slot?.[Symbol.dispose]()
  assert.equal(slots.take(of(ALICE)), undefined)
})

test('who gives up waiting takes nothing with it', async () => {
  const { slots, of } = rig({ total: 1, perFriend: 1 })
  const slot = slots.take(of(ALICE))
  const tired = new AbortController()
  const waiting = slots.acquire(of(BOB), { signal: tired.signal })
  tired.abort(new Error('tired'))
  await assert.rejects(waiting, /tired/)
  assert.deepEqual(slots.line(), [])
  slot?.[Symbol.dispose]()
  assert.ok(slots.take(of(CAROL)))
})

test('the urgent one goes first among those that wait, and interrupts nobody', async () => {
  const { slots, of } = rig({ total: 1, perFriend: 1 })
  const moving = slots.take(of(ALICE, { priority: 'low' }))
  const normal = of(BOB)
  const high = of(CAROL, { priority: 'high' })
  void slots.acquire(normal, { signal })
  const urgent = slots.acquire(high, { signal })
  assert.deepEqual(slots.line(), [high.id, normal.id])
  moving?.[Symbol.dispose]()
  assert.ok(await urgent)
})

test('a change of mind while it waits counts', async () => {
  const { slots, of, ranks } = rig({ total: 1, perFriend: 1 })
  const moving = slots.take(of(ALICE))
  const [first, second] = [of(BOB), of(CAROL)]
  void slots.acquire(first, { signal })
  const chosen = slots.acquire(second, { signal })
  ranks.set(second.id, { id: second.id, priority: 'normal', order: 0 })
  assert.deepEqual(slots.line(), [second.id, first.id])
  moving?.[Symbol.dispose]()
  assert.ok(await chosen)
})

/** What Slots promises, in the plainest way: a list of holders, a list of waiters, and a search. */
class Model {
  holders: { id: string; friend: AccountId }[] = []
  waiters: { id: string; friend: AccountId; rank: readonly [number, number] }[] = []

  free(friend: AccountId): boolean {
    const own = this.holders.filter((each) => each.friend === friend)
    return this.holders.length < 3 && own.length < 2
  }

  next(): string | undefined {
    const sorted = this.waiters.toSorted((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    return sorted.find(({ friend }) => this.free(friend))?.id
  }
}

const deed = fc.record({
  kind: fc.constantFrom('come', 'come', 'leave', 'end', 'end', 'change'),
  friend: fc.constantFrom(ALICE, BOB, CAROL),
  priority: fc.constantFrom(...PRIORITIES),
  which: fc.nat(),
})

test('over any order of deeds slots go to the first who may have one, as in the plainest model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 60 }), async (deeds) => {
      const { slots, of, ranks } = rig({ total: 3, perFriend: 2 })
      const model = new Model()
      const held = new Map<string, Disposable>()
      const leaving = new Map<string, AbortController>()
      for (const { kind, friend, priority, which } of deeds) {
        const waiter = model.waiters[which % Math.max(1, model.waiters.length)]
        const holder = model.holders[which % Math.max(1, model.holders.length)]
        if (kind === 'come') {
          const contender = of(friend, { priority })
          const rank = [PRIORITIES.indexOf(priority), ranks.get(contender.id)?.order ?? 0] as const
          const leave = new AbortController()
          leaving.set(contender.id, leave)
          slots.acquire(contender, { signal: leave.signal }).then(
            (slot) => held.set(contender.id, slot),
            () => undefined,
          )
          if (model.free(friend)) model.holders.push(contender)
          else model.waiters.push({ ...contender, rank })
        } else if (kind === 'leave' && waiter !== undefined) {
          leaving.get(waiter.id)?.abort(new Error('left'))
          model.waiters = model.waiters.filter((each) => each !== waiter)
        } else if (kind === 'change' && waiter !== undefined) {
          const now = ranks.get(waiter.id)
          if (now !== undefined) ranks.set(waiter.id, { ...now, priority })
          waiter.rank = [PRIORITIES.indexOf(priority), waiter.rank[1]]
        } else if (kind === 'end' && holder !== undefined) {
          held.get(holder.id)?.[Symbol.dispose]()
          held.delete(holder.id)
          model.holders = model.holders.filter((each) => each !== holder)
          const next = model.next()
          const admitted = model.waiters.find(({ id }) => id === next)
          if (admitted !== undefined) {
            model.waiters = model.waiters.filter((each) => each !== admitted)
            model.holders.push(admitted)
          }
        }
        await new Promise((resolve) => setImmediate(resolve))
        assert.deepEqual(new Set(held.keys()), new Set(model.holders.map(({ id }) => id)))
        const line = model.waiters.toSorted(
          (a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1],
        )
        assert.deepEqual(
          slots.line(),
          line.map(({ id }) => id),
        )
      }
    }),
    { numRuns: 150 },
  )
})
