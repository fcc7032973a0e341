import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Clock } from '../src/core/clock.ts'
import type { Logger } from '../src/core/logger.ts'

/**
 * What systemd is told by a service that it runs, as sd_notify(3) has it: `READY=1`, `STOPPING=1`, `STATUS=…`, and `WATCHDOG=1`
 * as long as the event loop turns. Where nobody asks (no `NOTIFY_SOCKET`), nothing is said. Node has no datagram sockets in
 * the file system, so systemd's own `systemd-notify` says it, which needs `NotifyAccess=all`.
 */

/** A systemd that takes nothing for so long has other trouble; the relay goes on. */
const TELL_TIMEOUT_MS = 10_000

type Deps = Readonly<{ log: Logger; env?: NodeJS.ProcessEnv }>

export async function tellSystemd(
  { log, env = process.env }: Deps,
  ...words: readonly string[]
): Promise<void> {
  if (env['NOTIFY_SOCKET'] === undefined) return
  try {
    await promisify(execFile)('systemd-notify', words, { env, timeout: TELL_TIMEOUT_MS })
  } catch (err) {
    log.warn({ err, words: words.join(' ') }, 'systemd was not told')
  }
}

/** Twice as often as systemd wants it (`WatchdogSec=`, which comes in `WATCHDOG_USEC`); returns at once where it does not. */
export async function keepAlive(
  deps: Deps & Readonly<{ clock: Clock }>,
  { signal }: Readonly<{ signal: AbortSignal }>,
): Promise<void> {
  const { clock, env = process.env } = deps
  const expectedMs = Number(env['WATCHDOG_USEC'] ?? 0) / 1_000
  if (!(expectedMs > 0)) return
  for (;;) {
    await clock.sleep(expectedMs / 2, { signal })
    await tellSystemd(deps, 'WATCHDOG=1')
  }
}
