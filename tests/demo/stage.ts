import { styleText } from 'node:util'
import { eventually, type Homing } from '../support/homing-process.ts'

/** How the demo tells what it does. Ctrl-C ends it at the next step. */

export type Transfer = Readonly<{
  id: string
  file: Readonly<{ name: string }>
  state: string
  code?: string
  verifiedBytes: number
  root?: string
  path?: string
  location?: string
}>

export const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interrupted.abort())
}
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  interrupted.signal.throwIfAborted()
  const fromMs = performance.now()
  process.stdout.write(`\n${styleText('bold', title)} `)
  const result = await work()
  interrupted.signal.throwIfAborted()
  console.log(styleText('dim', `(${((performance.now() - fromMs) / 1000).toFixed(1)} s)`))
  return result
}

export function heading(title: string): void {
  interrupted.signal.throwIfAborted()
  console.log(`\n${styleText('bold', title)}`)
}

export function fact(name: string, value: string): void {
  console.log(`    ${name.padEnd(8)}${value}`)
}

export function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(0)} MB`
}

export async function firstTransfer(
  node: Homing,
  state: string,
  fits: (transfer: Transfer) => boolean = () => true,
): Promise<Transfer> {
  let found: Transfer | undefined
  await eventually(async () => {
    interrupted.signal.throwIfAborted()
    const { transfers } = await node.json<{ transfers: Transfer[] }>(['transfers'])
    found = transfers.find((each) => each.state === state && fits(each))
    return found !== undefined
  })
  return found as Transfer
}
