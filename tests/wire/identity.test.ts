import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateKeyPairFromSeed, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import { sealingKeyOf } from '../../src/identity/data/sealed-box.ts'
import { openPeerCard, sealPeerCard } from '../../src/identity/data/sealed-peer-card.ts'
import { loadDeviceKey } from '../../src/net/device-key.ts'
import { encodePeerCard } from '../../src/wire/peer-card-codec.ts'
import { golden } from './golden.ts'

// Ed25519 signs without randomness, so even a sealed card has golden bytes.
const seed = new Uint8Array(32).fill(7)
const key = loadDeviceKey(privateKeyToProtobuf(await generateKeyPairFromSeed('Ed25519', seed)))
const CARD = {
  addresses: ['/ip4/192.0.2.7/tcp/4001', '/ip6/2001:db8::7/tcp/4002/ws'],
  issuedAtMs: 1_795_000_000_000,
}

const made = new Map([
  ['card', encodePeerCard({ ...CARD, device: key.deviceId })],
  ['sealed', await sealPeerCard(key, CARD)],
  ['sealed-with-key', await sealPeerCard(key, { ...CARD, sealingKey: sealingKeyOf(key) })],
])
const kept = golden('identity', made)

test('a card is written and sealed as its golden bytes say, and they open to what was sealed', async () => {
  for (const [name, bytes] of made) assert.equal(bytes.toHex(), kept[name], name)
  const opened = await openPeerCard(Uint8Array.fromHex(kept.sealed ?? ''), key.deviceId)
  assert.deepEqual(opened, { ...CARD, device: key.deviceId, sealingKey: undefined })
})

test('a card with a sealing key tells it, and it is the one that the device key has given from the first day', async () => {
  const opened = await openPeerCard(Uint8Array.fromHex(kept['sealed-with-key'] ?? ''))
  assert.deepEqual(opened.sealingKey, sealingKeyOf(key))
})
