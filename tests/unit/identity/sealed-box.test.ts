import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { hpkeSeal } from '../../../src/identity/data/hpke.ts'
import {
  openBox,
  SealedBoxError,
  sealBox,
  sealingKeyOf,
} from '../../../src/identity/data/sealed-box.ts'
import { SEALED_BOX_BYTES } from '../../../src/identity/limits.ts'
import { loadDeviceKey, makeDeviceKey } from '../../../src/net/device-key.ts'

const [alice, bob, carol] = await Promise.all([makeDeviceKey(), makeDeviceKey(), makeDeviceKey()])
const toBob = { device: bob.deviceId, sealingKey: sealingKeyOf(bob) }
const secret = Uint8Array.from({ length: 32 }, (_, at) => at)
const boxed = { purpose: 'test/1', bound: 'transfer 1' }

const hasCode = (code: string) => (err: unknown) =>
  err instanceof SealedBoxError && err.code === code

async function boxForBob(): Promise<Uint8Array> {
  const sealed = await sealBox(alice, toBob, secret, boxed)
  assert.ok(sealed !== undefined)
  return sealed
}

describe('a sealed box', () => {
  test('gives its recipient what the sender put in, also after the key was saved and loaded', async () => {
    const sealed = await boxForBob()
    assert.equal(sealed.length, SEALED_BOX_BYTES + secret.length)
    const loaded = loadDeviceKey(bob.bytes)
    assert.deepEqual(await openBox(loaded, alice.deviceId, sealed, boxed), secret)
    assert.deepEqual(sealingKeyOf(loaded), toBob.sealingKey)
  })

  test('shows nothing of what is in it', async () => {
    const sealed = Buffer.from(await boxForBob())
    assert.ok(!sealed.includes(Buffer.from(secret)))
    assert.notDeepEqual(Buffer.from(await boxForBob()), sealed)
  })

  test('opens for nobody else, the sender included', async () => {
    const sealed = await boxForBob()
    for (const other of [alice, carol]) {
      await assert.rejects(openBox(other, alice.deviceId, sealed, boxed), hasCode('NOT_FOR_US'))
    }
  })

  test('opens for no other sender, purpose or matter', async () => {
    const sealed = await boxForBob()
    const wrong = [
      openBox(bob, carol.deviceId, sealed, boxed),
      openBox(bob, alice.deviceId, sealed, { ...boxed, purpose: 'test/2' }),
      openBox(bob, alice.deviceId, sealed, { ...boxed, bound: 'transfer 2' }),
    ]
    for (const each of wrong) await assert.rejects(each, hasCode('NOT_FOR_US'))
  })

  test('is refused with any one bit changed', async () => {
    const sealed = await boxForBob()
    for (let at = 0; at < sealed.length * 8; at++) {
      const mangled = Uint8Array.from(sealed)
      mangled[at >> 3] = (mangled[at >> 3] as number) ^ (1 << (at & 7))
      await assert.rejects(openBox(bob, alice.deviceId, mangled, boxed), SealedBoxError)
    }
  })

  test('by a relay that knows all but the keys is refused: it cannot sign for the sender', async () => {
    const info = Buffer.from([boxed.purpose, alice.deviceId, bob.deviceId, boxed.bound].join('\0'))
    const own = Uint8Array.from({ length: 32 }, () => 7)
    const forged = await carol.sign(boxed.purpose, Buffer.concat([info, own]))
    for (const signature of [forged, new Uint8Array(64)]) {
      const sealed = hpkeSeal(toBob.sealingKey, Buffer.concat([signature, own]), { info })
      await assert.rejects(openBox(bob, alice.deviceId, sealed, boxed), hasCode('NOT_BY_SENDER'))
    }
  })

  test('that a recipient seals again for another friend does not pass as the sender’s', async () => {
    const toCarol = { device: carol.deviceId, sealingKey: sealingKeyOf(carol) }
    const sealed = await sealBox(bob, toCarol, secret, boxed)
    assert.ok(sealed !== undefined)
    await assert.rejects(openBox(carol, alice.deviceId, sealed, boxed), SealedBoxError)
  })

  test('of any other bytes is a SealedBoxError, nothing else', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await assert.rejects(openBox(bob, alice.deviceId, bytes, boxed), SealedBoxError)
    })
    await fc.assert(property, { numRuns: 1_000 })
  })

  test('is not made for a sealing key of low order, with which everybody could open it', async () => {
    const weak = { device: bob.deviceId, sealingKey: new Uint8Array(32) }
    assert.equal(await sealBox(alice, weak, secret, boxed), undefined)
  })
})

test('a sealing key tells nothing of the device key, and each device has its own', () => {
  const derived = bob.derive('homing-sealing-key/1')
  assert.notDeepEqual(derived, bob.derive('homing-other/1'))
  assert.ok(!Buffer.from(bob.bytes).includes(Buffer.from(derived)))
  assert.notDeepEqual(sealingKeyOf(alice), toBob.sealingKey)
  const seed = Buffer.from(bob.bytes).subarray(4, 36)
  const same = createPrivateKey({ key: seed, format: 'raw-private', asymmetricKeyType: 'x25519' })
  assert.notDeepEqual(same.export({ format: 'raw-private' }), Buffer.from(derived))
})
