import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FAILURE_ADVICE, PAUSE_ADVICE } from '../../../src/transfer/entity/failure.ts'
import { STOP_CODES } from '../../../src/transfer/entity/messages.ts'
import type { Root } from '../../../src/transfer/entity/root.ts'
import {
  haveBytesOf,
  isOver,
  mayMove,
  step,
  type TransferEvent,
  type TransferState,
} from '../../../src/transfer/entity/transfer-state.ts'

const root = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' as Root
const QUEUED: TransferState = { kind: 'queued' }

function after(...events: readonly TransferEvent[]): TransferState {
  return events.reduce(step, QUEUED)
}
const moving: readonly TransferEvent[] = [
  { kind: 'offered' },
  { kind: 'accepted' },
  { kind: 'started', path: 'lan', haveBytes: 10 },
]

test('a transfer goes from queued to done', () => {
  assert.deepEqual(after({ kind: 'offered' }), { kind: 'waiting', for: 'answer', haveBytes: 0 })
  assert.deepEqual(after(...moving), { kind: 'moving', path: 'lan', haveBytes: 10 })
  const verifying = after(...moving, { kind: 'progressed', haveBytes: 20 }, { kind: 'verifying' })
  assert.deepEqual(verifying, { kind: 'verifying', path: 'lan', haveBytes: 20 })
  const done = step(verifying, { kind: 'verified', root, name: 'film.mkv' })
  assert.deepEqual(done, { kind: 'done', root, name: 'film.mkv' })
})

test('a declined offer is over, and an answer that comes too late changes nothing', () => {
  assert.deepEqual(after({ kind: 'offered' }, { kind: 'declined' }), { kind: 'declined' })
  assert.deepEqual(after(...moving, { kind: 'declined' }), after(...moving))
  assert.deepEqual(after(...moving, { kind: 'accepted' }), after(...moving))
})

test('a cut line is waited out with what is verified, and goes on from there', () => {
  const lost = after(...moving, { kind: 'lost' })
  assert.deepEqual(lost, { kind: 'waiting', for: 'friend', haveBytes: 10 })
  assert.equal(mayMove(lost), true)
})

test('our pause holds until we resume; a pause of the peer ends when the peer is back', () => {
  const ours = after(...moving, { kind: 'stopped', by: 'us', code: 'paused' })
  assert.deepEqual(ours, { kind: 'paused', reason: 'by-us', haveBytes: 10 })
  assert.equal(mayMove(ours), false)
  assert.equal(step(ours, { kind: 'started', path: 'lan', haveBytes: 10 }), ours)
  assert.equal(mayMove(step(ours, { kind: 'resumed' })), true)
  const theirs = after(...moving, { kind: 'stopped', by: 'peer', code: 'paused' })
  assert.deepEqual(theirs, { kind: 'paused', reason: 'by-peer', haveBytes: 10 })
  assert.equal(mayMove(theirs), true)
})

test('a full disk pauses both sides, each saying whose disk', () => {
  for (const [by, reason] of [
    ['us', 'disk-full-here'],
    ['peer', 'disk-full-there'],
  ] as const) {
    const state = after(...moving, { kind: 'stopped', by, code: 'disk-full' })
    assert.deepEqual(state, { kind: 'paused', reason, haveBytes: 10 })
  }
})

test('a changed source fails the transfer on both sides', () => {
  for (const by of ['us', 'peer'] as const) {
    const state = after(...moving, { kind: 'stopped', by, code: 'source-changed' })
    assert.deepEqual(state, { kind: 'failed', why: 'source-changed' })
  }
})

const event: fc.Arbitrary<TransferEvent> = fc.oneof(
  fc.constantFrom<TransferEvent>(
    { kind: 'offered' },
    { kind: 'accepted' },
    { kind: 'declined' },
    { kind: 'verifying' },
    { kind: 'lost' },
    { kind: 'paused' },
    { kind: 'resumed' },
    { kind: 'verified', root, name: 'x' },
    { kind: 'cancelled', by: 'peer' },
    { kind: 'failed', why: 'protocol' },
  ),
  fc.nat().map((haveBytes): TransferEvent => ({ kind: 'progressed', haveBytes })),
  fc.nat().map((haveBytes): TransferEvent => ({ kind: 'started', path: 'direct', haveBytes })),
  fc
    .tuple(fc.constantFrom('us' as const, 'peer' as const), fc.constantFrom(...STOP_CODES))
    .map(([by, code]): TransferEvent => ({ kind: 'stopped', by, code })),
)

test('whatever happens: an end is for ever, and no news loses what is verified', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let state: TransferState = QUEUED
      for (const each of events) {
        const next = step(state, each)
        if (isOver(state)) assert.equal(next, state)
        const sets =
          each.kind === 'started' || each.kind === 'progressed' || each.kind === 'accepted'
        if (!sets && !isOver(next)) assert.equal(haveBytesOf(next), haveBytesOf(state))
        state = next
      }
    }),
    { numRuns: 2000 },
  )
})

test('every way to stand still says why and what to do', () => {
  for (const advice of [...Object.values(FAILURE_ADVICE), ...Object.values(PAUSE_ADVICE)]) {
    assert.ok(advice.why.length > 0 && advice.whatToDo.length > 0)
  }
})
