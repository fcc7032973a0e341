import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { DER, DerError, readDer, writeDer } from '../../../src/net/der.ts'
import {
  CertificateError,
  makeDeviceCertificate,
  provenDevice,
} from '../../../src/net/device-certificate.ts'
import { makeDeviceKey, privateKeyOf } from '../../../src/net/device-key.ts'

test('DER that was written is read again, and any bytes are values or a DerError', () => {
  const values = fc.array(
    fc.record({
      tag: fc.constantFrom(DER.integer, DER.octetString, DER.sequence),
      content: fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 65_530, max: 65_540 }).map((length) => new Uint8Array(length)),
      ),
    }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(values, (list) => {
      const bytes = Buffer.concat(list.map(({ tag, content }) => writeDer(tag, content)))
      const read = readDer(bytes).map(({ tag, content }) => ({
        tag,
        content: Buffer.from(content),
      }))
      assert.deepEqual(
        read,
        list.map(({ tag, content }) => ({ tag, content: Buffer.from(content) })),
      )
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        for (const { whole } of readDer(bytes)) assert.ok(whole.length >= 2)
      } catch (err) {
        assert.ok(err instanceof DerError)
      }
    }),
  )
})

test('a certificate of which any byte was changed proves nothing', async () => {
  const key = await makeDeviceKey()
  const { cert } = await makeDeviceCertificate(privateKeyOf(key.bytes))
  const { raw } = new X509Certificate(cert)
  const change = fc.record({ at: fc.nat(raw.length - 1), by: fc.integer({ min: 1, max: 255 }) })
  const property = fc.asyncProperty(change, async ({ at, by }) => {
    const bytes = Buffer.from(raw)
    bytes[at] = (bytes[at] as number) ^ by
    let changed: X509Certificate
    try {
      changed = new X509Certificate(bytes)
    } catch {
      return // OpenSSL refuses it before we are asked.
    }
    await assert.rejects(provenDevice(changed, { nowMs: Date.now() }), CertificateError)
  })
  await fc.assert(property, { numRuns: 400 })
})
