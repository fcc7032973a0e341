import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { systemRandom } from '../../../src/system/random.ts'

test('hashes the examples of FIPS 180-4', () => {
  const hex = (text: string) => sha256Hasher.digest(new TextEncoder().encode(text)).toHex()
  assert.equal(hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.equal(hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('hashes only the part of a buffer that it was given, into bytes that stand alone', () => {
  const frame = new TextEncoder().encode('xxabcxx')
  const digest = sha256Hasher.digest(frame.subarray(2, 5))
  assert.equal(digest.toHex().slice(0, 8), 'ba7816bf')
  assert.equal(digest.buffer.byteLength, 32)
})

test('random bytes are as many as asked, also beyond what one call of Web Crypto gives', () => {
  assert.equal(systemRandom.bytes(0).length, 0)
  const many = systemRandom.bytes(100_000)
  assert.equal(many.length, 100_000)
  assert.ok(new Set(many).size === 256)
  assert.ok(systemRandom.fraction() < 1)
})
