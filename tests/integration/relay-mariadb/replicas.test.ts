/** A primary and replicas that are late, dead, frozen or of another home: who reads misses nothing, and waits for nobody long. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { MessageId } from '../../../src/core/ids.ts'
import { openMysql } from '../../../relay/data/mysql.ts'
import { REPLICA_READ_MS } from '../../../relay/data/mysql-replica.ts'
import type { ReplicaOutcome } from '../../../relay/data/mysql-replicas.ts'
import type { OpenMysqlEngine } from '../../../relay/data/mysql-engine.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { watchedMysql } from '../../support/faulty-mysql.ts'
import { Mariadb, REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { startPrimary, startReplica } from '../../support/mariadb-replica.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { befriend as befriendClients } from '../../support/home-client.ts'
import { testRelay } from '../../support/test-relay.ts'

const skip = noMariadb()
const ASKED = 'replica is asked'
const LEFT_OUT = 'replica was left out'
/** Looks again soon: 50 ms at first. */
const soon = { ...REAL_DEPS.random, fraction: () => 0.05 }

let servers: Promise<Readonly<{ primary: Mariadb; replica: Mariadb }>> | undefined
after(async () => {
  const started = await servers
  await started?.replica[Symbol.asyncDispose]()
  await started?.primary[Symbol.asyncDispose]()
})

function sharedServers() {
  servers ??= (async () => {
    const primary = await startPrimary()
    return { primary, replica: await startReplica(primary, 2) }
  })()
  return servers
}

type Given = Readonly<{
  replicas?: readonly Mariadb[]
  openEngine?: OpenMysqlEngine
  prepare?: (name: string) => Promise<void>
}>

/** Two friends on a home of their own, and how each read of theirs was answered. */
async function setUp(given: Given = {}) {
  const { primary, replica } = await sharedServers()
  const name = await primary.newDatabase()
  await given.prepare?.(name)
  const log = new RecordedLog()
  const outcomes: ReplicaOutcome[] = []
  const meter = {
    replicaRead: (_read: string, outcome: ReplicaOutcome) => void outcomes.push(outcome),
    migrated: () => undefined,
  }
  const replicas = (given.replicas ?? [replica]).map(({ port }) => ({ host: '127.0.0.1', port }))
  const sql = await openMysql(
    { ...primary.address(name), replicas },
    {
      ...REAL_DEPS,
      random: soon,
      log,
      meter,
      ...(given.openEngine && { openEngine: given.openEngine }),
    },
  )
  await mark(sql, name)
  const truth = relayTruth(sql)
  const [alice, bob] = [
    await join(truth, 'alice', testDevice(1)),
    await join(truth, 'bob', testDevice(2)),
  ]
  const conversation = await befriend(truth, alice, bob)
  let sent = 0
  /** Says something, and reads at once: it is the newest. */
  const say = async () => {
    const message = { conversation, id: newMessageId(truth), body: bodyOf(`${++sent}`) }
    await truth.conversations.send(alice, message)
    const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 1 }
    const { messages } = await truth.conversations.history(bob, page)
    assert.equal(messages[0]?.seq, sent)
  }
  return {
    ...{ primary, replica, name, sql, log, outcomes, truth, alice, bob },
    say,
    /** Until a replica has answered: however busy this machine is, it is asked now. */
    untilAsked: async () => {
      do {
        if (sql.replicas.away > 0) await log.until(ASKED, log.entries.length)
        await say()
      } while (outcomes.at(-1) !== 'replica')
      outcomes.length = 0
    },
    [Symbol.asyncDispose]: () => sql[Symbol.asyncDispose](),
  }
}

async function mark(sql: Sql, home: string): Promise<void> {
  await sql.transact((tx) => tx.insertInto('home').values({ secret: 'key', mark: home }).execute())
}

test('a replica answers, and never less than what was answered before', { skip }, async () => {
  await using home = await setUp()
  for (let n = 1; n <= 100; n++) await home.say()
  await home.untilAsked()
  assert.equal(home.sql.replicas.away, 0)
})

test('one that stands still is left out after one short wait, and asked again when it has caught up', {
  skip,
}, async () => {
  await using home = await setUp()
  const { replica, log, outcomes } = home
  await home.untilAsked()
  await replica.run('stop slave sql_thread')
  try {
    for (let n = 1; n <= 20; n++) await home.say()
    assert.deepEqual(outcomes, ['behind', ...Array.from({ length: 19 }, () => 'left-out')])
    assert.equal(
      log.entries.findLast(({ message }) => message === LEFT_OUT)?.fields['why'],
      'behind',
    )
    assert.equal(home.sql.replicas.away, 1)
  } finally {
    await replica.run('start slave sql_thread')
  }
  await home.untilAsked()
})

test('one that is always a second late hides nothing from anybody', { skip }, async () => {
  await using home = await setUp()
  const { replica } = home
  await home.untilAsked()
  await delay(replica, 1)
  try {
    const cursor = await home.truth.log.begin(home.bob, undefined)
    for (let n = 1; n <= 30; n++) await home.say()
    const limits = { maxEvents: 256, maxBytes: 1024 * 1024 }
    const read = await home.truth.log.eventsAfter(home.bob, cursor.headUsn, limits)
    assert.equal(read.kind === 'events' && read.events.length, 30)
    await home.truth.friends.remark(home.bob, { account: home.alice.account, remark: 'new' })
    const list = await home.truth.friends.list(home.bob, { after: '', limit: 10 })
    assert.equal(list.friends[0]?.remark, 'new')
  } finally {
    await delay(replica, 0)
  }
})

async function delay(replica: Mariadb, seconds: number): Promise<void> {
  await replica.run('stop slave')
  await replica.run(`change master to master_delay = ${seconds}`)
  await replica.run('start slave')
}

