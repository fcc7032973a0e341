import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { exitCode } from '../exit-codes.ts'
import { version } from '../version.ts'

export async function up(
  context: Context,
  _: readonly [],
  options: Readonly<{ detach?: boolean }>,
): Promise<number | void> {
  const running = await context.connectIfRunning()
  if (running !== undefined) return say(context, running.pid, 'was running already')
  if (options.detach === true) {
    const { startDetached } = await import('../detached-start.ts')
    const { pid, already } = await startDetached(context)
    return say(context, pid, already ? 'was running already' : 'runs in the background')
  }
  return await foreground(context)
}

async function foreground(context: Context): Promise<number> {
  const { runDaemon } = await import('../../daemon.ts')
  const homingHome = context.io.env['HOMING_HOME']
  const code = await runDaemon({
    version,
    ...(homingHome === undefined ? {} : { homingHome }),
    ...(context.out.json ? {} : { terminal: context.io.stderr }),
    onReady: ({ pid }) => {
      say(context, pid, 'runs; Ctrl-C stops it')
      // A signal that came while it started was ours to take; from here on they are the daemon's.
      if (context.signal.aborted) process.kill(pid, 'SIGTERM')
    },
  })
  if (code !== 0) throw new CliError('failed', 'the node did not run', { advice: 'see the log' })
  return exitCode('ok')
}

function say(context: Context, pid: number, how: string): void {
  context.out.result({ running: true, pid, profile: context.folder }, () => [
    `the node ${how} (pid ${pid})`,
  ])
}
