/** Fifty whole nodes and a whole relay in this process, over real connections on loopback. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Relay } from '../../relay/app.ts'
import type { LineView } from '../../node/control/entity/nouns.ts'
import type { Random } from '../../src/core/random.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { TestNode } from '../support/test-node.ts'
import { testRelay } from '../support/test-relay.ts'

const NODES = 50
/** Friendships beside the ring: some people know many. */
const CHORDS = 25
/** In each round everybody writes to every friend; in all but the first some are stopped meanwhile. */
const ROUNDS = 3
const AWAY = 5
/** Three: one under way and two that wait, whose order matters. */
const TEXTS_A_ROUND = 3
/** These go the whole way, a third of a second of password stretching each; the others registered before they started. */
const REGISTERED = 4
/** Started at a time. */
const WORKERS = 4
const FILE_BYTES = 100_000
/** Offer, answer, end. */
const FILE_MESSAGES = 3

const NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
/** At night another seed every time; to be given here again. */
const SEED = Number(process.env['HOMING_SEED'] ?? (NIGHTLY ? Date.now() % 2 ** 31 : 1))

const signal = new AbortController().signal

test(`${NODES} nodes chat, some of them away for a while, from seed ${SEED}: every conversation is whole at both`, async (t) => {
  await using stack = new AsyncDisposableStack()
  const random = seededRandom(SEED)
  const { relay } = stack.use(await testRelay())
  const crowd = stack.use(new Crowd())
  await timed('registered', () => crowd.join(relay))
  await timed('befriended', () => crowd.befriend(random))
  for (let round = 0; round < ROUNDS; round += 1) {
    const away = round === 0 ? [] : shuffled(crowd.nodes, random).slice(0, AWAY)
    await timed(`round ${round}`, () => crowd.round({ round, away, random }))
  }
  await timed('file', () => crowd.sendFile())
  await timed('settled', () => crowd.settled())

  for (const pair of crowd.pairs) await crowd.checkConversation(pair)
  crowd.checkLinks()

  async function timed(what: string, work: () => Promise<void>): Promise<void> {
    const startedMs = performance.now()
    await work()
    t.diagnostic(`${what} after ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`)
  }
})

type Pair = readonly [TestNode, TestNode]

class Crowd implements AsyncDisposable {
  readonly nodes: TestNode[] = []
  readonly pairs: Pair[] = []
  /** By writer and reader, in order. */
  readonly #written = new Map<string, string[]>()
  readonly #onlineSince = new Map<TestNode, number>()
  readonly #wereAway = new Set<TestNode>()
  readonly #file = randomBytes(FILE_BYTES)

  async join(relay: Relay): Promise<void> {
    const first = await TestNode.registered('node0', relay)
    this.nodes.push(first)
    const { code } = await first.node.session.invite(NODES - 1, { signal })
    const { device, addresses } = relay
    const home = { device, addresses, invite: code }
    const indexes = Array.from({ length: NODES }, (_each, index) => index)
      .slice(1)
      .values()
    const worker = async () => {
      // Shared: each takes the next one.
      for (const index of indexes) {
        const way = index < REGISTERED ? 'registered' : 'enrolled'
        this.nodes[index] = await TestNode[way](`node${index}`, home)
      }
    }
    const works = Array.from({ length: WORKERS }, worker)
    // None may go on starting nodes after one failed and the rest are disposed.
    await Promise.allSettled(works)
    await Promise.all(works)
    for (const node of this.nodes) this.#onlineSince.set(node, node.node.session.link().sinceMs)
  }

  async befriend(random: Random): Promise<void> {
    const size = this.nodes.length
    const at = (index: number) => this.nodes[index % size] as TestNode
    const edges = new Set<string>()
    for (let index = 0; index < size; index += 1) edges.add(edge(index, (index + 1) % size))
    while (edges.size < size + CHORDS) {
      const [one, other] = [0, 0].map(() => Math.floor(random.fraction() * size))
      if (one !== other) edges.add(edge(one as number, other as number))
    }
    for (const each of edges) {
      const [one, other] = each.split(' ').map((index) => at(Number(index)))
      this.pairs.push([one as TestNode, other as TestNode])
    }
    await Promise.all(this.pairs.map(([one, other]) => one.befriend(other)))
  }

  /** Those who are to be away write and are stopped at once, the others write, those away come back. */
  async round(given: { round: number; away: readonly TestNode[]; random: Random }): Promise<void> {
    const { round, away, random } = given
    for (const node of away) this.#wereAway.add(node)
    const write = (node: TestNode) => this.#write(node, round, random)
    const leave = async (node: TestNode) => {
      await write(node)
      await node.down()
    }
    await Promise.all(away.map(leave))
    const here = this.nodes.filter((node) => !away.includes(node))
    await Promise.all(here.map(write))
    await Promise.all(here.map((node) => node.until(() => node.node.chat.queued() === 0)))
    for (const node of here) {
      for (const friend of this.#friendsOf(node)) {
        if (!away.includes(friend)) continue
        assert.equal(this.#lastTold(node, friend)?.state, 'stored', `${friend.name} is away`)
      }
    }
    await Promise.all(away.map((node) => node.up()))
    await Promise.all(away.map((node) => node.online()))
  }

  async #write(from: TestNode, round: number, random: Random): Promise<void> {
    const friends = this.#friendsOf(from)
    const turns = friends.flatMap((friend) => Array<TestNode>(TEXTS_A_ROUND).fill(friend))
    // One behind the other without waiting, so that queues form, and some are still there when the node stops.
    const sent = shuffled(turns, random).map((to) => {
      const written = this.#writtenBy(from, to)
      const text = `${from.name} to ${to.name}: no ${written.length} in round ${round}`
      written.push(text)
      return from.node.chat.sendText(to.name, text)
    })
    await Promise.all(sent)
  }

