import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monthOf, monthTurnsMs } from '../../../relay/limits/entity/month.ts'
import { fits, isPossible, mayBegin, roomChunks } from '../../../relay/spool/entity/quota.ts'
import { MIN_ROOM_BYTES, RESERVE_BYTES } from '../../../relay/spool/limits.ts'
import { MAX_SEALED_CHUNK_BYTES as CHUNK, SEAL_BYTES } from '../../../src/transfer/limits.ts'

const LIMIT = 100 * CHUNK
const held = (heldBytes: number) => ({ limitBytes: LIMIT, heldBytes })

test('an object may begin where it fits, or where it could slide', () => {
  assert.equal(mayBegin(held(LIMIT - 5), 5), true)
  assert.equal(mayBegin(held(LIMIT - 5), 6), false)
  assert.equal(mayBegin(held(LIMIT - MIN_ROOM_BYTES), 10 * LIMIT), true)
  assert.equal(mayBegin(held(LIMIT - MIN_ROOM_BYTES + 1), 10 * LIMIT), false)
  assert.equal(mayBegin(held(LIMIT), 0), true)
})

test('a chunk fits up to the quota, one that is waited for up to the reserve above it', () => {
  const chunk = { bytes: CHUNK, isAwaited: false }
  assert.equal(fits(held(LIMIT - CHUNK), chunk), true)
  assert.equal(fits(held(LIMIT - CHUNK + 1), chunk), false)
  const awaited = { ...chunk, isAwaited: true }
  assert.equal(fits(held(LIMIT), awaited), true)
  assert.equal(fits(held(LIMIT + RESERVE_BYTES - CHUNK), awaited), true)
  assert.equal(fits(held(LIMIT + RESERVE_BYTES - CHUNK + 1), awaited), false)
})

test('as many chunks are asked for as fit, and at least those that are waited for while the reserve lasts', () => {
  assert.equal(roomChunks(held(0), 0), 100)
  assert.equal(roomChunks(held(LIMIT - CHUNK + 1), 0), 0)
  assert.equal(roomChunks(held(LIMIT), 3), 3)
  assert.equal(roomChunks(held(LIMIT), 99), RESERVE_BYTES / CHUNK)
  assert.equal(roomChunks(held(LIMIT + RESERVE_BYTES), 3), 0)
  assert.equal(roomChunks(held(LIMIT * 9), 3), 0)
})

test('sizes that no sealed content has are told from those that one may have', () => {
  assert.equal(isPossible({ bytes: 0, chunks: 0 }), true)
  assert.equal(isPossible({ bytes: 1, chunks: 0 }), false)
  assert.equal(isPossible({ bytes: SEAL_BYTES + 1, chunks: 1 }), true)
  assert.equal(isPossible({ bytes: SEAL_BYTES, chunks: 1 }), false)
  assert.equal(isPossible({ bytes: 3 * CHUNK, chunks: 3 }), true)
  assert.equal(isPossible({ bytes: 3 * CHUNK + 1, chunks: 3 }), false)
})

test('a month is that of UTC, and turns at its first moment', () => {
  assert.equal(monthOf(Date.UTC(2026, 11, 31, 23, 59, 59, 999)), '2026-12')
  assert.equal(monthTurnsMs(Date.UTC(2026, 11, 31, 23)), Date.UTC(2027, 0, 1))
  assert.equal(monthTurnsMs(Date.UTC(2027, 0, 1)), Date.UTC(2027, 1, 1))
})
