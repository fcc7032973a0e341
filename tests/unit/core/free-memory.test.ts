import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freeMemory } from '../../../src/core/free-memory.ts'

test('memory is given back at once, and nobody can look at it any more', () => {
  const bytes = new Uint8Array(1_000_000)
  freeMemory(bytes)
  assert.equal(bytes.length, 0)
})

test('what lies in the memory of others is left alone', () => {
  const whole = new Uint8Array(100).fill(7)
  freeMemory(whole.subarray(1))
  assert.equal(whole[99], 7)
  const shared = new Uint8Array(new SharedArrayBuffer(10)).fill(7)
  freeMemory(shared)
  assert.equal(shared[9], 7)
})
