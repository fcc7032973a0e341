/** Stores on the three nodes of a cluster, all of which take writes: relays that share one truth. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { MIGRATIONS } from '../../../relay/data/migrations/migrations.ts'
import { openMysql } from '../../../relay/data/mysql.ts'
import { StoreError, type StoreErrorCode } from '../../../relay/data/store-error.ts'
import type { ConversationId, MessageId } from '../../../src/core/ids.ts'
import type { Ask } from '../../../src/home/entity/calls.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { watchedMysql } from '../../support/faulty-mysql.ts'
import { Galera } from '../../support/galera.ts'
import { noGalera } from '../../support/mariadb-programs.ts'
import { REAL_DEPS } from '../../support/mariadb.ts'
import {
  befriend,
  bodyOf,
  join,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { assertStoredOnce } from '../../support/stored-once.ts'

const NODES = [0, 1, 2]

describe('on a Galera cluster', { skip: noGalera() }, () => {
  let galera: Galera
  let databases = 0
  before(async () => {
    galera = await Galera.start()
  })
  after(() => galera[Symbol.asyncDispose]())

  /** A store on each node, of one database that is empty. */
  async function openAll() {
    const name = `home${++databases}`
    await galera.node(0).run(`create database ${name}`)
    await using stack = new AsyncDisposableStack()
    const failures: StoreErrorCode[] = []
    const recorded: string[] = []
    const openEngine = watchedMysql(async (sql, go) => {
      if (sql.startsWith('insert into `kysely_migration` ')) recorded.push(sql)
      try {
        return await go()
      } catch (err) {
        if (err instanceof StoreError) failures.push(err.code)
        throw err
      }
    })
    const deps = { ...REAL_DEPS, openEngine }
    const opened = await Promise.all(
      NODES.map((n) => openMysql(galera.node(n).address(name), deps)),
    )
    const truths = opened.map((sql) => relayTruth(stack.use(sql)))
    const held = stack.move()
    return { truths, failures, recorded, [Symbol.asyncDispose]: () => held.disposeAsync() }
  }

  test('of relays that start at once on different nodes one migrates, and all serve', async () => {
    await using home = await openAll()
    assert.equal(home.recorded.length, Object.keys(MIGRATIONS).length)
    await Promise.all(home.truths.map((truth, n) => join(truth, `name${n}`, testDevice(n))))
  })

  test('what one node stored is seen on another, also when that one lags behind', async () => {
    await using home = await openAll()
    const [writer, reader] = [at(home.truths, 0), at(home.truths, 1)]
    using lagging = await galera.node(1).administrator('mysql')
    // It takes nothing from the others until it is let go.
    await lagging.run('flush tables with read lock')
    const session = await join(writer, 'alice', testDevice(1))
    const read = reader.accounts.profile(session)
    // Time enough for a read that does not wait.
    for (let n = 0; n < 20; n++) await lagging.run('select 1')
    await lagging.run('unlock tables')
    assert.equal((await read).name, session.name)
  })

  test('a device that attached on another node is fenced on this one', async () => {
    await using home = await openAll()
    const [here, there] = [at(home.truths, 0), at(home.truths, 1)]
    const old = await join(here, 'alice', testDevice(1))
    await there.devices.openSession(old.device)
    const change = { displayName: 'A', signature: undefined, region: undefined }
    await assert.rejects(here.accounts.setProfile(old, change), { code: 'fenced' })
  })

  test('one conversation written to on all nodes has each message once, in one order', async () => {
    await using home = await openAll()
    const talk = await talkOn(home.truths)
    const writers = talk.sessions.map((session, n) => write(at(home.truths, n), talk, session, n))
    await Promise.all(writers.map((writer) => writer.until(60)))
    const answered = await answersOf(writers)
    assert.ok(home.failures.includes('conflict'), 'nodes did get into each other’s way')
    for (const truth of home.truths) await checkStored(truth, talk, answered)
  })

  test('a node that is killed under load and comes back has lost and doubled nothing', async (t) => {
    await using home = await openAll()
    const talk = await talkOn(home.truths)
    const writers = talk.sessions.map((session, n) => write(at(home.truths, n), talk, session, n))
    const [first, killed, last] = writers as [Writer, Writer, Writer]
    await Promise.all(writers.map((writer) => writer.until(20)))
    await galera.kill(1)
    // The others go on without it.
    await Promise.all([first, last].map((writer) => writer.until(writer.count + 20)))
    await galera.bringBack(1)
    await killed.until(killed.count + 20)
    const answered = await answersOf(writers)
    for (const truth of home.truths) await checkStored(truth, talk, answered)
    const refused = writers.reduce((sum, writer) => sum + writer.refused, 0)
    t.diagnostic(`${answered.size} answers, ${refused} refused and asked again`)
  })
})

type Talk = Readonly<{ conversation: ConversationId; sessions: readonly Session[] }>

/** Alice has a device on the first and on the last node, and bob one on the other. */
async function talkOn(truths: readonly RelayTruth[]): Promise<Talk> {
  const [first, second, third] = truths as [RelayTruth, RelayTruth, RelayTruth]
  const alice = await join(first, 'alice', testDevice(1))
  const bob = await join(second, 'bob', testDevice(2))
  const conversation = await befriend(second, alice, bob)
  await third.devices.signIn(alice.account, testDevice(3), 'second')
  return { conversation, sessions: [alice, bob, await third.devices.openSession(testDevice(3))] }
}

type Writer = Readonly<{
  count: number
  refused: number
  answers: ReadonlyMap<MessageId, number>
  /** Resolves when it has so many answers. */
  until(count: number): Promise<void>
  stop(): Promise<void>
}>

/** Sends without end, four at once; what was unavailable is sent again. */
function write(truth: RelayTruth, talk: Talk, session: Session, n: number): Writer {
  const answers = new Map<MessageId, number>()
  let [ids, refused, isOver] = [0, 0, false]
  let next = Promise.withResolvers<void>()
  const send = async (id: MessageId) => {
    for (;;) {
      try {
        const message = { conversation: talk.conversation, id, body: bodyOf(id) }
        return await truth.conversations.send(session, message)
      } catch (err) {
        if (!(err instanceof HomeRefusal) || err.code !== 'unavailable') throw err
        refused++
      }
    }
  }
  const lane = async () => {
    while (!isOver) {
      const id = `00000000-0000-7000-8000-${n}${String(++ids).padStart(11, '0')}` as MessageId
      answers.set(id, (await send(id)).seq)
      next.resolve()
      next = Promise.withResolvers()
    }
  }
  const writing = Promise.all([lane(), lane(), lane(), lane()])
  return {
    answers,
    get count() {
      return answers.size
    },
    get refused() {
      return refused
    },
    async until(count) {
      while (answers.size < count) await Promise.race([next.promise, writing])
    },
    async stop() {
      isOver = true
      await writing
    },
  }
}

async function answersOf(writers: readonly Writer[]): Promise<ReadonlyMap<MessageId, number>> {
  await Promise.all(writers.map((writer) => writer.stop()))
  return new Map(writers.flatMap((writer) => [...writer.answers]))
}

async function checkStored(
  truth: RelayTruth,
  { conversation, sessions }: Talk,
  answered: ReadonlyMap<MessageId, number>,
): Promise<void> {
  const reader = sessions[0] as Session
  const read = (page: Ask<'history'>) => truth.conversations.history(reader, page)
  await assertStoredOnce(read, conversation, answered)
}

function at(truths: readonly RelayTruth[], n: number): RelayTruth {
  const truth = truths[n % truths.length]
  if (truth === undefined) throw new Error('no truths')
  return truth
}
