import {
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import { publicKeyFromProtobuf, publicKeyToProtobuf } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey, PeerId } from '@libp2p/interface'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { DER, type DerValue, derContext, readDer, readDerSequence, writeDer } from './der.ts'
import { MAX_CERTIFICATE_BYTES } from './limits.ts'

/** For node:tls, as PEM. The key is not the device's: it is made for this certificate and lives as long as the process. */
export type DeviceCertificate = Readonly<{ cert: string; key: string }>

/**
 * What a device shows in a TLS handshake: a self-signed certificate for a fresh key, and in it the device key's signature
 * over that key. Whoever completes the handshake holds the fresh key, and only the device can have signed it.
 * Source: libp2p specs, tls/tls.md. `@libp2p/tls` does the same with a certificate library that takes 0.2 s and 40 MB.
 */
export async function makeDeviceCertificate(device: Ed25519PrivateKey): Promise<DeviceCertificate> {
  const fresh = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = spkiOf(fresh.publicKey)
  const proof = await device.sign(signedMessage(publicKey))
  const proofValue = writeDer(
    DER.sequence,
    writeDer(DER.octetString, publicKeyToProtobuf(device.publicKey)),
    writeDer(DER.octetString, proof),
  )
  const certificate = selfSigned({ publicKey, privateKey: fresh.privateKey, proof: proofValue })
  return {
    cert: new X509Certificate(certificate).toString(),
    key: fresh.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  }
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
/** 1.2.840.10045.4.3.2, ecdsa-with-SHA256. */
const ECDSA_SHA256_ID = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2)
/** 2.5.4.3, commonName. */
const COMMON_NAME_ID = Uint8Array.of(0x55, 4, 3)
/** Always valid: the proof does not age, and the clocks of two friends may differ by any amount. */
const VALID_FROM = '700101000000Z'
/** "No well-defined expiration date". Source: RFC 5280, 4.1.2.5. */
const VALID_UNTIL = '99991231235959Z'

function signedMessage(publicKey: Uint8Array): Uint8Array {
  return Buffer.concat([PREFIX, publicKey])
}

function spkiOf(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' })
}

function selfSigned(
  of: Readonly<{ publicKey: Uint8Array; privateKey: KeyObject; proof: Uint8Array }>,
): Buffer {
  const algorithm = writeDer(DER.sequence, writeDer(DER.objectId, ECDSA_SHA256_ID))
  const body = writeDer(
    DER.sequence,
    writeDer(derContext(0), writeDer(DER.integer, Uint8Array.of(2))),
    writeDer(DER.integer, serialNumber()),
    algorithm,
    commonName(),
    writeDer(
      DER.sequence,
      writeDer(DER.utcTime, ascii(VALID_FROM)),
      writeDer(DER.generalizedTime, ascii(VALID_UNTIL)),
    ),
    commonName(),
    of.publicKey,
    writeDer(derContext(3), writeDer(DER.sequence, proofExtension(of.proof))),
  )
  const signature = sign('sha256', body, of.privateKey)
  const bits = writeDer(DER.bitString, Uint8Array.of(0), signature)
  return Buffer.from(writeDer(DER.sequence, body, algorithm, bits))
}

/** Critical, as the specification recommends: software that does not know it shall not trust the certificate. */
function proofExtension(proof: Uint8Array): Uint8Array {
  return writeDer(
    DER.sequence,
    writeDer(DER.objectId, EXTENSION_ID),
    writeDer(DER.boolean, Uint8Array.of(0xff)),
    writeDer(DER.octetString, proof),
  )
}

/** Positive, and without a leading zero byte. */
function serialNumber(): Uint8Array {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

/** Nobody reads it; some software refuses an empty issuer. */
function commonName(): Uint8Array {
  const name = writeDer(
    DER.sequence,
    writeDer(DER.objectId, COMMON_NAME_ID),
    writeDer(DER.utf8String, ascii('libp2p')),
  )
  return writeDer(DER.sequence, writeDer(DER.set, name))
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function refuseUnlessValid(certificate: X509Certificate, nowMs: number): void {
  const [from, until] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()]
  // Written so that a date that is none is refused.
  if (!(from <= nowMs && nowMs <= until)) throw new CertificateError('the certificate is not valid')
}

/** The fields of a certificate's body. Source: RFC 5280, 4.1. */
async function provenBy(certificate: Uint8Array): Promise<PeerId> {
  const [body] = readDerSequence(certificate)
  const fields = readDerSequence(wholeOf(body))
  // Before the key: version (only where it is not 1), serial number, algorithm, issuer, validity, subject.
  const publicKey = fields[fields[0]?.tag === derContext(0) ? 6 : 5]
  const extensions = fields.find(({ tag }) => tag === derContext(3))
  const proof = readDerSequence(proofIn(readDerSequence(contentOf(extensions))))
  const [device, signature] = [contentOf(proof[0]), contentOf(proof[1])]
  const deviceKey = publicKeyFromProtobuf(device)
  if (deviceKey.type !== 'Ed25519')
    throw new Error(`a device key is Ed25519, not ${deviceKey.type}`)
  const message = signedMessage(wholeOf(publicKey))
  if (!(await deviceKey.verify(message, signature))) throw new Error('the proof is of another key')
  return peerIdFromPublicKey(deviceKey)
}

/** The value of libp2p's extension: object id, whether it is critical (may be absent), value. */
function proofIn(extensions: readonly DerValue[]): Uint8Array {
  for (const extension of extensions) {
    const [id, ...rest] = readDer(extension.content)
    if (id !== undefined && Buffer.compare(id.content, EXTENSION_ID) === 0)
      return contentOf(rest.at(-1))
  }
  throw new Error('there is no proof of a device')
}

function contentOf(value: DerValue | undefined): Uint8Array {
  if (value === undefined) throw new Error('a field is absent')
  return value.content
}

function wholeOf(value: DerValue | undefined): Uint8Array {
  if (value === undefined) throw new Error('a field is absent')
  return value.whole
}
