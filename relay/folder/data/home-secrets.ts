import { join } from 'node:path'
import { loadDeviceKey } from '../../../src/net/device-key.ts'
import { FolderError } from '../folder-error.ts'
import { type HomeMarks, marksOf } from './home-marks.ts'
import { readSecret } from './secret-file.ts'

/** The files without which a home's data is of no use. */
export type HomeSecrets = Readonly<{ key: Uint8Array; opaque: Uint8Array }>

/** Of a folder that a relay may be running on. @throws FolderError when it is no home's, or others can read them. */
export function readSecrets(data: string): HomeSecrets {
  return { key: present(data, 'key'), opaque: present(data, 'opaque') }
}

function present(data: string, name: string): Uint8Array {
  const secret = readSecret(join(data, name))
  if (secret !== undefined) return secret
  throw new FolderError(
    `there is no ${join(data, name)}: is --data the folder of a home? The first start of the relay makes one`,
  )
}

/** @throws FolderError when the key is damaged. */
export function marksOfSecrets({ key, opaque }: HomeSecrets): HomeMarks {
  const opaqueSetup = new TextDecoder().decode(opaque)
  try {
    return marksOf({ key: loadDeviceKey(key), opaqueSetup })
  } catch (cause) {
    throw new FolderError('the secret `key` is damaged; restore it from a backup', { cause })
  }
}
