/**
 * How a relay host carries many links: time and memory for each, and whether both stay what they were as the number grows.
 *   node tests/bench/links.ts [links …]        (1000 2000 5000 10000)
 * Each link has a device of its own; all of them live in a second process. Needs twice as many open files as links.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'
import { parseDeviceId } from '../../src/core/ids.ts'
import { startHost } from '../support/test-host.ts'

/** Dials at once: more would measure the queue. */
const ABREAST = 32
/** Two rounds of pings. */
const IDLE_MS = 24_000

if (process.argv[2] === 'dial') process.on('message', (order: Order) => void dial(order))
else await measure(process.argv.slice(2).map(Number))

type Order = Readonly<{ address: string; count: number }>

async function measure(given: readonly number[]): Promise<void> {
  await using relay = await startHost({ kind: 'relay' })
  const dialler = fork(import.meta.filename, ['dial'])
  const address = relay.addresses()[0] ?? ''
  let before = 0
  for (const links of given.length > 0 ? given : [1_000, 2_000, 5_000, 10_000]) {
    const count = links - before
    const rssBefore = process.memoryUsage().rss
    const cpu = process.cpuUsage()
    const beganMs = performance.now()
    dialler.send({ address, count } satisfies Order)
    await once(dialler, 'message')
    const seconds = (performance.now() - beganMs) / 1e3
    const { user, system } = process.cpuUsage(cpu)
    const idlePercent = await idleCpuPercent()
    const kilobytes = (process.memoryUsage().rss - rssBefore) / count / 1e3
    console.log(
      `${String(relay.links().length).padStart(6)} links: ${(count / seconds).toFixed(0)} a second, ` +
        `${((user + system) / 1e3 / count).toFixed(1)} ms CPU and ${kilobytes.toFixed(0)} kB RSS for each new one; idle ${idlePercent.toFixed(1)} % of a core`,
    )
    before = links
  }
  dialler.kill()
}

/** Keep-alive pings and their answers. */
async function idleCpuPercent(): Promise<number> {
  const cpu = process.cpuUsage()
  await rest(IDLE_MS)
  const { user, system } = process.cpuUsage(cpu)
  return (user + system) / 1e3 / IDLE_MS / 0.01
}

async function dial({ address, count }: Order): Promise<void> {
  const device = parseDeviceId(address.split('/').at(-1) ?? '')
  let left = count
  const worker = async () => {
    while (left-- > 0) {
      const host = await startHost({ listen: [] })
      await host.dial(device, [address], { signal: AbortSignal.timeout(60_000) })
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
  process.send?.('done')
}
