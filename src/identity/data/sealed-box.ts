import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { DeviceId } from '../../core/ids.ts'
import { type DeviceKey, verify } from '../../net/device-key.ts'
import { SEALED_BOX_BYTES } from '../limits.ts'
import { hpkeOpen, hpkeSeal } from './hpke.ts'

/**
 * A secret from one device to another: only the recipient can read it, and it knows that the sender wrote it, for this purpose
 * and nothing else. What both ends must agree on goes into `bound`; it does not travel.
 *
 *   sealed = HPKE(recipient's sealing key, info, signature ‖ secret)
 *   info = purpose NUL sender NUL recipient NUL bound
 *   signature = Ed25519 of the sender's device key, over purpose NUL info ‖ secret
 *
 * The signature is what HPKE's base mode lacks: anybody may seal for a public key, so a relay could put a key of its own in the
 * place of the friend's. It is inside, so it cannot be taken off, and names the recipient, so it cannot be passed on.
 */
export type Boxed = Readonly<{ purpose: string; bound: string }>

/** It was not sealed by this sender for this device, purpose and matter, or somebody changed it. */
export class SealedBoxError extends Error {
  override readonly name = 'SealedBoxError'
  readonly code: 'NOT_FOR_US' | 'NOT_BY_SENDER'
  constructor(code: 'NOT_FOR_US' | 'NOT_BY_SENDER', message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The public part, for the device's peer card. It dies with the device key. */
export function sealingKeyOf(key: DeviceKey): Uint8Array {
  return new Uint8Array(createPublicKey(privateKeyOf(key)).export({ format: 'raw-public' }))
}

/** `undefined`: what the recipient tells as its sealing key is none. */
export async function sealBox(
  key: DeviceKey,
  to: Readonly<{ device: DeviceId; sealingKey: Uint8Array }>,
  secret: Uint8Array,
  boxed: Boxed,
): Promise<Uint8Array | undefined> {
  const info = infoOf(boxed, key.deviceId, to.device)
  const signature = await key.sign(boxed.purpose, Buffer.concat([info, secret]))
  try {
    return hpkeSeal(to.sealingKey, Buffer.concat([signature, secret]), { info })
  } catch {
    // A point of low order, which would make a key that everybody knows.
    return undefined
  }
}

/** @throws SealedBoxError */
export async function openBox(
  key: DeviceKey,
  sender: DeviceId,
  sealed: Uint8Array,
  boxed: Boxed,
): Promise<Uint8Array> {
  const info = infoOf(boxed, sender, key.deviceId)
  const plain = opened(key, sealed, info)
  const signature = plain.subarray(0, SIGNATURE_BYTES)
  const secret = plain.subarray(SIGNATURE_BYTES)
  if (!(await verify(sender, boxed.purpose, Buffer.concat([info, secret]), signature))) {
    throw new SealedBoxError('NOT_BY_SENDER', 'what is in the box was not signed by its sender')
  }
  return secret
}

const DERIVATION = 'homing-sealing-key/1'
const SIGNATURE_BYTES = 64

function privateKeyOf(key: DeviceKey): KeyObject {
  const raw = key.derive(DERIVATION)
  return createPrivateKey({ key: raw, format: 'raw-private', asymmetricKeyType: 'x25519' })
}

function opened(key: DeviceKey, sealed: Uint8Array, info: Uint8Array): Uint8Array {
  if (sealed.length < SEALED_BOX_BYTES) throw new SealedBoxError('NOT_FOR_US', 'too short')
  try {
    return hpkeOpen(privateKeyOf(key), sealed, { info })
  } catch (cause) {
    throw new SealedBoxError('NOT_FOR_US', 'not sealed for this device and matter', { cause })
  }
}

function infoOf({ purpose, bound }: Boxed, sender: DeviceId, recipient: DeviceId): Uint8Array {
  // Only the last part may hold a NUL, so the whole means one thing.
  if (purpose.includes('\0')) throw new RangeError('a purpose holds no NUL')
  return new TextEncoder().encode([purpose, sender, recipient, bound].join('\0'))
}
