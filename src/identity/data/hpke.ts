import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPublicKey,
  decapsulate,
  encapsulate,
  type KeyObject,
} from 'node:crypto'

/**
 * HPKE (RFC 9180), base mode, one message a key: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. OpenSSL does the
 * encapsulation; the key schedule (section 5.1) is here, and the RFC's vector is its test.
 *
 * Not here: who sealed it. Anybody can seal for a public key; see sealed-box.ts.
 */
export type HpkeBinding = Readonly<{
  /** Bound into the key. */
  info: Uint8Array
  /** Bound into the message. */
  aad?: Uint8Array
}>

export const ENCAPSULATED_BYTES = 32
export const TAG_BYTES = 16

/** @returns encapsulated key, ciphertext, tag. Throws for a public key that is no point to seal for. */
export function hpkeSeal(
  publicKey: Uint8Array,
  plain: Uint8Array,
  binding: HpkeBinding,
): Uint8Array {
  const { sharedKey, ciphertext } = encapsulate(publicKeyOf(publicKey))
  const { key, nonce } = keySchedule(sharedKey, binding.info)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(binding.aad ?? NOTHING)
  const sealed = [ciphertext, cipher.update(plain), cipher.final(), cipher.getAuthTag()]
  return new Uint8Array(Buffer.concat(sealed))
}

/** Throws when it was not sealed for this key and this binding. */
export function hpkeOpen(
  privateKey: KeyObject,
  sealed: Uint8Array,
  binding: HpkeBinding,
): Uint8Array {
  const sharedKey = decapsulate(privateKey, sealed.subarray(0, ENCAPSULATED_BYTES))
  const { key, nonce } = keySchedule(sharedKey, binding.info)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(binding.aad ?? NOTHING)
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const plain = decipher.update(sealed.subarray(ENCAPSULATED_BYTES, -TAG_BYTES))
  decipher.final()
  return new Uint8Array(plain)
}

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const NOTHING = new Uint8Array(0)
const VERSION = Buffer.from('HPKE-v1')
/** The numbers of KEM, KDF and AEAD, two bytes each. */
const SUITE = Buffer.concat([Buffer.from('HPKE'), Buffer.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x02)])
const BASE_MODE = Buffer.of(0)

function keySchedule(sharedKey: Uint8Array, info: Uint8Array) {
  const pskId = labeledExtract(NOTHING, 'psk_id_hash', NOTHING)
  const context = Buffer.concat([BASE_MODE, pskId, labeledExtract(NOTHING, 'info_hash', info)])
  const secret = labeledExtract(sharedKey, 'secret', NOTHING)
  return {
    key: labeledExpand(secret, 'key', context, KEY_BYTES),
    nonce: labeledExpand(secret, 'base_nonce', context, NONCE_BYTES),
  }
}

function labeledExtract(salt: Uint8Array, label: string, ikm: Uint8Array): Buffer {
  return hmac(salt, [VERSION, SUITE, Buffer.from(label), ikm])
}

/** One block of HKDF-Expand: what is asked for is never longer. */
function labeledExpand(prk: Uint8Array, label: string, info: Uint8Array, bytes: number): Buffer {
  const wanted = [Buffer.of(0, bytes), VERSION, SUITE, Buffer.from(label), info]
  return hmac(prk, [...wanted, Buffer.of(1)]).subarray(0, bytes)
}

function hmac(key: Uint8Array, parts: readonly Uint8Array[]): Buffer {
  return createHmac('sha256', key).update(Buffer.concat(parts)).digest()
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: raw, format: 'raw-public', asymmetricKeyType: 'x25519' })
}
