import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from '../../control/data/control-client.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'

/** A node that is told to stop has finished its writes long before. */
const STOP_TIMEOUT_MS = 30_000
const LOOK_EVERY_MS = 25

/** Returns when the process is gone: then the profile is free for the next one. */
export async function down(context: Context): Promise<void> {
  const client = await context.connectIfRunning()
  if (client === undefined) {
    return context.out.result({ stopped: false }, () => 'no node was running')
  }
  const { pid } = client
  await client.call('stop', {}, { signal: context.signal })
  await gone(pid, context.signal)
  context.out.result({ stopped: true, pid }, () => 'the node has stopped')
}

async function gone(pid: number, signal: AbortSignal): Promise<void> {
  const untilMs = performance.now() + STOP_TIMEOUT_MS
  while (isRunning(pid)) {
    if (performance.now() > untilMs) {
      throw new CliError('failed', `the node (pid ${pid}) was told to stop and still runs`, {
        advice: `see its log; at last resort: kill ${pid}`,
      })
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal })
  }
}
