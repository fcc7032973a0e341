import assert from 'node:assert/strict'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { generateKeyPair } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey } from '@libp2p/interface'
import { generateCertificate, verifyPeerCertificate } from '@libp2p/tls/utils'
import {
  CertificateError,
  deviceProof,
  makeDeviceCertificate,
  provenDevice,
} from '../../../src/net/device-certificate.ts'
import { makeDeviceKey, privateKeyOf } from '../../../src/net/device-key.ts'
import { MAX_CERTIFICATE_BYTES } from '../../../src/net/limits.ts'
import { type SelfSigned, selfSigned, spkiOf } from '../../../src/net/self-signed.ts'

const now = { nowMs: Date.UTC(2026, 10, 26) }
const key = await makeDeviceKey()
const device = privateKeyOf(key.bytes)
const fresh = generateKeyPairSync('ec', { namedCurve: 'P-256' })

async function certificate(changed: Partial<SelfSigned> = {}): Promise<X509Certificate> {
  const extensions = [await deviceProof(device, spkiOf(fresh.publicKey))]
  return new X509Certificate(selfSigned({ ...fresh, extensions, ...changed }))
}

test('a certificate proves the device that made it', async () => {
  const { cert } = await makeDeviceCertificate(device)
  const proven = await provenDevice(new X509Certificate(cert), now)
  assert.equal(proven.toString(), key.deviceId)
  assert.equal((await provenDevice(await certificate(), now)).toString(), key.deviceId)
})

test("libp2p's own TLS takes our certificates, and we take its", async () => {
  const { cert } = await makeDeviceCertificate(device)
  const theirs = await verifyPeerCertificate(new X509Certificate(cert).raw)
  assert.equal(theirs.toString(), key.deviceId)
  const made = await generateCertificate(device)
  const ours = await provenDevice(new X509Certificate(made.cert), { nowMs: Date.now() })
  assert.equal(ours.toString(), key.deviceId)
})

test('a certificate is as good on a machine whose clock is wrong by decades', async () => {
  for (const nowMs of [Date.UTC(1971, 0, 1), Date.UTC(2200, 0, 1)])
    assert.equal((await provenDevice(await certificate(), { nowMs })).toString(), key.deviceId)
})

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const REFUSED: readonly (readonly [
  why: string,
  make: () => Promise<X509Certificate | undefined>,
])[] = [
  ['there is none', async () => undefined],
  [
    'it has expired',
    () => certificate({ validity: { from: '700101000000Z', until: '20261125000000Z' } }),
  ],
  [
    'it is not valid yet',
    () => certificate({ validity: { from: '261127000000Z', until: '99991231235959Z' } }),
  ],
  ['it is signed by another key', () => certificate({ privateKey: other.privateKey })],
  ['it has no proof', () => certificate({ extensions: [] })],
  [
    'its proof is for another key',
    async () => certificate({ extensions: [await deviceProof(device, spkiOf(other.publicKey))] }),
  ],
  ['its proof is empty', () => withProof(async () => Uint8Array.of(0x30, 0))],
  ['its proof is cut short', () => withProof(async (proof) => proof.subarray(0, 20))],
  [
    'its proof is of a device whose key is not Ed25519',
    async () => {
      const secp = await generateKeyPair('secp256k1')
      const extensions = [
        await deviceProof(secp as unknown as Ed25519PrivateKey, spkiOf(fresh.publicKey)),
      ]
      return certificate({ extensions })
    },
  ],
  [
    'it is too long',
    async () => {
      const proof = await deviceProof(device, spkiOf(fresh.publicKey))
      const filler = { id: Uint8Array.of(0x2a, 3), value: new Uint8Array(MAX_CERTIFICATE_BYTES) }
      return certificate({ extensions: [proof, filler] })
    },
  ],
]

for (const [why, make] of REFUSED) {
  test(`a certificate is refused when ${why}`, async () => {
    await assert.rejects(provenDevice(await make(), now), CertificateError)
  })
}

async function withProof(
  change: (value: Uint8Array) => Promise<Uint8Array>,
): Promise<X509Certificate> {
  const { id, value } = await deviceProof(device, spkiOf(fresh.publicKey))
  return certificate({ extensions: [{ id, value: await change(value) }] })
}
