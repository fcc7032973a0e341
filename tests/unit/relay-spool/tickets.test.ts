import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SealedTickets } from '../../../relay/spool/data/sealed-ticket.ts'
import { allows, type Opened } from '../../../relay/spool/entity/admission.ts'
import { type AccountId, parseSpoolId } from '../../../src/core/ids.ts'
import type { Ticket } from '../../../src/home/entity/ticket.ts'
import { makeDeviceKey } from '../../../src/net/device-key.ts'
import { MAX_TICKET_BYTES } from '../../../src/transfer/limits.ts'
import { encodeSealedTicket, encodeTicket } from '../../../src/wire/ticket-codec.ts'
import { testDevice } from '../../support/relay-truth.ts'

const spool = parseSpoolId('0192f0c1-0000-7000-8000-0000000000f0')
const other = parseSpoolId('0192f0c1-0000-7000-8000-0000000000f1')
const account = '0192f0c1-0000-7000-8000-00000000000a' as AccountId
const device = testDevice(1)
const ticket: Ticket = { spool, device, account, op: 'put', maxBytes: 9, untilMs: 1_000 }
const opened: Opened = { spool, device, role: 'sender' }

for (const [what, change, nowMs, allowed] of [
  ['its device, object, direction and time', {}, 999, true],
  ['a download', { role: 'receiver' }, 0, false],
  ['another object', { spool: other }, 0, false],
  ['another device', { device: testDevice(2) }, 0, false],
  ['a moment too late', {}, 1_000, false],
] as const) {
  test(`a ticket to upload ${allowed ? 'allows' : 'does not allow'} ${what}`, () => {
    assert.equal(allows(ticket, { ...opened, ...change }, nowMs), allowed)
  })
}

test('a ticket to download is none to upload', () => {
  const get: Ticket = { ...ticket, op: 'get' }
  assert.equal(allows(get, { ...opened, role: 'receiver' }, 0), true)
  assert.equal(allows(get, opened, 0), false)
})

test('what the home signed is opened again, by whoever has its key and nothing else', async () => {
  const key = await makeDeviceKey()
  const sealed = await new SealedTickets(key).issue(ticket)
  assert.deepEqual(await new SealedTickets(key).open(sealed), ticket)
  assert.ok(sealed.length <= MAX_TICKET_BYTES)
})

test('a ticket of another home, a changed one, one signed for another purpose and rubbish are none', async () => {
  const key = await makeDeviceKey()
  const tickets = new SealedTickets(key)
  const stranger = await new SealedTickets(await makeDeviceKey()).issue(ticket)
  assert.equal(await tickets.open(stranger), undefined)
  const encoded = encodeTicket(ticket)
  const foreign = await key.sign('homing-peer-card/1', encoded)
  const misused = encodeSealedTicket({ ticket: encoded, signature: foreign })
  assert.equal(await tickets.open(misused), undefined)
  assert.equal(await tickets.open(new Uint8Array()), undefined)
  const sealed = await tickets.issue(ticket)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] as number) ^ 1
    assert.equal(await tickets.open(changed), undefined, `byte ${at}`)
  }
})
