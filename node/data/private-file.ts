import { constants } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { NodeError } from '../errors.ts'

/** Bits of a mode that let anybody else in. */
const OTHERS = 0o077
const HAS_MODES = process.platform !== 'win32'
/** A key or a configuration larger than this is something else. */
const MAX_PRIVATE_FILE_BYTES = 256 * 1024

/** Makes the folder with mode 0700, or checks that nobody else can enter the one that is there. */
export async function openPrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new NodeError('PROFILE_UNUSABLE', `the folder ${path} cannot be made`, { cause })
  }
  const stats = await stat(path)
  if (!stats.isDirectory()) throw new NodeError('PROFILE_UNUSABLE', `${path} is not a folder`)
  refuseWideMode(path, stats.mode, '700')
}

/** @returns undefined when there is none. @throws NodeError UNSAFE_MODE when others can read it. */
export async function readPrivateFile(path: string): Promise<Uint8Array | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    const { mode, size } = await file.stat()
    refuseWideMode(path, mode, '600')
    if (size > MAX_PRIVATE_FILE_BYTES) {
      throw new NodeError('PROFILE_UNUSABLE', `${path} is too large to be what it should be`)
    }
    return new Uint8Array(await file.readFile())
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (cause instanceof NodeError) throw cause
    throw new NodeError('PROFILE_UNUSABLE', `${path} cannot be read`, { cause })
  }
}

/** Whole or not at all, also when the power goes: written beside, flushed, renamed, the folder flushed. */
export async function writePrivateFile(path: string, content: Uint8Array): Promise<void> {
  const part = `${path}.part`
  await rm(part, { force: true })
  {
    await using file = await open(part, 'wx', 0o600)
    await file.writeFile(content)
    await file.sync()
  }
  await rename(part, path)
  await syncFolder(dirname(path))
}

/** Windows cannot open a folder, and keeps a rename without it. */
async function syncFolder(path: string): Promise<void> {
  if (!HAS_MODES) return
  await using folder = await open(path, constants.O_RDONLY)
  await folder.sync()
}

function refuseWideMode(path: string, mode: number, right: '600' | '700'): void {
  if (!HAS_MODES || (mode & OTHERS) === 0) return
  throw new NodeError('UNSAFE_MODE', `other users of this machine can open ${path}`, {
    advice: `run: chmod ${right} '${path}'`,
  })
}
