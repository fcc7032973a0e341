import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { AeadSeal } from '../../../src/transfer/data/aead-seal.ts'
import { SealedOpener } from '../../../src/transfer/domain/sealed-opener.ts'
import { planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import { sealedChunk } from '../../../src/transfer/entity/messages.ts'
import type { Root } from '../../../src/transfer/entity/root.ts'
import { TransferError, type TransferErrorCode } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES, SEAL_BYTES } from '../../../src/transfer/limits.ts'

/** What a hostile relay may try with what it holds; it has no key, and all of it comes to the receiver as BAD_CHUNK. */

const SPOOL = '0192f0c1-0000-7000-8000-0000000000f1'
const OTHER = '0192f0c1-0000-7000-8000-0000000000f2'
const key = systemRandom.bytes(32)
const sealOf = (spool = SPOOL, chunkCount = 3, by = key) =>
  new AeadSeal({ random: systemRandom }, { key: by, spool, chunkCount })
const isCode = (code: TransferErrorCode) => (err: unknown) =>
  err instanceof TransferError && err.code === code
const isBad = isCode('BAD_CHUNK')
const secret = new TextEncoder().encode('a very recognisable line of text. '.repeat(100))
const done = {
  root: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' as Root,
  size: 9,
  chunkCount: 3,
}

test('what was sealed opens, and is SEAL_BYTES longer', () => {
  const sealed = sealOf().seal(1, secret)
  assert.equal(sealed.length, secret.length + SEAL_BYTES)
  assert.deepEqual(Uint8Array.from(sealOf().open(1, sealed)), secret)
  assert.deepEqual(sealOf().openEnd(sealOf().sealEnd(done)), done)
})

test('memory that is given is sealed into, also a chunk of many pieces', () => {
  const chunk = systemRandom.bytes(CHUNK_BYTES - 5)
  const into = new Uint8Array(chunk.length + SEAL_BYTES).fill(7)
  assert.equal(sealOf().seal(0, chunk, into), into)
  assert.ok(Buffer.from(sealOf().open(0, into)).equals(chunk))
})

test('read: nothing of it is in what the relay holds, and the same chunk never looks the same', () => {
  const sealed = Buffer.from(sealOf().seal(0, secret))
  assert.equal(sealed.includes('recognisable'), false)
  assert.notDeepEqual(sealed, Buffer.from(sealOf().seal(0, secret)))
  assert.throws(() => sealOf(SPOOL, 3, systemRandom.bytes(32)).open(0, sealed), isBad)
})

test('substitute: no byte can be changed', () => {
  const sealed = sealOf().seal(0, secret)
  fc.assert(
    fc.property(
      fc.nat({ max: sealed.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, bits) => {
        const changed = Uint8Array.from(sealed)
        changed[at] = (changed[at] ?? 0) ^ bits
        assert.throws(() => sealOf().open(0, changed), isBad)
      },
    ),
    { numRuns: 2000 },
  )
})

test('splice: a chunk opens in its own place only, of its own transfer only', () => {
  const sealed = sealOf().seal(1, secret)
  assert.throws(() => sealOf().open(0, sealed.slice()), isBad)
  assert.throws(() => sealOf(OTHER).open(1, sealed.slice()), isBad)
  assert.throws(() => sealOf().openEnd(sealed.slice()), isBad)
  assert.deepEqual(Uint8Array.from(sealOf().open(1, sealed)), secret)
  assert.throws(() => sealOf().open(1, sealOf().sealEnd(done)), isBad)
})

test('truncate: neither a chunk nor the whole can be made shorter', () => {
  const sealed = sealOf().seal(1, secret)
  for (const length of [0, 1, SEAL_BYTES - 1, SEAL_BYTES, sealed.length - 1]) {
    assert.throws(() => sealOf().open(1, sealed.slice(0, length)), isBad)
  }
  // The number of chunks is bound into each of them: with another plan nothing opens.
  assert.throws(() => sealOf(SPOOL, 2).open(1, sealed), isBad)
  assert.throws(() => sealOf(SPOOL, 2).openEnd(sealOf().sealEnd(done)), isBad)
})

test('a chunk that opens to another length than the offer says is refused; a hole opens to zeros', () => {
  const plan = planChunks(2 * CHUNK_BYTES)
  const seal = sealOf(SPOOL, 2)
  const opener = new SealedOpener({ hasher: sha256Hasher, seal })
  const message = (bytes: Uint8Array) => {
    return { kind: 'chunk', value: sealedChunk(0, bytes.length), bytes } as const
  }
  assert.throws(() => opener.open(message(seal.seal(0, secret)), plan), isCode('PROTOCOL'))
  const hole = opener.open(message(seal.seal(0, new Uint8Array())), plan)
  assert.deepEqual(hole.leaves, sha256Hasher.digest(new Uint8Array(CHUNK_BYTES)))
  assert.throws(() => opener.openEnd({ kind: 'done', value: done }), isCode('PROTOCOL'))
})
