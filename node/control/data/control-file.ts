import { timingSafeEqual } from 'node:crypto'
import { chmod, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { count, type Of, record, ShapeError, text } from '../../../src/core/shape.ts'
import { ControlError } from '../entity/control-error.ts'

/**
 * `<profile>/control.json`: how a program of the same user finds the daemon. `token` is what the program shows to the
 * daemon, `proof` what the daemon shows to the program: a stranger who listens on a dead daemon's port has neither, and
 * learns `token` of a daemon that is gone, never a password.
 */
const secret = text({
  min: 43,
  max: 43,
  pattern: /^[A-Za-z0-9_-]+$/,
  allowed: '256 bits in base64url',
})
export const controlFile = record({
  version: count({ min: 1, max: 1 }),
  port: count({ min: 1, max: 65_535 }),
  pid: count({ min: 1 }),
  token: secret,
  proof: secret,
})
export type ControlFile = Of<typeof controlFile>

export const SECRET_BYTES = 32
/** Read, write or search for the group or others. */
const WIDER_THAN_OWNER = 0o077

export function controlFilePath(folder: string): string {
  return join(folder, 'control.json')
}

/** Whole or not at all, and readable by its owner alone from the first byte on. */
export async function writeControlFile(folder: string, content: ControlFile): Promise<void> {
  const path = controlFilePath(folder)
  const part = `${path}.${content.pid}.part`
  await rm(part, { force: true })
  {
    await using file = await open(part, 'wx', 0o600)
    await file.writeFile(`${JSON.stringify(content)}\n`)
    await file.sync()
  }
  await chmod(part, 0o600)
  await rename(part, path)
}

/** @returns undefined when there is none. @throws ControlError when it is unreadable or readable by others. */
export async function readControlFile(folder: string): Promise<ControlFile | undefined> {
  const path = controlFilePath(folder)
  let raw: string
  try {
    await refuseWideMode(path)
    raw = await readFile(path, 'utf8')
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (err instanceof ControlError) throw err
    throw new ControlError('unreadable', `${path} can not be read`, { cause: err })
  }
  return parseControlFile(raw, path)
}

/** Another daemon may have started in the meantime: its file stays. */
export async function removeControlFile(folder: string, ours: ControlFile): Promise<void> {
  const current = await readControlFile(folder).catch(() => undefined)
  if (current?.token === ours.token) await rm(controlFilePath(folder), { force: true })
}

/** In a time that does not tell how much of it was right. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function refuseWideMode(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & WIDER_THAN_OWNER) === 0) return
  throw new ControlError('unreadable', `${path} can be read by other users of this machine`, {
    advice: `run: chmod 600 '${path}', then: homing down && homing up --detach`,
  })
}

function parseControlFile(raw: string, path: string): ControlFile {
  try {
    return controlFile.check(JSON.parse(raw), '')
  } catch (err) {
    if (!(err instanceof ShapeError) && !(err instanceof SyntaxError)) throw err
    throw new ControlError('unreadable', `${path} is damaged`, {
      cause: err,
      advice: 'delete it, then run: homing up --detach',
    })
  }
}
