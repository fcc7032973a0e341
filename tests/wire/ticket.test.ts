import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseAccountId, parseDeviceId, parseSpoolId } from '../../src/core/ids.ts'
import type { Ticket } from '../../src/home/entity/ticket.ts'
import { homing } from '../../src/wire/protobuf.ts'
import {
  decodeSealedTicket,
  decodeTicket,
  encodeSealedTicket,
  encodeTicket,
} from '../../src/wire/ticket-codec.ts'
import { WireError } from '../../src/wire/wire-error.ts'
import { golden } from './golden.ts'

const ticket: Ticket = {
  spool: parseSpoolId('0192f0c1-0000-7000-8000-0000000000f0'),
  device: parseDeviceId('12D3KooWGzBjGfHV8q1eVxEUUuGNbKqmGpfYdzXcNEWNQBhLtQqv'),
  account: parseAccountId('0192f0c1-0000-7000-8000-00000000000a'),
  op: 'put',
  maxBytes: 2 ** 40 + 5,
  untilMs: 1_795_446_307_110,
}
const sealed = { ticket: Uint8Array.of(1, 2, 3), signature: new Uint8Array(64).fill(7) }
const made = new Map([
  ['ticket', encodeTicket(ticket)],
  ['sealedTicket', encodeSealedTicket(sealed)],
])
const kept = golden('ticket', made)

test('tickets are written as their golden bytes say, and those decode to what was written', () => {
  for (const [name, bytes] of made) assert.equal(bytes.toHex(), kept[name], name)
  assert.deepEqual(decodeTicket(Uint8Array.fromHex(kept['ticket'] ?? '')), ticket)
  assert.deepEqual(decodeSealedTicket(Uint8Array.fromHex(kept['sealedTicket'] ?? '')), sealed)
})

for (const [what, change] of [
  ['an operation that is none', { op: 'list' }],
  ['a device that is none', { device: 'x' }],
  ['a number beyond 2^53', { maxBytes: 2 ** 60 }],
] as const) {
  test(`a ticket with ${what} is refused`, () => {
    const bytes = homing.Ticket.encode({ ...ticket, ...change }).finish()
    assert.throws(() => decodeTicket(bytes), WireError)
  })
}

test('arbitrary bytes give a ticket or a WireError, nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 512 }), (bytes) => {
      for (const decode of [decodeTicket, decodeSealedTicket]) {
        try {
          decode(bytes)
        } catch (err) {
          assert.ok(err instanceof WireError, String(err))
        }
      }
    }),
    { numRuns: 10_000 },
  )
})
