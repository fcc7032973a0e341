/** Bad weather over a whole relay: its database takes no writes, has no room, its machine's clock jumps. Named, counted, and over when it is over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOG_KEEP_MS } from '../../../relay/conversations/limits.ts'
import { openMysql } from '../../../relay/data/mysql.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { HomeClient } from '../../support/home-client.ts'
import { Mariadb, REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import {
  befriend as befriendTruth,
  bodyOf,
  join,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { smallDisk } from '../../support/small-disk.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { testRelay } from '../../support/test-relay.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import {
  failedWrites,
  fillUp,
  isUnavailable,
  metric,
  say,
  weatherHome,
} from '../../support/weather-home.ts'

const skip = noMariadb()
const home = async (mariadb: Mariadb) =>
  weatherHome({ database: { url: mariadb.url(await mariadb.newDatabase()) } })

test('a database that takes no writes refuses them, shows what is there, and takes them again', {
  skip,
}, async () => {
  await using mariadb = await Mariadb.start()
  await using net = await home(mariadb)
  const { relay, alice, bob, conversation } = net
  await say(alice, { conversation, n: 1 })
  await mariadb.run('set global read_only = 1')
  await assert.rejects(say(alice, { conversation, n: 2 }), isUnavailable)
  assert.ok((await failedWrites(relay, 'read-only')) > 0)
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
  assert.equal((await bob.ask('history', page)).messages.length, 1)
  await mariadb.run('set global read_only = 0')
  assert.equal((await say(alice, { conversation, n: 2 })).seq, 2)
})

test('a database that is away is named and counted, and what waited is stored when it is back', {
  skip,
}, async () => {
  await using mariadb = await Mariadb.start()
  await using net = await home(mariadb)
  const { relay, alice, conversation } = net
  await say(alice, { conversation, n: 1 })
  await mariadb.stop('SIGKILL')
  await assert.rejects(say(alice, { conversation, n: 2 }), isUnavailable)
  assert.ok((await failedWrites(relay, 'unreachable')) > 0)
  await mariadb.start()
  assert.equal((await say(alice, { conversation, n: 2 })).seq, 2)
  assert.equal((await say(alice, { conversation, n: 1 })).seq, 1)
})

test('a database without room says so, loses nothing that it answered, and goes on when there is some', {
  skip,
}, async () => {
  const tables = (most: string) => `--innodb-data-file-path=ibdata1:12M:autoextend:max:${most}`
  await using mariadb = await Mariadb.start({ args: ['--innodb-file-per-table=0', tables('48M')] })
  await using net = await home(mariadb)
  await fillUp(net, async () => {
    assert.ok((await failedWrites(net.relay, 'disk-full')) > 0)
    await mariadb.stop()
    await mariadb.start([tables('500M')])
  })
})

test('a database that ends because its disk is full is away, and has all that it answered when it is started again', {
  skip,
}, async (t) => {
  using disk = smallDisk(t, 320)
  if (disk === undefined) return
  await using mariadb = await Mariadb.start({ folder: disk.folder })
  await using net = await home(mariadb)
  await disk.fill()
  await fillUp(net, async () => {
    assert.ok(
      (await failedWrites(net.relay, 'unreachable')) +
        (await failedWrites(net.relay, 'disk-full')) >
        0,
    )
    await disk.free()
    // As its service manager would.
    await mariadb.stop('SIGKILL')
    await mariadb.start()
  })
})

test('a clock that jumps by ten years, there and back, changes no order and loses no event', {
  skip,
}, async () => {
  const mariadb = await sharedMariadb()
  await using sql = await openMysql(mariadb.address(await mariadb.newDatabase()), REAL_DEPS)
  const clock = new TurnedClock()
  const truth = relayTruth(sql, { clock, cooling: { coldAfterDays: 31, keepNewest: 200 } })
  const [alice, bob] = [
    await join(truth, 'alice', testDevice(1)),
    await join(truth, 'bob', testDevice(2)),
  ]
  const conversation = await befriendTruth(truth, alice, bob)
  const { headUsn } = await truth.log.begin(bob, undefined)
  const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000
  const now = clock.nowMs()
  const signal = AbortSignal.timeout(60_000)
  let cursor = headUsn
  let heard = 0
  let seq = 0
  for (const atMs of [now, now + TEN_YEARS_MS, now - TEN_YEARS_MS, 1, now, now + LOG_KEEP_MS]) {
    clock.setWall(atMs)
    for (let n = 0; n < 20; n++) {
      const message = { conversation, id: newMessageId(truth), body: bodyOf('x') }
      assert.equal((await truth.conversations.send(alice, message)).seq, ++seq)
      assert.equal((await truth.conversations.send(alice, message)).seq, seq)
    }
    const read = await truth.log.eventsAfter(bob, cursor, { maxEvents: 256, maxBytes: 1e6 })
    assert.ok(read.kind === 'events')
    const usns = read.events.map(({ usn }) => usn)
    assert.deepEqual(
      usns,
      usns.map((_, n) => cursor + n + 1),
    )
    heard += usns.length
    cursor = usns.at(-1) ?? cursor
    await truth.sweeper.sweep({ signal })
    await truth.cooler.cool({ signal })
    // What is trimmed is told as such, never skipped.
    const { snapshotNeeded } = await truth.log.begin(bob, cursor)
    assert.equal(snapshotNeeded, false, 'who has heard everything needs no snapshot')
  }
  assert.equal(heard, seq)
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 200 }
  const { messages } = await truth.conversations.history(bob, page)
  assert.deepEqual(
    messages.map((each) => each.seq),
    Array.from({ length: seq }, (_, n) => n + 1),
  )
  // The same session, its invite, its receipts: nothing asks what time it is.
  await truth.conversations.markReceipt(bob, { conversation, deliveredSeq: seq, readSeq: seq })
  assert.equal((await truth.friends.list(bob, { after: '', limit: 1 })).friends[0]?.unread, 0)
})

test('relays whose clocks are a year apart serve one home: nothing is lost, and each operator sees by how much', {
  skip,
}, async () => {
  const YEAR_MS = 365 * 24 * 3600_000
  const mariadb = await sharedMariadb()
  const database = { url: mariadb.url(await mariadb.newDatabase()) }
  const shifted = (byMs: number) => ({
    clock: { ...systemClock, nowMs: () => systemClock.nowMs() + byMs },
    log: new RecordedLog(),
  })
  const [early, late] = [shifted(-YEAR_MS), shifted(YEAR_MS)]
  await using net = await weatherHome({ database }, early)
  const { relay, alice, bob, conversation } = net
  const given = { database, metricsListen: '127.0.0.1:0', spool: { enabled: false } }
  await using other = await testRelay(given as Parameters<typeof testRelay>[0], late, { of: relay })
  // The newer session of the same device, at the other relay: what the older one asks is fenced.
  await using there = await HomeClient.connect(other.relay, { key: bob.key })
  await there.attach()
  await assert.rejects(bob.ask('self', {}), { code: 'fenced' })
  for (let n = 1; n <= 20; n++) {
    const from = n % 2 === 0 ? alice : there
    assert.equal((await say(from, { conversation, n })).seq, n)
    assert.equal((await say(from, { conversation, n })).seq, n)
  }
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 200 }
  for (const reader of [alice, there]) {
    const { messages } = await reader.ask('history', page)
    assert.deepEqual(
      messages.map(({ seq }) => seq),
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
  }
  // Whoever comes new to the relay of the other clock is let in with the invite of this one's.
  await using carol = await HomeClient.connect(other.relay)
  await carol.register('carol', { invite: other.relay.invite })
  for (const [each, { log }, sign] of [
    [relay, early, -1],
    [other, late, 1],
  ] as const) {
    await log.until('clocks are apart: look at the time service of both')
    const aheadS = (await metric(each, 'homing_clock_ahead_seconds')) * sign
    assert.ok(Math.abs(aheadS - YEAR_MS / 1000) < 60, `${aheadS} s`)
  }
})
