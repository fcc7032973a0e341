import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Ring, TEST_CONCURRENCY, timeoutMs } from './rings.ts'
import { emptyTally, type Tally } from './tally.ts'

export type RingSettings = Readonly<{
  nightly: boolean
  root: string
  /** A folder for the tally. */
  scratch: string
  /** No progress on the terminal. */
  quiet?: boolean
  times?: RingTimes
}>

type RingTimes = Readonly<{
  /** For one test. */
  testMs: number
  /** Room beyond that for files to begin and to end by themselves: silence of both together is a hang. */
  graceMs: number
  /** How often silence is looked for. */
  watchMs: number
}>

/** The tally, and what went wrong that no test told of. */
export type RingEnd = Tally & Readonly<{ problem: string | undefined }>

/** Runs the files of one ring in `node --test`, shows its progress, and says what happened, also when it hangs or dies. */
export async function runRing(
  ring: Ring,
  files: readonly string[],
  settings: RingSettings,
): Promise<RingEnd> {
  const tallyPath = join(settings.scratch, `${ring}.json`)
  rmSync(tallyPath, { force: true })
  const times = settings.times ?? defaultTimes(ring, settings)
  const child = start(files, { ...settings, tallyPath, times })
  const end = await watch(child, { tallyPath, times })
  const tally = readTally(tallyPath)
  return { ...tally, problem: problemOf(end, tally) }
}

function defaultTimes(ring: Ring, settings: RingSettings): RingTimes {
  return { testMs: timeoutMs(ring, settings), graceMs: 60_000, watchMs: 5_000 }
}

function problemOf(end: number | string, tally: Tally): string | undefined {
  if (end === 'silent') return `no progress; still running: ${tally.open.join(', ')}`
  if (tally.passed + tally.failed === 0) return 'no test was executed'
  if (end !== 0 && tally.failed === 0) return `node --test ended with ${end}`
  return undefined
}

type StartSettings = RingSettings & Readonly<{ tallyPath: string; times: RingTimes }>

function start(files: readonly string[], settings: StartSettings): ChildProcess {
  const args = [
    ...[
      '--test',
      `--test-concurrency=${TEST_CONCURRENCY}`,
      `--test-timeout=${settings.times.testMs}`,
    ],
    ...['--test-reporter', join(import.meta.dirname, 'ring-reporter.ts')],
    '--test-reporter-destination=stdout',
  ]
  const { NODE_TEST_CONTEXT: _outer, ...inherited } = process.env
  const env = { ...inherited, HOMING_TEST_TALLY: settings.tallyPath }
  if (settings.nightly) Object.assign(env, { HOMING_NIGHTLY: '1' })
  // A group of its own, so that what a hanging test started ends with it.
  return spawn(process.execPath, [...args, ...files], {
    cwd: settings.root,
    env,
    stdio: ['ignore', settings.quiet === true ? 'ignore' : 'inherit', 'inherit'],
    detached: true,
  })
}

type WatchSettings = Readonly<{ tallyPath: string; times: RingTimes }>

/** @returns the exit code, the name of the signal that ended it, or `silent` when it had to be killed. */
async function watch(child: ChildProcess, settings: WatchSettings): Promise<number | string> {
  const { promise, resolve } = Promise.withResolvers<number | string>()
  const { testMs, graceMs, watchMs } = settings.times
  const beganMs = Date.now()
  let silent = false
  const timer = setInterval(() => {
    const sinceMs = Date.now() - (changedMs(settings.tallyPath) ?? beganMs)
    if (sinceMs < testMs + graceMs) return
    silent = true
    killGroup(child)
  }, watchMs)
  const interrupt = () => {
    killGroup(child)
    process.exit(130)
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  child.on('close', (code, signal) => resolve(silent ? 'silent' : (code ?? signal ?? 1)))
  try {
    return await promise
  } finally {
    clearInterval(timer)
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function changedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

function readTally(path: string): Tally {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Tally
  } catch {
    return emptyTally()
  }
}
