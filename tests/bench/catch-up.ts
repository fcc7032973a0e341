/**
 * How long a device that was away takes until it has all that it missed: by the home protocol alone, and a real node, which keeps
 * each message in its store. One relay, on SQLite, on this machine.
 *   node tests/bench/catch-up.ts [events]        (10000)
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeChatBody } from '../../src/wire/chat-codec.ts'
import type { AccountName, ConversationId, DeviceId } from '../../src/core/ids.ts'
import { messageId } from '../integration/relay/relay-messages.ts'
import { befriend, HomeClient } from '../support/home-client.ts'
import { eventually, makeHoming } from '../support/homing-process.ts'
import { startRelay } from '../support/relay-process.ts'
import { ask } from '../support/transfer-watch.ts'

const count = Number(process.argv[2] ?? 10_000)
const ABREAST = 64

await using stack = new AsyncDisposableStack()
const env = {
  RELAY_RATES_SEND_PER_ACCOUNT_BURST: '1000000',
  RELAY_RATES_CALLS_PER_DEVICE_BURST: '1000000',
}
const relay = stack.use(await startRelay({ env, args: ['--registration', 'open'] }))
const home = { device: relay.address.split('/p2p/')[1] as DeviceId, addresses: [relay.address] }

const alice = stack.use(await HomeClient.connect(home))
await alice.register('alice')
await alice.attach()
await byProtocol()
await byNode()

async function byProtocol(): Promise<void> {
  const bob = await HomeClient.connect(home)
  await bob.register('bob')
  await bob.attach()
  const { conversation } = await befriend(alice, bob, 'bob')
  await bob.event('friend')
  const cursor = bob.events.at(-1)?.usn
  await bob.cut()
  await say(conversation)
  await using back = await HomeClient.connect(home, { key: bob.key })
  const beganMs = performance.now()
  await back.attach(cursor)
  await back.next('caughtUp')
  tell('by the home protocol', beganMs, back.events.length)
}

async function byNode(): Promise<void> {
  const carol = stack.use(await makeHoming('carol'))
  await carol.up()
  await carol.register(relay)
  const asking = alice.ask('requestFriend', { name: 'carol' as AccountName, note: '' })
  const { account } = await asking
  await eventually(async () => (await carol.ok(['friends', 'requests'])).includes('alice'))
  await carol.ok(['friends', 'accept', 'alice'])
  const { friends } = await alice.ask('friends', { after: '', limit: 100 })
  const friend = friends.find((each) => each.account === account)
  if (friend?.conversation === undefined) throw new Error('no conversation')
  await carol.ok(['down'])
  await say(friend.conversation)
  await carol.up()
  await eventually(async () => {
    const known = await ask(carol, 'friends', {})
    return known.friends[0]?.unread === count
  })
  const log = await readFile(join(carol.folder, 'logs', 'node.log'), 'utf8')
  const attached = log.split('\n').findLast((line) => line.includes('attached to the home')) ?? '{}'
  const { time } = JSON.parse(attached) as { time: string }
  const tookMs = Date.now() - Date.parse(time)
  tell('a node, into its store', performance.now() - tookMs, count)
}

/** While the other one is away. */
async function say(conversation: ConversationId): Promise<void> {
  let left = count
  const lane = async () => {
    while (left-- > 0) {
      const body = encodeChatBody({ kind: 'text', value: { text: `what was said as ${left}` } })
      await alice.ask('sendMessage', { conversation, id: messageId(), body })
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, lane))
}

function tell(what: string, beganMs: number, events: number): void {
  const seconds = (performance.now() - beganMs) / 1000
  console.log(`${what}: ${events} events in ${seconds.toFixed(2)} s`)
}
