import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Slots } from '../../../node/transfer/domain/slots.ts'
import { parseAccountId } from '../../../src/core/ids.ts'

const [ALICE, BOB, CAROL] = ['a', 'b', 'c'].map((letter) =>
  parseAccountId(`0192f0c1-0000-7000-8000-00000000000${letter}`),
) as [never, never, never]
const { signal } = new AbortController()

test('one friend cannot take more than a share, and all together not more than there is', () => {
  const slots = new Slots({ total: 3, perFriend: 2 })
  assert.ok(slots.take(ALICE) && slots.take(ALICE))
  assert.equal(slots.take(ALICE), undefined)
  assert.ok(slots.take(BOB))
  assert.equal(slots.take(CAROL), undefined)
})

test('who waits is admitted in order, and passes those whose share is used up', async () => {
  const slots = new Slots({ total: 2, perFriend: 1 })
  const first = slots.take(ALICE)
  const second = slots.take(BOB)
  const order: string[] = []
  const again = slots.acquire(ALICE, { signal }).then((slot) => order.push('alice') && slot)
  const carol = slots.acquire(CAROL, { signal }).then((slot) => order.push('carol') && slot)
  second?.[Symbol.dispose]()
  const held = await carol
  assert.deepEqual(order, ['carol'])
  first?.[Symbol.dispose]()
  await again
  assert.deepEqual(order, ['carol', 'alice'])
  assert.ok(held)
})

test('a slot that is given back twice is given back once', () => {
  const slots = new Slots({ total: 1, perFriend: 1 })
  const slot = slots.take(ALICE)
  slot?.[Symbol.dispose]()
  assert.ok(slots.take(ALICE))
  slot?.[Symbol.dispose]()
  assert.equal(slots.take(ALICE), undefined)
})

test('who gives up waiting takes nothing with it', async () => {
  const slots = new Slots({ total: 1, perFriend: 1 })
  const slot = slots.take(ALICE)
  const tired = new AbortController()
  const waiting = slots.acquire(BOB, { signal: tired.signal })
  tired.abort(new Error('tired'))
  await assert.rejects(waiting, /tired/)
  slot?.[Symbol.dispose]()
  assert.ok(slots.take(CAROL))
})
