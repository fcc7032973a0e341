import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CliError } from './cli-error.ts'
import type { Context } from './context.ts'
import { exitCode } from './exit-codes.ts'

/** From spawn to the first answer: opening a large store takes seconds. */
const START_TIMEOUT_MS = 60_000
const LOOK_EVERY_MS = 25
/** What a failed start has to say fits; a stack of causes is in the log. */
const MAX_REASON_CHARS = 4_000

/** Starts the daemon in the background and waits for its first answer. Two starts at once end as one daemon. */
export async function startDetached(
  context: Context,
): Promise<Readonly<{ pid: number; already: boolean }>> {
  const saidPath = join(context.folder, 'logs', 'start.log')
  mkdirSync(join(context.folder, 'logs'), { recursive: true, mode: 0o700 })
  const child = spawnDaemon(context, saidPath)
  let ended: string | undefined
  const gone = new Promise<void>((resolve) => child.once('close', resolve))
  child.once('exit', (code, signal) => {
    // Another start was quicker: its node will answer.
    if (code !== exitCode('conflict')) ended = `exit code ${code ?? signal}`
  })
  child.once('error', (err) => {
    ended = err.message
  })

  try {
    const pid = await firstAnswer(context, () => {
      if (ended !== undefined) throw didNotStart(saidPath, ended)
    })
    const already = pid !== child.pid
    if (already) await endLate(child, gone)
    child.unref()
    return { pid, already }
  } catch (err) {
    // Nobody waits for it any more, and nobody would know that it runs.
    child.kill()
    throw err
  }
}

/** Another start was quicker. Ours may still be on its way, and would take over the moment that the other one stops. */
async function endLate(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill()
  await gone
}

async function firstAnswer(context: Context, check: () => void): Promise<number> {
  const untilMs = performance.now() + START_TIMEOUT_MS
  while (performance.now() < untilMs) {
    const client = await context.connectIfRunning()
    if (client !== undefined) return client.pid
    check()
    await sleep(LOOK_EVERY_MS, undefined, { signal: context.signal })
  }
  throw new CliError('failed', 'the node did not answer in time', { advice: 'see its log' })
}

/** Its own session, no terminal, no pipe to us: it outlives this process and holds none of its files. */
function spawnDaemon(context: Context, saidPath: string): ChildProcess {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const said = openSync(saidPath, 'w', 0o600)
  try {
    return spawn(process.execPath, [...process.execArgv, main, 'up'], {
      cwd: context.folder,
      detached: true,
      stdio: ['ignore', said, said],
      env: { ...context.io.env, HOMING_HOME: homeOf(context) },
      windowsHide: true,
    })
  } finally {
    closeSync(said)
  }
}

/** Relative to where the person is, not to the profile. Unset stays unset: it decides where downloads go. */
function homeOf(context: Context): string | undefined {
  return context.io.env['HOMING_HOME'] ? context.folder : undefined
}

function didNotStart(saidPath: string, how: string): CliError {
  const said = readFileSync(saidPath, 'utf8').trim().slice(-MAX_REASON_CHARS)
  const reason = said === '' ? `it ended at once: ${how}` : said
  return new CliError('failed', `the node did not start:\n${reason}`)
}
