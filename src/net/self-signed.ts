import { type KeyObject, randomBytes, sign } from 'node:crypto'
import { DER, derContext, writeDer } from './der.ts'

export type Extension = Readonly<{
  /** Content of the DER object id. */
  id: Uint8Array
  value: Uint8Array
}>
export type SelfSigned = Readonly<{
  /** P-256. */
  publicKey: KeyObject
  privateKey: KeyObject
  extensions: readonly Extension[]
  validity?: Validity
}>
/** Texts of a UTCTime and of a GeneralizedTime. */
export type Validity = Readonly<{ from: string; until: string }>

/** A self-signed X.509 certificate, in DER. Source: RFC 5280, 4.1. */
export function selfSigned(of: SelfSigned): Buffer {
  const { from, until } = of.validity ?? ALWAYS
  const algorithm = writeDer(DER.sequence, writeDer(DER.objectId, ECDSA_SHA256_ID))
  const extensions = of.extensions.map(criticalExtension)
  const body = writeDer(
    DER.sequence,
    writeDer(derContext(0), writeDer(DER.integer, Uint8Array.of(VERSION_3))),
    writeDer(DER.integer, serialNumber()),
    algorithm,
    commonName(),
    writeDer(
      DER.sequence,
      writeDer(DER.utcTime, ascii(from)),
      writeDer(DER.generalizedTime, ascii(until)),
    ),
    commonName(),
    spkiOf(of.publicKey),
    writeDer(derContext(3), writeDer(DER.sequence, ...extensions)),
  )
  const signature = sign('sha256', body, of.privateKey)
  const bits = writeDer(DER.bitString, Uint8Array.of(0), signature)
  return Buffer.from(writeDer(DER.sequence, body, algorithm, bits))
}

/** SubjectPublicKeyInfo, in DER. */
export function spkiOf(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' })
}

const VERSION_3 = 2
/** 1.2.840.10045.4.3.2, ecdsa-with-SHA256. */
const ECDSA_SHA256_ID = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2)
/** 2.5.4.3, commonName. */
const COMMON_NAME_ID = Uint8Array.of(0x55, 4, 3)
/**
 * What is vouched for does not age, and the clocks of two friends may differ by any amount. The end is "no well-defined
 * expiration date". Source: RFC 5280, 4.1.2.5.
 */
const ALWAYS: Validity = { from: '700101000000Z', until: '99991231235959Z' }

/** Critical: software that does not know it shall not trust the certificate. */
function criticalExtension({ id, value }: Extension): Uint8Array {
  return writeDer(
    DER.sequence,
    writeDer(DER.objectId, id),
    writeDer(DER.boolean, Uint8Array.of(0xff)),
    writeDer(DER.octetString, value),
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
