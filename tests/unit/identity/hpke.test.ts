import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import { hpkeOpen, hpkeSeal } from '../../../src/identity/data/hpke.ts'

/** RFC 9180, test vectors in JSON: mode 0, kem 32, kdf 1, aead 2, sequence number 0. */
const VECTOR = {
  info: Uint8Array.fromHex('4f6465206f6e2061204772656369616e2055726e'),
  privateKey: '497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d',
  publicKey: '430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c',
  encapsulated: '6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256',
  aad: Uint8Array.fromHex('436f756e742d30'),
  plain: '4265617574792069732074727574682c20747275746820626561757479',
  cipher:
    'e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a',
}
const privateKey = createPrivateKey({
  key: Uint8Array.fromHex(VECTOR.privateKey),
  format: 'raw-private',
  asymmetricKeyType: 'x25519',
})
const publicKey = Uint8Array.fromHex(VECTOR.publicKey)
const sealed = Uint8Array.fromHex(VECTOR.encapsulated + VECTOR.cipher)
const { info, aad } = VECTOR

test('opens what the RFC has sealed', () => {
  const derived = createPublicKey(privateKey).export({ format: 'raw-public' })
  assert.equal(derived.toString('hex'), VECTOR.publicKey)
  assert.equal(hpkeOpen(privateKey, sealed, { info, aad }).toHex(), VECTOR.plain)
})

test('opens nothing with another info or other associated data', () => {
  assert.throws(() => hpkeOpen(privateKey, sealed, { info }))
  assert.throws(() => hpkeOpen(privateKey, sealed, { info: aad, aad }))
})

test('what is sealed opens again, and never looks the same twice', () => {
  const plain = Uint8Array.fromHex(VECTOR.plain)
  const one = hpkeSeal(publicKey, plain, { info, aad })
  const two = hpkeSeal(publicKey, plain, { info, aad })
  assert.equal(one.length, sealed.length)
  assert.notDeepEqual(one, two)
  for (const each of [one, two]) {
    assert.deepEqual(hpkeOpen(privateKey, each, { info, aad }), plain)
  }
})

test('refuses to seal for a point of low order', () => {
  assert.throws(() => hpkeSeal(new Uint8Array(32), aad, { info }))
})
