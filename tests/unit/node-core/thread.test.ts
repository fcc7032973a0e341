import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { above, countOf, type SeqRuns, withSeq } from '../../../node/chat/entity/seq-runs.ts'
import {
  dueReceipt,
  type Thread,
  threadOf,
  unreadCount,
  withMessage,
  withRead,
  withReceipt,
} from '../../../node/chat/entity/thread.ts'
import { parseAccountId, parseConversationId, parseMessageId } from '../../../src/core/ids.ts'
import { deviceOf, idOf } from '../../support/fake-home.ts'

const conversation = parseConversationId(idOf('c', 1))
const [me, friend] = [parseAccountId(idOf('a', 1)), parseAccountId(idOf('a', 2))]
const blank = { headSeq: 0, myReadSeq: 0, theirDeliveredSeq: 0, theirReadSeq: 0 }
const fresh: Thread = threadOf({ ...blank, account: friend, conversation })

function message(seq: number, sender = friend) {
  const id = parseMessageId(idOf('a', seq))
  const body = Uint8Array.of(1)
  return { conversation, seq, id, sender, device: deviceOf(1), storedMs: 1, body }
}

test('runs of seqs are a set, whatever the order in which they come', () => {
  const seqs = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 })
  fc.assert(
    fc.property(seqs, fc.integer({ min: 0, max: 41 }), (all, bound) => {
      const runs = all.reduce<SeqRuns>(withSeq, [])
      assert.equal(countOf(runs), new Set(all).size)
      const left = new Set(all.filter((seq) => seq > bound))
      assert.equal(countOf(above(runs, bound)), left.size)
      runs.forEach(([first, last], index) => {
        assert.ok(first <= last && first > (runs[index - 1]?.[1] ?? -1) + 1)
      })
    }),
  )
})

test('only what has no gap before it counts as here, and can be claimed as delivered', () => {
  const gap = [message(1), message(3)].reduce(withMessage, fresh)
  assert.deepEqual([gap.headSeq, gap.haveSeq, unreadCount(gap)], [3, 1, 2])
  assert.deepEqual(dueReceipt(gap), { deliveredSeq: 1, readSeq: 0 })
  const filled = [message(2), message(3)].reduce(withMessage, gap)
  assert.deepEqual([filled.haveSeq, unreadCount(filled)], [3, 3])
  assert.deepEqual(dueReceipt(filled), { deliveredSeq: 3, readSeq: 0 })
})

test('unread is what the friend wrote after what was read; own messages do not count', () => {
  const mixed = [message(1), message(2, me), message(3), message(4, me)].reduce(withMessage, fresh)
  assert.equal(unreadCount(mixed), 2)
  assert.equal(unreadCount(withRead(mixed, 1)), 1)
  assert.equal(unreadCount(withRead(mixed, 99)), 0)
  assert.equal(withRead(mixed, 99).myReadSeq, 4, 'nothing can be read that does not exist')
})

test('own messages alone make no receipt', () => {
  const own = [message(1, me), message(2, me)].reduce(withMessage, fresh)
  assert.equal(dueReceipt(own), undefined)
})

test('receipts only move forward, and each side moves its own', () => {
  const start = [message(1), message(2), message(3)].reduce(withMessage, fresh)
  const theirs = { conversation, account: friend, deliveredSeq: 3, readSeq: 2 }
  const later = withReceipt(start, theirs)
  assert.deepEqual([later.theirDeliveredSeq, later.theirReadSeq, later.myReadSeq], [3, 2, 0])
  const older = withReceipt(later, { ...theirs, deliveredSeq: 1, readSeq: 1 })
  assert.deepEqual(older, later)
  const ours = withReceipt(later, { ...theirs, account: me })
  assert.deepEqual([ours.myReadSeq, unreadCount(ours), dueReceipt(ours)], [2, 1, undefined])
})
