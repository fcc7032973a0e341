import { client as opaque, ready } from '@serenity-kit/opaque'
import type { AccountName, ConversationId, MessageId } from '../../src/core/ids.ts'
import { mintUuid } from '../../src/core/uuid.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { befriend, HomeClient } from './home-client.ts'
import { type RelayProcess, startRelay } from './relay-process.ts'

/** More than a relay can take of them: each costs it a millisecond or two, and whoever asks a tenth of that. */
const STRANGERS = 120
const FREE = '1000000'

/** Rates that stop nobody: what is left is to shed load. */
const NO_RATES = Object.fromEntries(
  ['STRANGER_PER_ADDRESS', 'LOGIN_PER_ADDRESS', 'LOGIN_PER_DEVICE', 'LOGIN_PER_NAME_FROM_ADDRESS']
    .concat(['LOGIN_PER_NAME', 'SEND_PER_ACCOUNT', 'CALLS_PER_DEVICE', 'PING_PER_DEVICE'])
    .flatMap((name) => [
      [`RELAY_RATES_${name}_BURST`, FREE],
      [`RELAY_RATES_${name}_PER_MINUTE`, FREE],
    ]),
)

export type OverloadRig = Awaited<ReturnType<typeof overloadRig>>

/** A relay in a process of its own, two friends on it, and strangers who will log in as fast as they can. */
export async function overloadRig(args: readonly string[]) {
  await using stack = new AsyncDisposableStack()
  const operator = ['--metrics-listen', '127.0.0.1:0', '--registration', 'open']
  const relay = stack.use(await startRelay({ args: [...operator, ...args], env: NO_RATES }))
  const home = homeOf(relay)
  const person = async (name: string) => {
    const client = stack.use(await HomeClient.connect(home))
    await client.register(name)
    await client.attach()
    return client
  }
  const [alice, bob] = [await person('alice'), await person('bob')]
  const { conversation } = await befriend(alice, bob, 'bob')
  const strangers: HomeClient[] = []
  for (let n = 0; n < STRANGERS; n++) strangers.push(stack.use(await HomeClient.connect(home)))
  await ready
  const held = stack.move()
  return {
    ...{ relay, home, alice, conversation, strangers },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

function homeOf(relay: RelayProcess) {
  const device = relay.address.split('/p2p/')[1] ?? ''
  return { device: device as HomeClient['device'], addresses: [relay.address] }
}

export type Flood = AsyncDisposable &
  Readonly<{ answered: () => number; refused: readonly HomeRefusal[] }>

/** Everybody asks again as soon as they are answered, and does not care when they were told to come. */
export function flood({ strangers }: OverloadRig): Flood {
  const { startLoginRequest } = opaque.startLogin({ password: 'a guess' })
  const refused: HomeRefusal[] = []
  let answered = 0
  let over = false
  const asks = strangers.map(async (client) => {
    while (!over) {
      try {
        const ask = { name: 'alice' as AccountName, request: startLoginRequest }
        await client.ask('loginStart', ask)
        answered += 1
      } catch (err) {
        if (err instanceof HomeRefusal) refused.push(err)
        else return
      }
    }
  })
  return {
    answered: () => answered,
    refused,
    [Symbol.asyncDispose]: async () => {
      over = true
      await Promise.all(asks)
    },
  }
}

/** How long messages and pings of a friend take, one after the other. Milliseconds, ascending. */
export async function latencies(
  { alice, conversation }: OverloadRig,
  count: number,
): Promise<readonly number[]> {
  const all: number[] = []
  for (let n = 0; n < count; n++) {
    const beganMs = performance.now()
    if (n % 4 === 0) await alice.ask('ping', {})
    else await alice.ask('sendMessage', messageTo(conversation))
    all.push(performance.now() - beganMs)
  }
  return all.toSorted((a, b) => a - b)
}

function messageTo(conversation: ConversationId) {
  const id = mintUuid({ clock: systemClock, random: systemRandom }) as MessageId
  return { conversation, id, body: new TextEncoder().encode('hi') }
}

/** One sample of what the relay tells Prometheus. */
export async function readMetric(relay: RelayProcess, name: string): Promise<number | undefined> {
  const text = await (await fetch(`${relay.operatorAddress}/metrics`)).text()
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}
