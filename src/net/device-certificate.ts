import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { publicKeyFromProtobuf, publicKeyToProtobuf } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey, PeerId } from '@libp2p/interface'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { DER, type DerValue, derContext, readDer, readDerSequence, writeDer } from './der.ts'
import { MAX_CERTIFICATE_BYTES } from './limits.ts'
import { type Extension, selfSigned, spkiOf } from './self-signed.ts'

/** For node:tls, as PEM. The key is not the device's: it is made for this certificate and lives as long as the process. */
export type DeviceCertificate = Readonly<{ cert: string; key: string }>

/**
 * What a device shows in a TLS handshake: a self-signed certificate for a fresh key, and in it the device key's signature
 * over that key. Whoever completes the handshake holds the fresh key, and only the device can have signed it.
 * Source: libp2p specs, tls/tls.md. `@libp2p/tls` does the same with a certificate library that takes 0.2 s and 40 MB.
 */
export async function makeDeviceCertificate(device: Ed25519PrivateKey): Promise<DeviceCertificate> {
  const fresh = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const proof = await deviceProof(device, spkiOf(fresh.publicKey))
  const certificate = selfSigned({ ...fresh, extensions: [proof] })
  return {
    cert: new X509Certificate(certificate).toString(),
    key: fresh.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  }
}

/** The extension with which `device` vouches for the key of a certificate. */
export async function deviceProof(
  device: Ed25519PrivateKey,
  publicKey: Uint8Array,
): Promise<Extension> {
  const value = writeDer(
    DER.sequence,
    writeDer(DER.octetString, publicKeyToProtobuf(device.publicKey)),
    writeDer(DER.octetString, await device.sign(signedMessage(publicKey))),
  )
  return { id: EXTENSION_ID, value }
}

/**
 * The device that a peer's certificate proves. Throws CertificateError for everything that does not prove one: no
 * certificate, one that is not valid now, not self-signed, without a proof, or with the proof of another key.
 */
export async function provenDevice(
  certificate: X509Certificate | undefined,
  options: Readonly<{ nowMs: number }>,
): Promise<PeerId> {
  if (certificate === undefined) throw new CertificateError('no certificate was shown')
  const { raw } = certificate
  if (raw.length > MAX_CERTIFICATE_BYTES) throw new CertificateError('the certificate is too long')
  refuseUnlessValid(certificate, options.nowMs)
  try {
    if (!certificate.verify(certificate.publicKey)) throw new Error('it is not self-signed')
    return await provenBy(raw)
  } catch (cause) {
    throw new CertificateError('the certificate proves no device', { cause })
  }
}

export class CertificateError extends Error {
  override readonly name = 'CertificateError'
}

const PREFIX = new TextEncoder().encode('libp2p-tls-handshake:')
/** 1.3.6.1.4.1.53594.1.1, libp2p's public key extension. */
const EXTENSION_ID = Uint8Array.of(0x2b, 6, 1, 4, 1, 0x83, 0xa2, 0x5a, 1, 1)

function signedMessage(publicKey: Uint8Array): Uint8Array {
  return Buffer.concat([PREFIX, publicKey])
}

function refuseUnlessValid(certificate: X509Certificate, nowMs: number): void {
  const [from, until] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()]
  // Written so that a date that is none is refused.
  if (!(from <= nowMs && nowMs <= until)) throw new CertificateError('the certificate is not valid')
}

/** Reads what Node does not show: the fields of a certificate's body. Source: RFC 5280, 4.1. */
async function provenBy(certificate: Uint8Array): Promise<PeerId> {
  const [body] = readDerSequence(certificate)
  const fields = readDerSequence(present(body).whole)
  // Before the key: version (only where it is not 1), serial number, algorithm, issuer, validity, subject.
  const publicKey = fields[fields[0]?.tag === derContext(0) ? 6 : 5]
  const extensions = fields.find(({ tag }) => tag === derContext(3))
  const proof = readDerSequence(proofIn(readDerSequence(present(extensions).content)))
  const device = publicKeyFromProtobuf(present(proof[0]).content)
  if (device.type !== 'Ed25519') throw new Error(`a device key is Ed25519, not ${device.type}`)
  const message = signedMessage(present(publicKey).whole)
  const isProven = await device.verify(message, present(proof[1]).content)
  if (!isProven) throw new Error('the proof is of another key')
  return peerIdFromPublicKey(device)
}

/** The value of libp2p's extension: object id, whether it is critical (may be absent), value. */
function proofIn(extensions: readonly DerValue[]): Uint8Array {
  for (const extension of extensions) {
    const [id, ...rest] = readDer(extension.content)
    if (id !== undefined && Buffer.compare(id.content, EXTENSION_ID) === 0)
      return present(rest.at(-1)).content
  }
  throw new Error('there is no proof of a device')
}

function present(value: DerValue | undefined): DerValue {
  if (value === undefined) throw new Error('a field is absent')
  return value
}
