import { type DeviceKey, loadDeviceKey, makeDeviceKey } from '../../src/net/device-key.ts'
import { NodeError } from '../errors.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

/** The device's key, made at the first start. */
export async function openKeyFile(path: string): Promise<DeviceKey> {
  const kept = await readPrivateFile(path)
  if (kept === undefined) return replaceKey(path)
  try {
    return loadDeviceKey(kept)
  } catch (cause) {
    throw new NodeError('PROFILE_UNUSABLE', `${path} holds no device key`, {
      cause,
      advice: `move it away; then this device is a new one: homing login`,
    })
  }
}

/** A new key in the place of the old one, which is gone for good. */
export async function replaceKey(path: string): Promise<DeviceKey> {
  const key = await makeDeviceKey()
  await writePrivateFile(path, key.bytes)
  return key
}
