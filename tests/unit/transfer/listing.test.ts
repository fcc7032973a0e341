import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { childrenOf, pathOf, TOP } from '../../../src/transfer/entity/listing.ts'
import { utf8Bytes, utf8Order } from '../../../src/transfer/entity/utf8.ts'
import { listingOf } from '../../support/listings.ts'

const listing = listingOf({ b: { c: { d: 1 }, e: {}, f: 2 }, a: 3, z: { link: 'a' } })

test('entries stand depth first, and each knows where what is below it ends', () => {
  const paths = Array.from({ length: listing.count }, (_, at) => pathOf(listing, at).join('/'))
  assert.deepEqual(paths, ['a', 'b', 'b/c', 'b/c/d', 'b/e', 'b/f', 'z'])
  assert.deepEqual([...listing.ends], [1, 6, 4, 4, 5, 6, 7])
  assert.deepEqual([...childrenOf(listing, TOP)], [0, 1, 6])
  assert.deepEqual([...childrenOf(listing, 1)], [2, 4, 5])
  assert.deepEqual([...childrenOf(listing, 4)], [])
})

test('bytes and order of texts are those of their UTF-8', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', '日', '\uffee', '\ue000', '🦊', '\u{10ffff}'),
  })
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(utf8Bytes(a), Buffer.byteLength(a))
      assert.equal(Math.sign(utf8Order(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
    { numRuns: 5000 },
  )
})
