import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DeviceKeySeals } from '../../../node/transfer/data/key-seals.ts'
import {
  type BoundOffer,
  boundText,
  type StoredManifest,
} from '../../../node/transfer/entity/bound-offer.ts'
import { keyText } from '../../../node/transfer/entity/spool-key.ts'
import { SEALED_KEY_BYTES } from '../../../src/chat/entity/chat-body.ts'
import { parseSpoolId, parseTransferId } from '../../../src/core/ids.ts'
import { sealingKeyOf } from '../../../src/identity/data/sealed-box.ts'
import { type DeviceKey, makeDeviceKey } from '../../../src/net/device-key.ts'

const [alice, bob, laptop] = await Promise.all([makeDeviceKey(), makeDeviceKey(), makeDeviceKey()])
const KEY = keyText(Uint8Array.from({ length: 32 }, (_, at) => at))
const FILE: StoredManifest = { kind: 'file', name: 'film.mkv', size: 1000, mtimeMs: 5, mode: 0o644 }
const FOLDER: StoredManifest = {
  ...{ kind: 'folder', name: 'album', size: 1000, entries: 3 },
  ...{ chunkCount: 4, listingBytes: 5, listing: '0f'.repeat(32) },
}
const OFFER: BoundOffer = {
  transfer: parseTransferId('0192f0c1-0000-7000-8000-0000000000e1'),
  spool: parseSpoolId('0192f0c1-0000-7000-8000-0000000000f1'),
  manifest: FILE,
}

const sealsOf = (key: DeviceKey) => new DeviceKeySeals({ own: () => key })
const party = (key: DeviceKey, sealingKey: Uint8Array | undefined = sealingKeyOf(key)) => ({
  ...{ device: key.deviceId, reach: 'offline' as const, addresses: [], sealingKey },
})

describe('the key of a spool object', () => {
  test('is sealed for each device of the friend, and each opens its own only', async () => {
    const keys = await sealsOf(alice).seal(KEY, OFFER, [party(bob), party(laptop)])
    assert.deepEqual(
      keys.map(({ device, sealed }) => [device, sealed.length]),
      [
        [bob.deviceId, SEALED_KEY_BYTES],
        [laptop.deviceId, SEALED_KEY_BYTES],
      ],
    )
    const opened = keys.flatMap(({ sealed }) =>
      [bob, laptop].map((key) => sealsOf(key).open(sealed, OFFER, alice.deviceId)),
    )
    assert.deepEqual(await Promise.all(opened), [KEY, undefined, undefined, KEY])
  })

  test('is not sealed for a device that has told no sealing key, or none that is one', async () => {
    const without = { ...party(laptop), sealingKey: undefined }
    const weak = party(laptop, new Uint8Array(32))
    const keys = await sealsOf(alice).seal(KEY, OFFER, [without, party(bob), weak])
    assert.deepEqual(
      keys.map(({ device }) => device),
      [bob.deviceId],
    )
  })

  for (const [what, changed] of [
    ['another transfer', { transfer: parseTransferId('0192f0c1-0000-7000-8000-0000000000e2') }],
    ['another spool object', { spool: parseSpoolId('0192f0c1-0000-7000-8000-0000000000f2') }],
    ['another name', { manifest: { ...FILE, name: 'film.exe' } }],
    ['another size', { manifest: { ...FILE, size: 1001 } }],
    ['another time', { manifest: { ...FILE, mtimeMs: 6 } }],
    ['another mode', { manifest: { ...FILE, mode: 0o755 } }],
    ['a folder in its place', { manifest: FOLDER }],
  ] as const) {
    test(`does not open for an offer of ${what}`, async () => {
      const [key] = await sealsOf(alice).seal(KEY, OFFER, [party(bob)])
      assert.ok(key !== undefined)
      const other = { ...OFFER, ...changed }
      assert.equal(await sealsOf(bob).open(key.sealed, other, alice.deviceId), undefined)
    })
  }

  test('does not open as that of another sender', async () => {
    const [key] = await sealsOf(alice).seal(KEY, OFFER, [party(bob)])
    assert.ok(key !== undefined)
    assert.equal(await sealsOf(bob).open(key.sealed, OFFER, laptop.deviceId), undefined)
  })

  test('does not open any more once the device has another key', async () => {
    let own = bob
    const seals = new DeviceKeySeals({ own: () => own })
    const [key] = await sealsOf(alice).seal(KEY, OFFER, [party(bob)])
    assert.ok(key !== undefined)
    assert.equal(await seals.open(key.sealed, OFFER, alice.deviceId), KEY)
    own = laptop
    assert.equal(await seals.open(key.sealed, OFFER, alice.deviceId), undefined)
  })
})

test('every fact of an offered folder is part of what its key is bound to', () => {
  const { manifest: _, ...head } = OFFER
  const text = boundText({ ...head, manifest: FOLDER })
  const changes = [
    ...[{ name: 'x' }, { size: 1 }, { entries: 1 }, { chunkCount: 1 }, { listingBytes: 1 }],
    { listing: 'f0'.repeat(32) },
  ]
  for (const change of changes) {
    assert.notEqual(boundText({ ...head, manifest: { ...FOLDER, ...change } }), text)
  }
})
