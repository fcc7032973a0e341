import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { befriend, type HomeClient } from '../../support/home-client.ts'
import { testRelay } from '../../support/test-relay.ts'
import { messageId, said } from './relay-messages.ts'

const NODES = 50
/** Each is a friend of the next so many. */
const REACH = 3
const MESSAGES = 10

test('fifty nodes chat through one relay: each message arrives once, in order, at both', async () => {
  await using home = await testRelay()
  const nodes = await Promise.all(
    Array.from({ length: NODES }, async (_each, index) => {
      const client = await home.stranger()
      // More than one invite holds.
      const invite = index < 20 ? home.relay.invite : await inviteOf(home)
      await client.register(`node${index}`, { invite })
      await client.attach()
      return client
    }),
  )
  const threads = await Promise.all(nodes.flatMap((node, index) => befriended(nodes, node, index)))
  const sent = await Promise.all(threads.map(exchanged))

  await Promise.all(nodes.map((node) => allHeard(node, sent)))
  for (const { conversation, pair, ids } of sent) {
    for (const node of pair) {
      const got = messagesOf(node, conversation)
      assert.deepEqual(
        got.map(({ seq }) => seq),
        Array.from({ length: 2 * MESSAGES }, (_each, index) => index + 1),
      )
      for (const [device, own] of ids) {
        const ofDevice = got.filter((message) => message.device === device)
        assert.deepEqual(
          ofDevice.map(({ id }) => id),
          own,
        )
      }
    }
  }
  for (const node of nodes) {
    const usns = node.events.map(({ usn }) => usn)
    assert.deepEqual(
      usns,
      [...new Set(usns)].toSorted((one, other) => one - other),
    )
    assert.equal(usns.length, (usns.at(-1) as number) - (usns[0] as number) + 1)
  }
})

type Thread = Readonly<{ conversation: ConversationId; pair: readonly [HomeClient, HomeClient] }>

function befriended(nodes: readonly HomeClient[], node: HomeClient, index: number) {
  return Array.from({ length: REACH }, async (_each, step): Promise<Thread> => {
    const at = (index + step + 1) % NODES
    const other = nodes[at] as HomeClient
    const { conversation } = await befriend(node, other, `node${at}`)
    return { conversation, pair: [node, other] }
  })
}

async function exchanged({ conversation, pair }: Thread) {
  const ids = new Map(
    pair.map((node) => [node.device, Array.from({ length: MESSAGES }, messageId)] as const),
  )
  // Both at once, each one behind the other without waiting.
  const all = pair.flatMap((node) =>
    (ids.get(node.device) ?? []).map((id) =>
      node.ask('sendMessage', { conversation, id, body: said(id) }),
    ),
  )
  const stored = await Promise.all(all)
  assert.equal(new Set(stored.map(({ seq }) => seq)).size, 2 * MESSAGES)
  return { conversation, pair, ids }
}

async function allHeard(node: HomeClient, sent: readonly Thread[]): Promise<void> {
  for (const { conversation, pair } of sent) {
    if (!pair.includes(node)) continue
    const isLast = (message: Message) =>
      message.conversation === conversation && message.seq === 2 * MESSAGES
    await node.event('message', isLast)
  }
}

function messagesOf(node: HomeClient, conversation: ConversationId): readonly Message[] {
  return node.events.flatMap(({ change }) =>
    change.kind === 'message' && change.value.conversation === conversation ? [change.value] : [],
  )
}

let extra: Promise<string> | undefined

/** Made by a member who holds one of the operator's. */
function inviteOf(home: Awaited<ReturnType<typeof testRelay>>): Promise<string> {
  extra ??= home
    .person('host')
    .then((host) => host.ask('createInvite', { uses: NODES }))
    .then(({ code }) => code)
  return extra
}
