import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

type Settings = Readonly<{ flags?: readonly string[]; env?: Readonly<Record<string, string>> }>

export type PeerProcess = AsyncDisposable & Readonly<{ reply(): Promise<unknown> }>

/** One side of a measurement as a process of its own. `PEER_NODE_ARGS='--cpu-prof'` goes to its Node. */
export function startPeer(
  program: string,
  args: readonly string[],
  { flags = [], env }: Settings,
): PeerProcess {
  const given = (process.env['PEER_NODE_ARGS'] ?? '').split(' ').filter(Boolean)
  const child = fork(program, args, {
    execArgv: [...given, ...flags],
    env: { ...process.env, ...env },
  })
  return {
    reply: async () => {
      const [message] = (await Promise.race([once(child, 'message'), died(child)])) as unknown[]
      return message
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

async function died(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`a peer ended with ${code}`)
}