  /** Straight between the first two. */
  async sendFile(): Promise<void> {
    const [from, to] = this.pairs[0] as Pair
    const source = join(from.folder, 'photo.jpg')
    await writeFile(source, this.#file)
    const { id } = await from.node.transfers.sendFile(to.name, source)
    const view = (node: TestNode) => node.node.transfers.list().find((each) => each.id === id)
    await to.until(() => view(to) !== undefined)
    await to.node.transfers.accept(id, { folder: undefined })
    for (const node of [from, to]) await node.until(() => view(node)?.state === 'done')
    const arrived = view(to)?.location
    assert.ok(arrived !== undefined)
    assert.deepEqual(await readFile(arrived), this.#file)
  }

  /** Everything arrived, and whoever wrote it knows. */
  async settled(): Promise<void> {
    const ways = this.pairs.flatMap(([one, other]) => [
      [one, other] as const,
      [other, one] as const,
    ])
    // First by what is told alone: a page that is read brings lines that are then told to nobody.
    await Promise.all(
      ways.map(async ([node, friend]) => {
        if (this.#wereAway.has(node)) return
        await node.until(() => this.#lastTold(node, friend)?.state === 'delivered')
      }),
    )
    await Promise.all(
      ways.map(([node, friend]) =>
        node.until(async () => {
          const lines = await linesOf(node, friend)
          const isAll = lines.length === this.#countOf(node, friend)
          return isAll && lines.every(({ state }) => state === 'delivered')
        }),
      ),
    )
  }

  /** Of the last text that went this way, as the writer was told of it last. */
  #lastTold(from: TestNode, to: TestNode): LineView | undefined {
    const last = this.#writtenBy(from, to).at(-1)
    return from.lines.findLast(({ friend, text }) => friend === to.name && text === last)
  }

  async checkConversation([one, other]: Pair): Promise<void> {
    const [ours, theirs] = [await linesOf(one, other), await linesOf(other, one)]
    const said = (lines: readonly LineView[], mine: TestNode, yours: TestNode) =>
      lines.map((line) => ({
        ...{ seq: line.seq, id: line.id, kind: line.kind, text: line.text },
        from: (line.mine ? mine : yours).name,
      }))
    const conversation = said(ours, one, other)
    assert.deepEqual(conversation, said(theirs, other, one))
    assert.deepEqual(
      conversation.map(({ seq }) => seq),
      Array.from({ length: this.#countOf(one, other) }, (_each, index) => index + 1),
    )
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const texts = conversation.filter((each) => each.kind === 'text' && each.from === from.name)
      const written = this.#writtenBy(from, to)
      assert.deepEqual(
        texts.map(({ text }) => text),
        written,
      )
      const heard = to.lines.filter((line) => line.kind === 'text' && line.friend === from.name)
      const told = heard.filter((line) => !line.mine).map(({ text }) => text)
      // What a node that comes back is told before its start is over, nobody listens to.
      const expected = this.#wereAway.has(to)
        ? written.filter((each) => told.includes(each))
        : written
      assert.deepEqual(told, expected, `${to.name} was told each once, in order`)
    }
  }

  /** A hole in the events would have made the link anew. */
  checkLinks(): void {
    for (const [node, sinceMs] of this.#onlineSince) {
      if (this.#wereAway.has(node)) continue
      assert.equal(node.node.session.link().sinceMs, sinceMs, `${node.name} lost the home`)
    }
  }

  #friendsOf(node: TestNode): readonly TestNode[] {
    return this.pairs.flatMap(([one, other]) => {
      if (one === node) return [other]
      return other === node ? [one] : []
    })
  }

  #writtenBy(from: TestNode, to: TestNode): string[] {
    const way = `${from.name}>${to.name}`
    const written = this.#written.get(way) ?? []
    this.#written.set(way, written)
    return written
  }

  #countOf(node: TestNode, friend: TestNode): number {
    const texts = this.#writtenBy(node, friend).length + this.#writtenBy(friend, node).length
    const pair = this.pairs[0] as Pair
    return texts + (pair.includes(node) && pair.includes(friend) ? FILE_MESSAGES : 0)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.nodes.map((node) => node[Symbol.asyncDispose]()))
  }
}

async function linesOf(node: TestNode, friend: TestNode): Promise<readonly LineView[]> {
  return (await node.node.chat.history(friend.name, { limit: 100 }, { signal })).lines
}

const edge = (one: number, other: number) => `${Math.min(one, other)} ${Math.max(one, other)}`

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const keyed = items.map((item) => ({ item, key: random.fraction() }))
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item)
}
