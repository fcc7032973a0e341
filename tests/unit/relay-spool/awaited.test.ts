import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AwaitedChunks } from '../../../relay/spool/domain/awaited.ts'
import { newSpoolId } from '../../support/spool/spool-home.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

test('a chunk counts once, however many wait for it, as long as one does', () => {
  const awaited = new AwaitedChunks({ clock: new TurnedClock() })
  const spool = newSpoolId()
  const one = awaited.await(spool, 3)
  {
    using _other = awaited.await(spool, 3)
    using _next = awaited.await(spool, 4)
    assert.equal(awaited.count(spool), 2)
  }
  assert.equal(awaited.count(spool), 1)
  one[Symbol.dispose]()
  assert.equal(awaited.count(spool), 0)
})

test('one that waits at another relay counts until it came, or until nobody says so any more', async () => {
  const clock = new TurnedClock()
  const awaited = new AwaitedChunks({ clock })
  const spool = newSpoolId()
  const until = () => clock.monotonicMs() + 1_000
  for (const index of [1, 2, 2]) awaited.awaitElsewhere(spool, index, until())
  assert.equal(awaited.count(spool), 2)
  awaited.arrived(spool, 1)
  assert.equal(awaited.count(spool), 1)
  await clock.turn(999)
  awaited.awaitElsewhere(spool, 2, until())
  await clock.turn(999)
  assert.equal(awaited.count(spool), 1)
  await clock.turn(1)
  assert.equal(awaited.count(spool), 0)
})

test('who waits here goes on waiting when the others have stopped', async () => {
  const clock = new TurnedClock()
  const awaited = new AwaitedChunks({ clock })
  const spool = newSpoolId()
  using _here = awaited.await(spool, 1)
  awaited.awaitElsewhere(spool, 1, clock.monotonicMs() + 10)
  await clock.turn(20)
  assert.equal(awaited.count(spool), 1)
})
