/**
 * Memory of a relay process per connected node: attached, idle, each with its own key, account and session. The nodes live in
 * another process.
 *   node tests/bench/connections.ts [nodes …]        (500 2000)
 * RSS is read after a rest at each number; the first numbers pay for what every later one shares.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { DeviceId } from '../../src/core/ids.ts'
import { HomeClient } from '../support/home-client.ts'
import { residentBytes } from '../support/process-memory.ts'
import { startRelay } from '../support/relay-process.ts'

/** Before the first figure: code is compiled, pools are filled. */
const WARM_UP = 50
/** Long enough for keep-alives, commits and the collector. */
const REST_MS = 20_000
/** Sign-ups at once. */
const ABREAST = 16

type Order = Readonly<{ address: string; from: number; to: number }>

if (process.argv[2] === 'nodes') process.on('message', (order: Order) => void connect(order))
else await measure(process.argv.slice(2).map(Number))

async function measure(given: readonly number[]): Promise<void> {
  const numbers = given.length === 0 ? [500, 2_000] : given
  await using relay = await startRelay({ args: ['--registration', 'open'], env: freely() })
  const nodes = fork(fileURLToPath(import.meta.url), ['nodes'])
  try {
    let [connected, baseBytes] = [0, 0]
    for (const number of [WARM_UP, ...numbers]) {
      const startedMs = performance.now()
      nodes.send({ address: relay.address, from: connected, to: number } satisfies Order)
      await answerOf(nodes)
      const tookMs = performance.now() - startedMs
      await new Promise((resolve) => setTimeout(resolve, REST_MS))
      const bytes = residentBytes(relay.pid, 'VmRSS')
      if (connected === 0) baseBytes = bytes
      else
        report(
          number,
          bytes,
          (bytes - baseBytes) / (number - WARM_UP),
          tookMs / (number - connected),
        )
      connected = number
    }
  } finally {
    nodes.kill()
  }
}

function report(nodes: number, bytes: number, perNode: number, msEach: number): void {
  const total = `${(bytes / 1e6).toFixed(0)} MB`
  console.log(
    `${nodes} nodes: RSS ${total}, ${(perNode / 1000).toFixed(1)} kB a node; ${msEach.toFixed(1)} ms each to register and attach`,
  )
}

async function answerOf(nodes: ChildProcess): Promise<void> {
  const answers: unknown[] = await Promise.race([once(nodes, 'message'), once(nodes, 'exit')])
  const answer = answers[0]
  if (answer !== 'connected') throw new Error(`the nodes said ${String(answer)}`)
}

async function connect({ address, from, to }: Order): Promise<void> {
  const home = { device: address.split('/p2p/')[1] as DeviceId, addresses: [address] }
  let next = from
  const worker = async () => {
    while (next < to) {
      const name = `node${next++}`
      const client = await HomeClient.connect(home)
      await client.register(name)
      await client.attach()
      setInterval(() => void client.ask('ping', {}), 25_000)
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
  process.send?.('connected')
}

/** All nodes come from one address, at once. */
function freely(): Record<string, string> {
  const names = ['STRANGER_PER_ADDRESS', 'REGISTER_PER_ADDRESS']
  return Object.fromEntries(
    names.flatMap((name) => [
      [`RELAY_RATES_${name}_BURST`, '1000000'],
      [`RELAY_RATES_${name}_PER_MINUTE`, '1000000'],
    ]),
  )
}
