import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import { parseDeviceId } from '../../../src/core/ids.ts'
import { loadDeviceKey, makeDeviceKey, verify } from '../../../src/net/device-key.ts'
import { NetError } from '../../../src/net/errors.ts'

const PAYLOAD = new TextEncoder().encode('payload')

test('a key that was saved and loaded is the same device and signs alike', async () => {
  const made = await makeDeviceKey()
  const loaded = loadDeviceKey(made.bytes)
  assert.equal(loaded.deviceId, made.deviceId)
  const signature = await loaded.sign('test/1', PAYLOAD)
  assert.ok(await verify(made.deviceId, 'test/1', PAYLOAD, signature))
})

test('a signature holds for its device, domain and payload only', async () => {
  const key = await makeDeviceKey()
  const other = await makeDeviceKey()
  const signature = await key.sign('test/1', PAYLOAD)
  assert.ok(!(await verify(other.deviceId, 'test/1', PAYLOAD, signature)))
  assert.ok(!(await verify(key.deviceId, 'test/2', PAYLOAD, signature)))
  assert.ok(!(await verify(key.deviceId, 'test/1', PAYLOAD.subarray(1), signature)))
  assert.ok(!(await verify(key.deviceId, 'test/1', PAYLOAD, signature.subarray(1))))
  assert.ok(!(await verify(key.deviceId, 'test/1', PAYLOAD, new Uint8Array(64))))
})

test('bytes cannot move between domain and payload', async () => {
  const key = await makeDeviceKey()
  const signature = await key.sign('ab', PAYLOAD)
  const shifted = Uint8Array.of('b'.charCodeAt(0), ...PAYLOAD)
  assert.ok(!(await verify(key.deviceId, 'a', shifted, signature)))
  await assert.rejects(key.sign('a\0b', PAYLOAD), RangeError)
})

test('what is no Ed25519 key is refused', async () => {
  const badKey = (err: unknown) => err instanceof NetError && err.code === 'BAD_KEY'
  assert.throws(() => loadDeviceKey(new Uint8Array(0)), badKey)
  assert.throws(() => loadDeviceKey(new Uint8Array(68).fill(7)), badKey)
  const secp256k1 = privateKeyToProtobuf(await generateKeyPair('secp256k1'))
  assert.throws(() => loadDeviceKey(secp256k1), badKey)
})

test('text that is no device verifies nothing', async () => {
  const id = parseDeviceId(`1${'2'.repeat(50)}`)
  assert.equal(await verify(id, 'test/1', PAYLOAD, new Uint8Array(64)), false)
})
