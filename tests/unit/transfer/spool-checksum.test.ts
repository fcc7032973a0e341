import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'

test('the checksum is the tag that the standard gives', () => {
  // McGrew and Viega, The Galois/Counter Mode of Operation, appendix B, test case 1.
  assert.equal(spoolChecksum.of(new Uint8Array()).toHex(), '58e2fccefa7e3061367f1d57a4e7455a')
})

test('whatever byte a disk changes, the checksum is another', () => {
  const chunk = Uint8Array.from({ length: 5_000 }, (_, at) => at)
  const before = spoolChecksum.of(chunk)
  fc.assert(
    fc.property(fc.nat({ max: chunk.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const spoiled = Uint8Array.from(chunk)
      spoiled[at] = (spoiled[at] ?? 0) ^ bits
      assert.notDeepEqual(spoolChecksum.of(spoiled), before)
    }),
  )
})
