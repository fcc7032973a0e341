import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sealingKeyOf } from '../../../src/identity/data/sealed-box.ts'
import {
  openPeerCard,
  PeerCardError,
  sealPeerCard,
} from '../../../src/identity/data/sealed-peer-card.ts'
import {
  MAX_CARD_ADDRESS_CHARS,
  MAX_CARD_ADDRESSES,
  newerCard,
  nextIssueMs,
  type PeerCard,
} from '../../../src/identity/entity/peer-card.ts'
import { makeDeviceKey } from '../../../src/net/device-key.ts'
import {
  decodeSealedCard,
  encodePeerCard,
  encodeSealedCard,
  MAX_SEALED_CARD_BYTES,
} from '../../../src/wire/peer-card-codec.ts'
import { WireError } from '../../../src/wire/wire-error.ts'
import { ALICE_DEVICE, BOB_DEVICE } from '../../support/channel-pair.ts'

const key = await makeDeviceKey()
const CARD = {
  addresses: ['/ip4/10.0.0.1/tcp/4001', '/ip4/10.0.0.1/tcp/4002/ws'],
  issuedAtMs: 7,
  sealingKey: sealingKeyOf(key),
}
const hasCode = (code: string) => (err: unknown) =>
  err instanceof PeerCardError && err.code === code

test('a sealed card opens to what was sealed', async () => {
  const sealed = await sealPeerCard(key, CARD)
  assert.deepEqual(await openPeerCard(sealed), { ...CARD, device: key.deviceId })
  assert.deepEqual(await openPeerCard(sealed, key.deviceId), { ...CARD, device: key.deviceId })
})

test('a card with no address says that a device is not to be dialled', async () => {
  const sealed = await sealPeerCard(key, { addresses: [], issuedAtMs: 1 })
  assert.deepEqual((await openPeerCard(sealed)).addresses, [])
})

test('a card may tell no sealing key, or one of 32 bytes', async () => {
  const { sealingKey: _, ...without } = CARD
  assert.equal((await openPeerCard(await sealPeerCard(key, without))).sealingKey, undefined)
  for (const bytes of [0, 31, 33]) {
    const card = { ...CARD, sealingKey: new Uint8Array(bytes) }
    await assert.rejects(async () => openPeerCard(await sealPeerCard(key, card)), WireError)
  }
})

test('a card signed by another device is refused', async () => {
  const other = await makeDeviceKey()
  const card = encodePeerCard({ ...CARD, device: key.deviceId })
  const signature = await other.sign('homing-peer-card/1', card)
  await assert.rejects(
    openPeerCard(encodeSealedCard({ card, signature })),
    hasCode('BAD_SIGNATURE'),
  )
})

test('a true card of another device than expected is refused', async () => {
  await assert.rejects(
    openPeerCard(await sealPeerCard(key, CARD), BOB_DEVICE),
    hasCode('OTHER_DEVICE'),
  )
})

test('a signature for another purpose is refused', async () => {
  const card = encodePeerCard({ ...CARD, device: key.deviceId })
  const signature = await key.sign('homing-other/1', card)
  await assert.rejects(
    openPeerCard(encodeSealedCard({ card, signature })),
    hasCode('BAD_SIGNATURE'),
  )
})

test('the longest card fits its limits, one more of anything does not', async () => {
  const longest = `/${'a'.repeat(MAX_CARD_ADDRESS_CHARS - 1)}`
  const full = {
    addresses: Array<string>(MAX_CARD_ADDRESSES).fill(longest),
    issuedAtMs: 2 ** 53 - 1,
    sealingKey: sealingKeyOf(key),
  }
  const sealed = await sealPeerCard(key, full)
  assert.ok(sealed.length <= MAX_SEALED_CARD_BYTES)
  assert.equal((await openPeerCard(sealed)).addresses.length, MAX_CARD_ADDRESSES)
  const tooMany = { ...full, addresses: [...full.addresses, longest] }
  await assert.rejects(async () => openPeerCard(await sealPeerCard(key, tooMany)), WireError)
  const tooLong = { ...CARD, addresses: [`${longest}a`] }
  await assert.rejects(async () => openPeerCard(await sealPeerCard(key, tooLong)), WireError)
  assert.throws(() => decodeSealedCard(new Uint8Array(MAX_SEALED_CARD_BYTES + 1)), {
    code: 'TOO_LARGE',
  })
})

test('any card with one bit changed is refused', async () => {
  const sealed = await sealPeerCard(key, CARD)
  const bit = fc.nat(sealed.length * 8 - 1)
  const property = fc.asyncProperty(bit, async (at) => {
    const mangled = Uint8Array.from(sealed)
    mangled[at >> 3] = (mangled[at >> 3] as number) ^ (1 << (at & 7))
    await assert.rejects(
      openPeerCard(mangled),
      (err) => err instanceof WireError || err instanceof PeerCardError,
    )
  })
  await fc.assert(property, { numRuns: 300 })
})

test('arbitrary bytes give a WireError or a PeerCardError, nothing else', async () => {
  const property = fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
    await assert.rejects(
      openPeerCard(bytes),
      (err) => err instanceof WireError || err instanceof PeerCardError,
    )
  })
  await fc.assert(property, { numRuns: 1_000 })
})

test('an older card, or that of another device, never replaces what is kept', () => {
  const card = (issuedAtMs: number, device = ALICE_DEVICE): PeerCard => ({
    addresses: [],
    issuedAtMs,
    device,
  })
  const kept = card(5)
  assert.equal(newerCard(undefined, kept), kept)
  assert.equal(newerCard(kept, card(4)), kept)
  assert.equal(newerCard(kept, card(5)), kept)
  assert.equal(newerCard(kept, card(6)).issuedAtMs, 6)
  assert.equal(newerCard(kept, card(6, BOB_DEVICE)), kept)
})

test('the next card is newer although the clock went back ten years', () => {
  assert.equal(nextIssueMs(100, undefined), 100)
  assert.equal(nextIssueMs(100, 50), 100)
  assert.equal(nextIssueMs(100, 100), 101)
  assert.equal(nextIssueMs(100, 315_360_000_000), 315_360_000_001)
})
