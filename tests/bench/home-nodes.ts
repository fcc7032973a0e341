/** Some of the nodes of tests/bench/home.ts, in a process of their own: each keeps a link to whichever relay of the home answers. */
import { backoffMs } from '../../src/core/backoff.ts'
import type { DeviceId } from '../../src/core/ids.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import { PING_INTERVAL_MS } from '../../src/home/limits.ts'
import { type DeviceKey, makeDeviceKey } from '../../src/net/device-key.ts'
import type { Host } from '../../src/net/host.ts'
import { systemRandom } from '../../src/system/random.ts'
import { RECONNECT } from '../../node/session/limits.ts'
import { HomeClient } from '../support/home-client.ts'

export type Order =
  | Readonly<{ kind: 'make'; count: number }>
  | Readonly<{ kind: 'connect'; home: DeviceId; addresses: readonly string[]; abreast: number }>
  | Readonly<{ kind: 'watch' }>

export type Said =
  | Readonly<{ kind: 'made'; devices: readonly DeviceId[] }>
  /** `addresses`: where each of them is. */
  | Readonly<{ kind: 'connected'; addresses: readonly string[] }>
  /** One is back, so long after it noticed that its link was gone; `tries` with the last one. */
  | Readonly<{ kind: 'back'; afterMs: number; tries: number }>

/** With its host, once it has one. */
type Node = Readonly<{ key: DeviceKey; host?: Host }>

const addressOf = new WeakMap<HomeClient, string>()
const keys: DeviceKey[] = []
/** Dials under way in this process: the nodes of a real home have a processor each, these share one. */
let maxDials = 0
let dials = 0
const waiting: (() => void)[] = []
let isWatched = false

process.on('message', (order: Order) => void take(order))

async function take(order: Order): Promise<void> {
  if (order.kind === 'make') {
    for (let at = 0; at < order.count; at++) keys.push(await makeDeviceKey())
    return say({ kind: 'made', devices: keys.map(({ deviceId }) => deviceId) })
  }
  if (order.kind === 'watch') {
    isWatched = true
    return
  }
  maxDials = order.abreast
  let next = 0
  const at: string[] = []
  const worker = async () => {
    for (let n = next++; n < keys.length; n = next++)
      at.push(await connect(keys[n] as DeviceKey, order, n))
  }
  await Promise.all(Array.from({ length: order.abreast }, worker))
  say({ kind: 'connected', addresses: at })
}

/** Half of them have the one relay first in their list, and half the other, as a DNS deals them out. @returns where it is */
async function connect(
  key: DeviceKey,
  { home, addresses }: Extract<Order, { kind: 'connect' }>,
  n: number,
): Promise<string> {
  const first = n % addresses.length
  const ordered = [...addresses.slice(first), ...addresses.slice(0, first)]
  const client = await attached({ key }, home, ordered)
  void stay(client, home, ordered)
  return addressOf.get(client) ?? ''
}

async function stay(
  client: HomeClient,
  home: DeviceId,
  addresses: readonly string[],
): Promise<never> {
  for (let link = client; ; ) {
    const pinging = setInterval(() => void link.ask('ping', {}).catch(() => 0), PING_INTERVAL_MS)
    await link.ended
    clearInterval(pinging)
    const beganMs = performance.now()
    let retryAfterMs = 0
    for (let attempt = 0; ; attempt++) {
      const pauseMs = retryAfterMs + backoffMs(attempt, RECONNECT, systemRandom)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
      try {
        link = await attached(client, home, addresses)
        if (isWatched) {
          say({ kind: 'back', afterMs: performance.now() - beganMs, tries: attempt + 1 })
        }
        break
      } catch (err) {
        // As a node does (node/session).
        retryAfterMs = err instanceof HomeRefusal ? err.retryAfterMs : 0
      }
    }
  }
}

/** In turn, and then with the time that a node has for it. */
async function attached(
  node: Node,
  device: DeviceId,
  addresses: readonly string[],
): Promise<HomeClient> {
  if (dials >= maxDials) await new Promise<void>((resolve) => waiting.push(resolve))
  else dials++
  try {
    return await attachedToOne(node, device, addresses)
  } finally {
    const next = waiting.shift()
    if (next === undefined) dials--
    else next()
  }
}

async function attachedToOne(
  node: Node,
  device: DeviceId,
  addresses: readonly string[],
): Promise<HomeClient> {
  let failure: unknown
  for (const address of addresses) {
    try {
      const client = await HomeClient.connect({ device, addresses: [address] }, node)
      await client.attach()
      addressOf.set(client, address)
      return client
    } catch (err) {
      failure = err
    }
  }
  throw failure
}

function say(said: Said): void {
  process.send?.(said)
}
