import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeWords, encodeWords } from '../../../relay/spool/data/word-codec.ts'
import type { Ending, SpoolWord } from '../../../relay/spool/entity/spool-word.ts'
import { type AccountId, parseAccountId, type SpoolId } from '../../../src/core/ids.ts'
import { testDevice } from '../../support/relay-truth.ts'

const uuid = fc
  .nat(0xffff)
  .map((n) => parseAccountId(`01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`))
const account: fc.Arbitrary<AccountId> = uuid
const spool = uuid.map((id) => id as string as SpoolId)
const device = fc.nat(1_000).map(testDevice)
const indices = fc.array(fc.nat(), { maxLength: 5 })
const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.record({ kind: fc.constant('dropped' as const), spool, account, isWhole: fc.boolean() }),
  fc.record({ kind: fc.constant('unfriended' as const), one: account, other: account }),
  fc.record({ kind: fc.constant('logged-out' as const), device }),
  fc.record({ kind: fc.constantFrom('blocked' as const, 'deleted' as const), account }),
)
const word: fc.Arbitrary<SpoolWord> = fc.oneof(
  fc.record({ kind: fc.constant('added' as const), spool, indices }),
  fc.record({
    ...{ kind: fc.constant('removed' as const), spool, owner: account, indices },
    isWhole: fc.boolean(),
  }),
  fc.record({
    ...{ kind: fc.constant('awaited' as const), spool, owner: account, device },
    index: fc.nat(),
  }),
  fc.record({ kind: fc.constant('over' as const), ending }),
)
const batch = fc.record({
  from: fc.string({ maxLength: 16 }),
  hints: fc.array(word, { maxLength: 4 }),
})

test('what a relay says, another hears', () => {
  fc.assert(
    fc.property(batch, (said) =>
      assert.deepEqual(decodeWords(encodeWords(said)), structuredClone(said)),
    ),
  )
})

test('whatever else comes is not understood, and throws nothing', () => {
  fc.assert(
    fc.property(batch, fc.nat(), fc.string({ maxLength: 3 }), (said, at, other) => {
      const text = encodeWords(said)
      const cut = at % text.length
      decodeWords(text.slice(0, cut) + other + text.slice(cut + 1))
    }),
  )
  fc.assert(fc.property(fc.json(), (text) => void decodeWords(text)))
  for (const text of ['', '[]', '{"from":"a","words":[{"added":{"spool":"x","indices":[]}}]}']) {
    assert.equal(decodeWords(text), undefined, text)
  }
})
