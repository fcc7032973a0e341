import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { AccountName } from '../../src/core/ids.ts'
import { befriend, eventually } from '../support/homing-process.ts'
import { noMariadb } from '../support/mariadb-programs.ts'
import { makeNodeProcess, type NodeProcess } from '../support/node-process.ts'
import { noRedis } from '../support/redis-programs.ts'
import { freePort, type RelayProcess, startRelay } from '../support/relay-process.ts'
import { sharedHome } from '../support/shared-home.ts'
import { sharedMariadb } from '../support/temp-mariadb.ts'
import { sharedRedis } from '../support/temp-redis.ts'
import { ask } from '../support/transfer-watch.ts'

const NAME = 'home.test'
const HOSTS = ['127.0.0.1', '127.0.0.2'] as const
const NAME_SERVER = new URL('../support/name-server.ts', import.meta.url)
/** Between two messages of a friend. */
const PAUSE_MS = 40
const PAGE = 200

const stack = new AsyncDisposableStack()
after(() => stack.disposeAsync())

/** A node that is given the addresses of the home in this order. */
async function nodeWith(name: string, hosts: readonly string[]): Promise<NodeProcess> {
  const node = stack.use(await makeNodeProcess(name))
  node.preload = new URL(NAME_SERVER)
  node.preload.searchParams.set('name', NAME)
  node.preload.searchParams.set('addresses', hosts.join(','))
  return node
}

/** Two relays on one port of two addresses: behind one name they are one home. */
async function twoRelays(): Promise<
  Readonly<{ relays: [RelayProcess, RelayProcess]; address: string }>
> {
  const mariadb = await sharedMariadb()
  const env = sharedHome(mariadb, await mariadb.newDatabase(), await sharedRedis())
  const [port, args] = [freePort(), ['--registration', 'open', '--spool-enabled', 'false']]
  const at = (host: string) => ({ env, args, listen: { host, port } })
  const one = stack.use(await startRelay(at(HOSTS[0])))
  const two = stack.use(await startRelay({ ...at(HOSTS[1]), of: one }))
  const device = one.address.split('/p2p/')[1] ?? ''
  return { relays: [one, two], address: `/dns4/${NAME}/tcp/${port}/p2p/${device}` }
}

/** Says one thing after the other until it is told to stop. */
function talk(from: NodeProcess, to: NodeProcess) {
  const said: string[] = []
  let isOver = false
  const talking = (async () => {
    while (!isOver) {
      const text = `${from.name} ${said.length}`
      said.push(text)
      await ask(from, 'sendText', { name: to.name as AccountName, text })
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  })()
  return async () => {
    isOver = true
    await talking
    return said
  }
}

async function linkOf(node: NodeProcess): Promise<string> {
  return (await ask(node, 'status', {})).link.state
}

async function attachments(node: NodeProcess): Promise<number> {
  const log = await readFile(join(node.folder, 'logs', 'node.log'), 'utf8')
  return log.split('"attached to the home"').length - 1
}

/** What the node has of the conversation with `friend`, by seq. */
async function heard(node: NodeProcess, friend: NodeProcess) {
  const lines = []
  for (let afterSeq = 0, more = true; more; ) {
    const page = { name: friend.name as AccountName, before: undefined, after: afterSeq }
    const answer = await ask(node, 'history', { ...page, limit: PAGE })
    lines.push(...answer.lines)
    more = answer.more
    afterSeq = answer.lines.at(-1)?.seq ?? 0
  }
  return lines
}

test('relays are restarted one after the other, and one is killed, while friends talk: each word once, one reconnect each time', {
  skip: noRedis() || noMariadb(),
}, async (t) => {
  const { relays, address } = await twoRelays()
  const alice = await nodeWith('alice', HOSTS)
  const bob = await nodeWith('bob', HOSTS.toReversed())
  const nodes = [alice, bob]
  await befriend({ address, invite: '' }, alice, bob)
  const talks = [talk(alice, bob), talk(bob, alice)]
  const [one, two] = relays
  const restarts = {
    'one restarted': async () => await one.restart(),
    'two restarted': async () => await two.restart(),
    'one killed for good': async () => await one.stop('SIGKILL'),
  }
  for (const [what, restart] of Object.entries(restarts)) {
    const before = await Promise.all(nodes.map(attachments))
    await restart()
    // Whoever was there has gone by now, and comes back.
    await eventually(async () =>
      (await Promise.all(nodes.map(linkOf))).every((state) => state === 'online'),
    )
    const now = await Promise.all(nodes.map(attachments))
    const reconnects = now.map((count, at) => count - (before[at] ?? 0))
    t.diagnostic(`${what}: alice reconnected ${reconnects[0]} times, bob ${reconnects[1]}`)
    assert.ok(Math.max(...reconnects) === 1, 'somebody was there, and nobody had to come twice')
  }
  const said = await Promise.all(talks.map((stop) => stop()))
  const all = said.flat()
  for (const [node, friend] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    // What waits at its sender has no seq yet.
    const stored = async () => (await heard(node, friend)).filter(({ seq }) => seq !== undefined)
    await eventually(async () => (await stored()).length >= all.length)
    const lines = await stored()
    assert.deepEqual(
      lines.map(({ seq }) => seq),
      lines.map((_, at) => at + 1),
      'no gap, nothing twice',
    )
    for (const texts of said) {
      const from = texts[0]?.split(' ')[0] ?? ''
      const got = lines.map(({ text }) => text).filter((text) => text.startsWith(from))
      assert.deepEqual(got, texts, `what ${from} said, in order, at ${node.name}`)
    }
  }
  t.diagnostic(`${all.length} messages`)
})