test('a store that does not wait shows less than was answered, and is caught', {
  skip,
}, async () => {
  let isCareless = false
  const openEngine = watchedMysql(async (sql, go) =>
    isCareless && sql.includes('master_gtid_wait')
      ? { rows: [{ missed: 0 }], changes: 0 }
      : await go(),
  )
  await using home = await setUp({ openEngine })
  const { replica } = home
  await home.untilAsked()
  await replica.run('stop slave')
  isCareless = true
  try {
    await assert.rejects(home.say())
  } finally {
    await replica.run('start slave')
  }
})

test('one that is killed is not waited for, and asked again when it is back', {
  skip,
}, async () => {
  await using home = await setUp()
  const { replica, outcomes } = home
  await home.untilAsked()
  await replica.stop('SIGKILL')
  try {
    for (let n = 1; n <= 10; n++) await home.say()
    assert.equal(outcomes[0], 'unreachable')
    assert.ok(!outcomes.includes('replica'))
  } finally {
    await replica.start()
  }
  await home.untilAsked()
})

test('one that is frozen holds up a read for a moment, and then nobody', { skip }, async () => {
  await using home = await setUp()
  const { replica, outcomes } = home
  await home.untilAsked()
  process.kill(replica.pid, 'SIGSTOP')
  try {
    const begunMs = performance.now()
    await home.say()
    assert.ok(performance.now() - begunMs >= REPLICA_READ_MS, 'it was waited for')
    for (let n = 1; n <= 8; n++) await home.say()
    assert.deepEqual(outcomes, ['late', ...Array.from({ length: 8 }, () => 'left-out')])
  } finally {
    process.kill(replica.pid, 'SIGCONT')
  }
  await home.untilAsked()
})

test('a server that holds another home is left out, however far it is', { skip }, async () => {
  await using stranger = await startPrimary(9)
  // As if it had all of the primary's, and more.
  await stranger.run("set global gtid_slave_pos = '0-9-1000000'")
  const prepare = async (name: string) => {
    await stranger.run(`create database ${name}`)
    await using other = await openMysql(stranger.address(name), REAL_DEPS)
    await mark(other, 'another')
  }
  await using home = await setUp({ replicas: [stranger], prepare })
  const { fields } = await home.log.until(LEFT_OUT)
  assert.equal(fields['why'], 'unsuitable')
  assert.match((fields['err'] as Error).message, /another home: is it a replica of this primary/)
  await home.say()
  assert.equal(home.sql.replicas.away, 1)
})

test('one that lets nobody in is left out, and its log says why', { skip }, async () => {
  await using stranger = await startPrimary(9)
  await stranger.run("drop user 'homing'@'%'")
  await using home = await setUp({ replicas: [stranger] })
  assert.equal((await home.log.until(LEFT_OUT)).fields['why'], 'denied')
  await home.say()
})

test('a primary that writes no log for replicas is refused, with what to do', {
  skip,
}, async () => {
  await using primary = await Mariadb.start()
  const address = primary.address(await primary.newDatabase())
  await assert.rejects(
    openMysql({ ...address, replicas: [{ host: '127.0.0.1', port: 1 }] }, REAL_DEPS),
    {
      code: 'unsuitable',
      message: /writes no binary log.*set log_bin, or take database\.replicas out/,
    },
  )
})

test('a relay whose replica is away is ready, and its operator sees it', { skip }, async () => {
  const { primary } = await sharedServers()
  const database = {
    url: primary.url(await primary.newDatabase()),
    password: undefined,
    replicas: ['127.0.0.1:1'],
  }
  await using home = await testRelay({ database, metricsListen: '127.0.0.1:0' })
  const bob = await home.person('bob')
  await bob.ask('friends', { after: '' as never, limit: 10 })
  const ask = (path: string) => fetch(`${home.relay.operatorAddress}${path}`)
  const ready = await ask('/readyz')
  const { checks } = (await ready.json()) as {
    checks: { name: string; ok: boolean; why?: string }[]
  }
  assert.equal(ready.status, 200)
  const replicas = checks.find(({ name }) => name === 'replicas')
  assert.deepEqual([replicas?.ok, replicas?.why], [false, '1 of 1 left out; see the log'])
  const text = await (await ask('/metrics')).text()
  assert.match(text, /^homing_replicas_away 1$/m)
  assert.match(text, /^homing_replica_reads_total\{read="friends",outcome="left-out"\} [1-9]/m)
})

test('what a node hears of while a replica stands still it can ask for at once', {
  skip,
}, async () => {
  const { primary, replica } = await sharedServers()
  const database = {
    url: primary.url(await primary.newDatabase()),
    password: undefined,
    replicas: [`127.0.0.1:${replica.port}`],
  }
  const log = new RecordedLog()
  await using home = await testRelay({ database }, { log })
  await log.until(ASKED)
  const [alice, bob] = [await home.person('alice'), await home.person('bob')]
  const { conversation } = await befriendClients(alice, bob, 'bob')
  const newest = { conversation, afterSeq: 0, beforeSeq: 0, limit: 1 }
  try {
    for (let seq = 1; seq <= 40; seq++) {
      if (seq === 20) await replica.run('stop slave sql_thread')
      const id = `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}` as MessageId
      await alice.ask('sendMessage', { conversation, id, body: bodyOf('x') })
      await bob.event('message', (message) => message.seq === seq)
      assert.equal((await bob.ask('history', newest)).messages[0]?.seq, seq)
      assert.equal(
        (await bob.ask('friends', { after: '' as never, limit: 1 })).friends[0]?.headSeq,
        seq,
      )
    }
    await log.until(LEFT_OUT)
  } finally {
    await replica.run('start slave sql_thread')
  }
})
