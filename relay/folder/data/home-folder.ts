import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DeviceKey, loadDeviceKey, makeDeviceKey } from '../../../src/net/device-key.ts'
import { FolderError } from '../folder-error.ts'
import { lockFolder } from './folder-lock.ts'
import { openPrivateFolder } from './private-folder.ts'
import { readSecret, writeSecret } from './secret-file.ts'

/**
 * Everything a home keeps, in one folder of mode 0700:
 *   key            libp2p private key: who the home is
 *   opaque         OPAQUE server setup: without it no password works
 *   relay.sqlite   the truth, or `server`: where else it is        logs/  facts        lock  held while a relay runs        relay.yaml  configuration, if wanted
 *   blobs/         pictures of people
 *   admin.sock     what `relay admin` talks to, while a relay runs
 * To move a home, move the folder while the relay is stopped; to back it up: relay backup.
 */
export type HomeFolder = Disposable &
  Readonly<{
    key: DeviceKey
    opaqueSetup: string
    database: string
    /** Says, when it is there, on which server the data is instead. */
    elsewhere: string
    logs: string
    blobs: string
  }>

export const DATABASE_FILE = 'relay.sqlite'
export const ELSEWHERE_FILE = 'server'

type Makers = Readonly<{ opaqueSetup: () => Promise<string> }>

/** Makes what is missing, locks it, and checks that nobody else can read the secrets. @throws FolderError */
export async function openHomeFolder(path: string, make: Makers): Promise<HomeFolder> {
  openPrivateFolder(path)
  using stack = new DisposableStack()
  stack.use(lockFolder(path))
  const key = await secret(path, 'key', async () => (await makeDeviceKey()).bytes)
  const opaque = await secret(path, 'opaque', async () =>
    new TextEncoder().encode(await make.opaqueSetup()),
  )
  const opened = {
    key: keyFrom(key, join(path, 'key')),
    opaqueSetup: new TextDecoder().decode(opaque),
    database: join(path, DATABASE_FILE),
    elsewhere: join(path, ELSEWHERE_FILE),
    logs: join(path, 'logs'),
    blobs: join(path, 'blobs'),
  }
  const held = stack.move()
  return { ...opened, [Symbol.dispose]: () => held.dispose() }
}

function keyFrom(bytes: Uint8Array, path: string): DeviceKey {
  try {
    return loadDeviceKey(bytes)
  } catch (cause) {
    throw new FolderError(`${path} is damaged; restore it from a backup`, { cause })
  }
}

async function secret(folder: string, name: string, make: () => Promise<Uint8Array>) {
  const path = join(folder, name)
  const kept = readSecret(path)
  if (kept !== undefined) return kept
  // A new one would turn every account of this home away without a word.
  if ([DATABASE_FILE, ELSEWHERE_FILE].some((data) => existsSync(join(folder, data)))) {
    throw new FolderError(
      `${path} is missing, and the home cannot do without; restore it from a backup`,
    )
  }
  const made = await make()
  writeSecret(path, made)
  return made
}
