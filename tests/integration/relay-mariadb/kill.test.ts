/** A whole relay on MariaDB, with nodes and clients that write to it, while the database is killed and comes back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationId, MessageId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { Dice } from '../../support/dice.ts'
import { befriend, type HomeClient } from '../../support/home-client.ts'
import { Mariadb } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { bodyOf } from '../../support/relay-truth.ts'
import { TestNode } from '../../support/test-node.ts'
import { type TestRelay, testRelay } from '../../support/test-relay.ts'
import { assertStoredOnce } from '../../support/stored-once.ts'

const skip = noMariadb()
const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const KILLS = IS_NIGHTLY ? 30 : 4
/** Requests of one client that are under way at the same time. */
const LANES = 4
/** Nobody here is to be slowed down. */
const FREE = { burst: 1_000_000, perMinute: 1_000_000 }

async function setUp(options: Parameters<typeof Mariadb.start>[0]) {
  await using stack = new AsyncDisposableStack()
  const mariadb = stack.use(await Mariadb.start(options))
  const database = { url: mariadb.url(await mariadb.newDatabase()), password: undefined }
  const rates = { sendPerAccount: FREE, callsPerDevice: FREE } as const
  const home = stack.use(await testRelay({ database, rates } as Parameters<typeof testRelay>[0]))
  const held = stack.move()
  return { mariadb, home, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

test(`${KILLS} times kill -9 of the database under load: what was answered is there, once, in order`, {
  skip,
}, async (t) => {
  await using net = await setUp({ onDisk: true })
  const writer = await writeAndKill(net, KILLS)
  await checkStored(writer)
  t.diagnostic(`${writer.answered.size} answers, ${writer.refused} refused and asked again`)
})

test('a database that answers before it has written is caught', { skip }, async () => {
  // On a disk: in memory MariaDB's log is mapped, and survives whatever is done to the process.
  const args = ['--innodb-flush-log-at-trx-commit=0']
  await using net = await setUp({ onDisk: true, args })
  await assert.rejects(async () => checkStored(await writeAndKill(net, 1)))
})

async function writeAndKill(
  { mariadb, home }: Awaited<ReturnType<typeof setUp>>,
  kills: number,
): Promise<Writer> {
  const dice = new Dice(Number(process.env['HOMING_SEED'] ?? 1))
  const writer = await Writer.begin(home)
  for (let kill = 0; kill < kills; kill++) {
    await writer.answers(50 + dice.below(200))
    await mariadb.stop('SIGKILL')
    await mariadb.start()
  }
  await writer.answers(50)
  await writer.stop()
  return writer
}

test('nodes write on while the database is killed, and hear each message once, in order', {
  skip,
}, async () => {
  await using net = await setUp({})
  await using stack = new AsyncDisposableStack()
  const { mariadb, home } = net
  const alice = stack.use(await TestNode.registered('alice', home.relay))
  const bob = stack.use(await TestNode.registered('bob', home.relay))
  await alice.befriend(bob)
  const texts: string[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    for (let n = 0; n < 25; n++) {
      const text = `text ${texts.length}`
      texts.push(text)
      await Promise.all([
        alice.node.chat.sendText(bob.name, text),
        bob.node.chat.sendText(alice.name, text),
      ])
    }
    await bob.until(() => bob.heard().length > 25 * kill)
    await mariadb.stop('SIGKILL')
    await mariadb.start()
  }
  for (const each of [alice, bob]) {
    await each.until(() => each.heard().length >= texts.length && each.node.chat.queued() === 0)
    assert.deepEqual(each.heard(), texts)
  }
})

/** Two friends who write to each other without end. */
class Writer {
  readonly answered = new Map<MessageId, number>()
  readonly conversation: ConversationId
  readonly one: HomeClient
  readonly other: HomeClient
  refused = 0
  #ids = 0
  #over = false
  #next = Promise.withResolvers<void>()
  readonly #writing: Promise<unknown>

  private constructor(conversation: ConversationId, one: HomeClient, other: HomeClient) {
    this.conversation = conversation
    this.one = one
    this.other = other
    const lanes = Array.from({ length: LANES }, () => [this.#write(one), this.#write(other)]).flat()
    this.#writing = Promise.all(lanes)
  }

  static async begin(home: TestRelay): Promise<Writer> {
    const [one, other] = await Promise.all([home.person('carol'), home.person('dave')])
    const { conversation } = await befriend(one, other, 'dave')
    return new Writer(conversation, one, other)
  }

  /** Resolves when so many more were answered. */
  async answers(count: number): Promise<void> {
    const wanted = this.answered.size + count
    while (this.answered.size < wanted) {
      await Promise.race([this.#next.promise, this.#writing])
    }
  }

  async stop(): Promise<void> {
    this.#over = true
    await this.#writing
  }

  async #write(client: HomeClient): Promise<void> {
    while (!this.#over) {
      const id = `00000000-0000-7000-8000-${String(++this.#ids).padStart(12, '0')}` as MessageId
      const { seq } = await this.#untilStored(client, id)
      assert.ok(!this.answered.has(id))
      this.answered.set(id, seq)
      const told = this.#next
      this.#next = Promise.withResolvers()
      told.resolve()
    }
  }

  /** As a node does: the same message again, until there is an answer. */
  async #untilStored(client: HomeClient, id: MessageId): Promise<Readonly<{ seq: number }>> {
    for (;;) {
      try {
        const ask = { conversation: this.conversation, id, body: bodyOf(id) }
        return await client.ask('sendMessage', ask)
      } catch (err) {
        if (!(err instanceof HomeRefusal) || err.code !== 'unavailable') throw err
        this.refused++
      }
    }
  }
}

async function checkStored({ answered, conversation, other }: Writer): Promise<void> {
  await assertStoredOnce((page) => other.ask('history', page), conversation, answered)
}
