import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { bytesText } from '../../../src/system/quantities.ts'
import type { RelayConfig } from '../../config.ts'
import { HAS_MODES, OTHERS } from '../../folder/data/private-folder.ts'
import { readSecrets } from '../../folder/data/home-secrets.ts'
import { FolderError } from '../../folder/folder-error.ts'
import { fault, type Finding, ok, skipped, warning } from '../entity/finding.ts'
import { CLOCK_DRIFT_MS } from '../../clock/limits.ts'
import { LITTLE_FREE_BYTES, MIN_FREE_BYTES } from '../limits.ts'

/** Mode, owner, and whether something can be written there to last. */
export function checkFolder({ data }: RelayConfig): Finding {
  const check = 'folder'
  if (!existsSync(data)) {
    return warning(
      check,
      `there is no ${data} yet`,
      'the first start of the relay makes it; or name it with --data',
    )
  }
  const { mode, uid } = statSync(data)
  if (HAS_MODES && (mode & OTHERS) !== 0) {
    return fault(check, `others can enter ${data}`, `chmod 700 '${data}'`)
  }
  const me = process.getuid?.()
  if (me !== undefined && me !== 0 && me !== uid) {
    return fault(
      check,
      `${data} belongs to another user (uid ${uid})`,
      `run this as that user: sudo -u '#${uid}' …`,
    )
  }
  const failed = triedWrite(data, uid)
  if (failed === undefined)
    return ok(check, `${data}, only its user can enter it, and it can be written`)
  return fault(
    check,
    `nothing can be written in ${data} (${failed})`,
    'is its disk full, read-only or broken? See: dmesg, df',
  )
}

/** @returns why not. What root makes would be root's, so root does not try another's. */
function triedWrite(data: string, owner: number): string | undefined {
  if (process.getuid !== undefined && process.getuid() !== owner) return undefined
  const path = join(data, `.doctor-${process.pid}`)
  try {
    const fd = openSync(path, 'wx', 0o600)
    try {
      writeSync(fd, 'can this be written?')
      fsyncSync(fd)
    } finally {
      closeSync(fd)
      rmSync(path, { force: true })
    }
    return undefined
  } catch (err) {
    return (err as NodeJS.ErrnoException).code ?? String(err)
  }
}

/** `isNew`: the folder has no data, so that a missing secret is made by the first start. */
export function checkSecrets({ data }: RelayConfig, isNew: boolean): Finding {
  const check = 'secrets'
  if (isNew && !existsSync(join(data, 'key')))
    return skipped(check, 'the first start of the relay makes them')
  try {
    readSecrets(data)
    return ok(check, 'key and opaque are there, and only their user can read them')
  } catch (err) {
    if (!(err instanceof FolderError)) throw err
    return fault(
      check,
      err.message,
      'without them every account of this home is lost: see relay/OPERATORS.md, Backing up',
    )
  }
}

export function checkDisk({ data, spool }: RelayConfig): readonly Finding[] {
  const own = freeOf(data)
  const text = `${bytesText(own)} are free for ${data}`
  const todo = 'make room: a full disk stops everything that is stored'
  const disk =
    own < MIN_FREE_BYTES
      ? fault('disk', text, todo)
      : own < LITTLE_FREE_BYTES
        ? warning('disk', text, todo)
        : ok('disk', text)
  if (!spool.enabled || spool.s3 !== undefined) return [disk]
  const free = freeOf(spool.folder)
  const spoolText = `${bytesText(free)} are free for ${spool.folder}, of which ${bytesText(spool.minFreeBytes)} stay free`
  const refuses =
    'the spool refuses files for friends who are away: make room, or lower spool.minFreeBytes'
  return [
    disk,
    free > spool.minFreeBytes
      ? ok('spool disk', spoolText)
      : warning('spool disk', spoolText, refuses),
  ]
}

/** Of the nearest folder that is there. */
function freeOf(path: string): number {
  if (!existsSync(path) && dirname(path) !== path) return freeOf(dirname(path))
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

/** Ours against the file system's, which may be another machine's, and the database's. */
export function checkClock(
  { data }: RelayConfig,
  nowMs: number,
  databaseMs: number | undefined,
): Finding {
  const check = 'clock'
  const drifts = [
    { whose: 'the file system', ms: fileSystemMs(data) },
    { whose: 'the database', ms: databaseMs === undefined ? undefined : databaseMs - nowMs },
  ].filter(({ ms }) => ms !== undefined && Math.abs(ms) > CLOCK_DRIFT_MS)
  const [first] = drifts
  if (first !== undefined) {
    const seconds = Math.round((first.ms ?? 0) / 1000)
    return warning(
      check,
      `${first.whose} is ${seconds} s from this machine's clock`,
      'let NTP set both: timedatectl',
    )
  }
  return ok(check, `${new Date(nowMs).toISOString()}, as of what it was compared with`)
}

function fileSystemMs(data: string): number | undefined {
  const path = join(data, `.doctor-clock-${process.pid}`)
  if (!existsSync(data) || process.getuid?.() !== statSync(data).uid) return undefined
  const fd = openSync(path, 'wx', 0o600)
  try {
    return fstatSync(fd).mtimeMs - Date.now()
  } finally {
    closeSync(fd)
    rmSync(path, { force: true })
  }
}
