/**
 * A home of two relays on one MariaDB and one Redis, all on this machine, and its nodes: each with a key, an account and a
 * session of its own, idle but for their pings. Prints how much memory a node takes at its relay, and, when one relay is
 * killed, how long it takes until every node is back at the other.
 *   node tests/bench/home.ts [nodes] [processes] [dials at once in each process]        (10000, 4, 16)
 * The nodes' side runs on the same processors. A node that comes back keeps its host, as `homing up` does. On two cores with nothing else to do,
 * 10,000 nodes: 58 and 59 kB each; of the 5,000 of the killed relay all were back in 38.6 s by their first try, half of them in 17.6 s: 7.7 ms
 * each, of both sides together, two thirds of it the relay's. With 250 dials at once in each process: 60 and 61 kB each, 4,880 back in 46.7 s,
 * half of them in 27.9 s, by two tries at most, and nobody was refused.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openMysql } from '../../relay/data/mysql.ts'
import type { AccountName, DeviceId } from '../../src/core/ids.ts'
import { REAL_DEPS, Mariadb } from '../support/mariadb.ts'
import { residentBytes } from '../support/process-memory.ts'
import { RedisServer } from '../support/redis-server.ts'
import { type RelayProcess, startRelay } from '../support/relay-process.ts'
import { relayTruth } from '../support/relay-truth.ts'
import { sharedHome } from '../support/shared-home.ts'
import type { Order, Said } from './home-nodes.ts'

/** Long enough for keep-alives, commits and the collector. */
const REST_MS = 20_000
/** Accounts that are made at once. */
const ABREAST = 64

const [nodes = '10000', processes = '4', dials = '16'] = process.argv.slice(2)
const [count, workers] = [Number(nodes), Number(processes)]

await using stack = new AsyncDisposableStack()
const mariadb = stack.use(await Mariadb.start())
const redis = stack.use(await RedisServer.start())
const database = await mariadb.newDatabase()
const env = { ...sharedHome(mariadb, database, redis), ...freely() }
const args = ['--registration', 'open', '--spool-enabled', 'false']
const one = stack.use(await startRelay({ env, args }))
const two = stack.use(await startRelay({ env, args, of: one }))
const crowds = Array.from({ length: workers }, () =>
  stack.adopt(fork(fileURLToPath(new URL('home-nodes.ts', import.meta.url))), (child) => {
    child.kill()
  }),
)

const devices = (
  await Promise.all(
    crowds.map((crowd) =>
      order(crowd, { kind: 'make', count: Math.ceil(count / workers) }, 'made'),
    ),
  )
).flatMap((made) => made.devices)
await makeAccounts(devices)
await rest()
const before = [one, two].map(residentOf)
console.log(`idle relays: ${before.map(mb).join(' and ')}`)
const addresses = [one, two].map(({ address }) => address)
const home = one.address.split('/p2p/')[1] as DeviceId
const connect: Order = { kind: 'connect', home, addresses, abreast: Number(dials) }
const beganMs = performance.now()
const connected = await Promise.all(crowds.map((crowd) => order(crowd, connect, 'connected')))
const placed = connected.flatMap((each) => each.addresses)
const msEach = (performance.now() - beganMs) / devices.length
console.log(`${devices.length} nodes connected, ${msEach.toFixed(1)} ms each`)
await rest()
for (const [at, relay] of [one, two].entries()) {
  const bytes = residentOf(relay)
  const each = ((bytes - (before[at] ?? 0)) / (devices.length / 2) / 1000).toFixed(1)
  console.log(`relay ${at + 1}: ${mb(bytes)}, ${each} kB a node`)
}
await cameBack(two, placed.filter((address) => address === two.address).length)

/** Kills a relay, and waits until all that it had are back. */
async function cameBack(killed: RelayProcess, expected: number): Promise<void> {
  const [moved, tookMs] = [[] as Extract<Said, { kind: 'back' }>[], performance.now()]
  const all = Promise.withResolvers<void>()
  for (const crowd of crowds) {
    crowd.on('message', (said: Said) => {
      if (said.kind === 'back' && moved.push(said) >= expected) all.resolve()
    })
    crowd.send({ kind: 'watch' } satisfies Order)
  }
  await killed.stop('SIGKILL')
  await all.promise
  const tookS = (performance.now() - tookMs) / 1000
  const after = moved.map(({ afterMs }) => afterMs / 1000).toSorted((a, b) => a - b)
  const at = (part: number) => (after[Math.floor(part * (after.length - 1))] ?? 0).toFixed(1)
  const tries = Math.max(...moved.map((each) => each.tries))
  console.log(`one relay killed: ${moved.length} nodes back in ${tookS.toFixed(1)} s`)
  console.log(`  half of them in ${at(0.5)} s, 99 % in ${at(0.99)} s, the last in ${at(1)} s`)
  console.log(`  ${tries} tries at most; the other relay then has ${mb(residentOf(one))}`)
}

/** By the truth's own code, without the stretching of ten thousand passwords. */
async function makeAccounts(all: readonly DeviceId[]): Promise<void> {
  await using sql = await openMysql(mariadb.address(database), REAL_DEPS)
  const truth = relayTruth(sql)
  let next = 0
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) {
      await truth.accounts.register({
        ...{ name: `node${at}` as AccountName, record: 'none', displayName: '', invite: '' },
        ...{ device: all[at] as DeviceId, deviceName: 'a machine' },
      })
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
}

async function order<K extends Said['kind']>(crowd: ChildProcess, what: Order, answer: K) {
  const said = Promise.withResolvers<Extract<Said, { kind: K }>>()
  const hear = (each: Said) => each.kind === answer && said.resolve(each as never)
  crowd.on('message', hear)
  crowd.once('exit', () => said.reject(new Error('the nodes ended')))
  crowd.send(what)
  try {
    return await said.promise
  } finally {
    crowd.off('message', hear)
  }
}

async function rest(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS))
}

/** All nodes come from one address, at once. */
function freely(): Record<string, string> {
  return {
    RELAY_RATES_STRANGER_PER_ADDRESS_BURST: '1000000',
    RELAY_RATES_STRANGER_PER_ADDRESS_PER_MINUTE: '1000000',
  }
}

function residentOf({ pid }: RelayProcess): number {
  return residentBytes(pid, 'VmRSS')
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}
