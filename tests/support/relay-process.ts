import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DeviceId } from '../../src/core/ids.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'relay', 'main.ts')

export type RelayProcess = AsyncDisposable &
  Readonly<{
    device: DeviceId
    addresses: readonly string[]
    invite: string
    pid: number
    kill(signal: NodeJS.Signals): void
    /** The exit code, or the signal that ended it. */
    exited: Promise<number | NodeJS.Signals>
  }>

/** The program as people start it, ready. */
export async function relayProcess(args: readonly string[]): Promise<RelayProcess> {
  const child = spawn(process.execPath, [MAIN, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit').then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals,
  )
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), exited])
  if (!Array.isArray(first)) throw new Error(`the relay ended with ${first} before it was ready`)
  const { device, addresses, invite } = JSON.parse(first[0] as string)
  return {
    device,
    addresses,
    invite,
    pid: child.pid as number,
    kill: (signal) => child.kill(signal),
    exited,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Runs it to its end. */
export async function runRelayProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Readonly<{ code: number; stdout: string; stderr: string }>> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } })
  const [stdout, stderr, [code]] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    once(child, 'exit'),
  ])
  return { code: code as number, stdout, stderr }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
