import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeRings, encodeRings, type Rung } from '../../../relay/presence/data/ring-codec.ts'
import type { EndReason } from '../../../relay/presence/ports.ts'
import { type AccountId, type ConversationId, parseAccountId } from '../../../src/core/ids.ts'
import { testDevice } from '../../support/relay-truth.ts'

const account = fc
  .nat(0xffff)
  .map((n) => parseAccountId(`01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`))
const device = fc.nat(1_000).map(testDevice)
const ring: fc.Arbitrary<Rung['ring']> = fc.oneof(
  fc.constant({ kind: 'events' as const }),
  fc.record({
    kind: fc.constant('presence' as const),
    presence: fc.record({
      account,
      online: fc.boolean(),
      lastSeenMs: fc.nat(),
      devices: fc.array(
        fc.record({ device, online: fc.boolean(), card: fc.uint8Array({ maxLength: 64 }) }),
        { maxLength: 3 },
      ),
    }),
  }),
  fc.record({
    kind: fc.constant('typing' as const),
    conversation: account.map((id) => id as string as ConversationId),
    account,
  }),
  fc.record({
    kind: fc.constant('ended' as const),
    device,
    epoch: fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER)),
    reason: fc.constantFrom<EndReason>('replaced', 'revoked', 'logged-out', 'away'),
  }),
)
const batch = fc.record({
  from: fc.string({ maxLength: 16 }),
  rings: fc.array(fc.record({ to: fc.array(account, { maxLength: 5 }), ring }), { maxLength: 4 }),
})

test('what a relay rings, another hears', () => {
  fc.assert(
    fc.property(batch, (sent) =>
      assert.deepEqual(decodeRings(encodeRings(sent)), structuredClone(sent)),
    ),
  )
})

test('cards may be views of a larger buffer, or what a database driver makes of them', () => {
  const card = Buffer.from('.card.').subarray(1, 5)
  const id = '01900000-0000-7000-8000-000000000001' as AccountId
  const presence = {
    ...{ account: id, online: true, lastSeenMs: 1 },
    devices: [{ device: testDevice(1), online: true, card }],
  }
  const heard = decodeRings(
    encodeRings({ from: 'a', rings: [{ to: [id], ring: { kind: 'presence', presence } }] }),
  )
  const [rung] = heard?.rings ?? []
  assert.ok(rung?.ring.kind === 'presence')
  assert.deepEqual(rung.ring.presence.devices[0]?.card, Uint8Array.from(Buffer.from('card')))
})

test('whatever else comes is not understood, and throws nothing', () => {
  fc.assert(
    fc.property(batch, fc.nat(), fc.string({ maxLength: 3 }), (sent, at, other) => {
      const text = encodeRings(sent)
      const cut = at % text.length
      decodeRings(text.slice(0, cut) + other + text.slice(cut + 1))
    }),
  )
  fc.assert(fc.property(fc.json(), (text) => void decodeRings(text)))
  for (const text of [
    '',
    'null',
    '[]',
    '{"from":1}',
    '{"from":"a","rings":[{"to":["x"],"ring":{"events":{}}}]}',
  ]) {
    assert.equal(decodeRings(text), undefined, text)
  }
})
