import { type Node, startNode } from './app.ts'
import { profileFolder } from './cli/profile-folder.ts'

export type DaemonOptions = Readonly<{
  /** HOMING_HOME, when it is set. */
  homingHome?: string
  version: string
  /** Gets the log as well, when it is a terminal. */
  terminal?: Readonly<{ isTTY?: boolean; write(text: string): unknown }>
  onReady?(info: Readonly<{ pid: number }>): void
}>

const STOPPING_SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
/** What sysexits.h calls an internal software error. */
const EXIT_BROKEN = 70

/**
 * Runs a node until it is told to stop, by a signal or by the control call. A second signal ends the process at once.
 * @returns the exit code.
 */
export async function runDaemon(options: DaemonOptions): Promise<number> {
  // Whatever this process makes is for its own user alone.
  process.umask(0o077)
  using stack = new DisposableStack()
  const stopped = Promise.withResolvers<void>()
  const { homingHome, version, terminal } = options
  const folder = profileFolder(homingHome === undefined ? {} : { HOMING_HOME: homingHome })
  await using node = await startNode({
    ...{ folder, version, chosen: Boolean(homingHome) },
    onStop: () => stopped.resolve(),
    ...(terminal?.isTTY === true ? { terminal } : {}),
  })
  listen(stack, () => stopped.resolve())
  listenForFaults(stack, node)
  options.onReady?.({ pid: process.pid })
  await stopped.promise
  node.log.info({}, 'node is stopping')
  return 0
}

function listen(stack: DisposableStack, stop: () => void): void {
  let stopping = false
  for (const [signal, code] of Object.entries(STOPPING_SIGNALS)) {
    const take = () => {
      if (stopping) process.exit(code)
      stopping = true
      stop()
    }
    process.on(signal, take)
    stack.defer(() => process.off(signal, take))
  }
}

/** Nothing should ever come here: what does is a fault of ours, and a process in an unknown state does not go on. */
function listenForFaults(stack: DisposableStack, node: Node): void {
  const fail = (err: unknown) => {
    node.log.error({ err }, 'an error that nobody handled ended the node')
    process.exit(EXIT_BROKEN)
  }
  process.on('uncaughtException', fail)
  stack.defer(() => process.off('uncaughtException', fail))
}
