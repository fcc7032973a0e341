import { hkdfSync } from 'node:crypto'
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey } from '@libp2p/interface'
import { peerIdFromPrivateKey, peerIdFromString } from '@libp2p/peer-id'
import { type DeviceId, parseDeviceId } from '../core/ids.ts'
import { NetError } from './errors.ts'

/** Of Ed25519; libp2p keeps the public key behind it. */
const SEED_BYTES = 32
const DERIVED_BYTES = 32

/** A device's key. Where its bytes are kept (0600) is the caller's matter. */
export type DeviceKey = Readonly<{
  deviceId: DeviceId
  /** libp2p's private key encoding. Secret. */
  bytes: Uint8Array
  /** Signs `domain`, NUL, `payload`: a signature for one purpose is none for another. */
  sign(domain: string, payload: Uint8Array): Promise<Uint8Array>
  /** 32 secret bytes for one purpose, always the same: they tell nothing of the key or of those for another purpose. */
  derive(purpose: string): Uint8Array
}>

export async function makeDeviceKey(): Promise<DeviceKey> {
  return deviceKeyOf(await generateKeyPair('Ed25519'))
}

/** Throws NetError BAD_KEY for anything that is not an Ed25519 key in libp2p's encoding. */
export function loadDeviceKey(bytes: Uint8Array): DeviceKey {
  return deviceKeyOf(privateKeyOf(bytes))
}

/** An Ed25519 peer id contains its public key, so nothing else is needed to check what the device signed. */
export async function verify(
  device: DeviceId,
  domain: string,
  payload: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  try {
    const { publicKey } = peerIdFromString(device)
    if (publicKey?.type !== 'Ed25519') return false
    return await publicKey.verify(separated(domain, payload), signature)
  } catch {
    // Neither an id of another kind nor a signature of another length is a signature of this device.
    return false
  }
}

/** For the host only: libp2p's own key object. */
export function privateKeyOf(bytes: Uint8Array): Ed25519PrivateKey {
  let key: ReturnType<typeof privateKeyFromProtobuf>
  try {
    key = privateKeyFromProtobuf(bytes)
  } catch (cause) {
    throw new NetError('BAD_KEY', 'not a device key', { cause })
  }
  if (key.type !== 'Ed25519')
    throw new NetError('BAD_KEY', `a device key is Ed25519, not ${key.type}`)
  return key
}

function deviceKeyOf(key: Ed25519PrivateKey): DeviceKey {
  return {
    deviceId: parseDeviceId(peerIdFromPrivateKey(key).toString()),
    bytes: privateKeyToProtobuf(key),
    sign: async (domain, payload) => key.sign(separated(domain, payload)),
    derive: (purpose) => {
      const seed = key.raw.subarray(0, SEED_BYTES)
      return new Uint8Array(hkdfSync('sha256', seed, '', purpose, DERIVED_BYTES))
    },
  }
}

function separated(domain: string, payload: Uint8Array): Uint8Array {
  if (domain.includes('\0')) throw new RangeError('a signing domain holds no NUL')
  const head = new TextEncoder().encode(`${domain}\0`)
  const message = new Uint8Array(head.length + payload.length)
  message.set(head)
  message.set(payload, head.length)
  return message
}
