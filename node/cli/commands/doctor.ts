import { stat, statfs } from 'node:fs/promises'
import { safeText } from '../../../src/system/safe-text.ts'
import type { CheckView } from '../../control/entity/nouns.ts'
import type { Context } from '../context.ts'
import { exitCode } from '../exit-codes.ts'

const NEEDED_MAJOR = 26
/** Logs, history and chunk sets need this much room beside the profile. */
const LOW_PROFILE_BYTES = 100e6

/** What can be looked at without a daemon, then what only it knows (node/control/domain/diagnosis.ts). */
export async function doctor(context: Context): Promise<number> {
  const own = [checkRuntime(), await checkProfile(context), await checkProfileRoom(context)]
  const checks = [...own, ...(await askDaemon(context))].filter((each) => each !== undefined)
  context.out.result({ checks }, () => checks.flatMap((check) => lines(context, check)))
  return exitCode(checks.some(({ result }) => result === 'problem') ? 'unwell' : 'ok')
}

function checkRuntime(): CheckView {
  const found = `Node ${process.versions.node}`
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return ok('runtime', found)
  return problem('runtime', found, `install Node ${NEEDED_MAJOR} or newer, or run npm ci again`)
}

async function checkProfile(context: Context): Promise<CheckView> {
  const { folder } = context
  const found = await stat(folder).catch(() => undefined)
  if (found === undefined) return warning('profile', `${folder} is not there yet`, 'run: homing up')
  if (!found.isDirectory()) return problem('profile', `${folder} is no folder`, 'move it away')
  const others = process.platform !== 'win32' && (found.mode & 0o077) !== 0
  if (!others) return ok('profile', folder)
  return problem('profile', `${folder} is open to other users`, `run: chmod 700 '${folder}'`)
}

async function checkProfileRoom(context: Context): Promise<CheckView | undefined> {
  const found = await statfs(context.folder).catch(() => undefined)
  if (found === undefined) return undefined
  const free = found.bavail * found.bsize
  const text = `${(free / 1e9).toFixed(1)} GB free`
  if (free >= LOW_PROFILE_BYTES) return ok('room for the profile', text)
  return problem('room for the profile', text, 'make room: nothing can be kept without it')
}

async function askDaemon(context: Context): Promise<readonly CheckView[]> {
  const client = await context.connectIfRunning()
  if (client === undefined) return [problem('node', 'not running', 'run: homing up --detach')]
  const { checks } = await client.call('doctor', {}, { signal: context.signal })
  return [ok('node', `running, pid ${client.pid}`), ...checks]
}

const MARKS = { ok: ['green', '✓'], warning: ['yellow', '!'], problem: ['red', '✗'] } as const

function lines(context: Context, check: CheckView): readonly string[] {
  const [colour, mark] = MARKS[check.result]
  const line = `${context.out.paint(colour, mark)} ${check.name.padEnd(22)}${safeText(check.found)}`
  return check.advice === undefined ? [line] : [line, `    → ${safeText(check.advice)}`]
}

function ok(name: string, found: string): CheckView {
  return { name, result: 'ok', found, advice: undefined }
}

function warning(name: string, found: string, advice: string): CheckView {
  return { name, result: 'warning', found, advice }
}

function problem(name: string, found: string, advice: string): CheckView {
  return { name, result: 'problem', found, advice }
}
