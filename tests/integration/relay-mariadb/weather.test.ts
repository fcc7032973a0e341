/** Bad weather over a whole relay: its database takes no writes, has no room, its machine's clock jumps. Named, counted, and over when it is over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOG_KEEP_MS } from '../../../relay/conversations/limits.ts'
import { openMysql } from '../../../relay/data/mysql.ts'
import type { ConversationId, MessageId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_BODY_BYTES } from '../../../src/home/limits.ts'
import { befriend, type HomeClient } from '../../support/home-client.ts'
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
import { smallDisk } from '../../support/small-disk.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { type TestRelay, testRelay } from '../../support/test-relay.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const skip = noMariadb()
const FREE = { burst: 1_000_000, perMinute: 1_000_000 }

async function home(mariadb: Mariadb) {
  await using stack = new AsyncDisposableStack()
  const database = { url: mariadb.url(await mariadb.newDatabase()) }
  const given = {
    ...{ database, metricsListen: '127.0.0.1:0', spool: { enabled: false } },
    rates: { sendPerAccount: FREE, callsPerDevice: FREE },
  } as unknown as Parameters<typeof testRelay>[0]
  const relay = stack.use(await testRelay(given))
  const [alice, bob] = [await relay.person('alice'), await relay.person('bob')]
  const { conversation } = await befriend(alice, bob, 'bob')
  const held = stack.move()
  return { relay, alice, bob, conversation, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

type Said = Readonly<{ conversation: ConversationId; n: number; bytes?: number }>
const say = (client: HomeClient, { conversation, n, bytes = 10 }: Said) =>
  client.ask('sendMessage', {
    conversation,
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as MessageId,
    body: new Uint8Array(bytes).fill(n),
  })

async function failures({ relay }: TestRelay, code: string): Promise<number> {
  const text = await (await fetch(`${relay.operatorAddress}/metrics`)).text()
  const name = `homing_transaction_failures_total{kind="write",code="${code}"} `
  const line = text.split('\n').find((each) => each.startsWith(name))
  return Number(line?.slice(name.length) ?? 0)
}

const isUnavailable = (err: unknown) =>
  err instanceof HomeRefusal && err.code === 'unavailable' && err.retryAfterMs > 0

test('a database that takes no writes refuses them, shows what is there, and takes them again', {
  skip,
}, async () => {
  await using mariadb = await Mariadb.start()
  await using net = await home(mariadb)
  const { relay, alice, bob, conversation } = net
  await say(alice, { conversation, n: 1 })
  await mariadb.run('set global read_only = 1')
  await assert.rejects(say(alice, { conversation, n: 2 }), isUnavailable)
  assert.ok((await failures(relay, 'read-only')) > 0)
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
  assert.equal((await bob.ask('history', page)).messages.length, 1)
  await mariadb.run('set global read_only = 0')
  assert.equal((await say(alice, { conversation, n: 2 })).seq, 2)
})

/** Large messages until one is refused, then that one again once there is room: answered without a gap, and all of it there. */
async function fillUp(
  { alice, bob, conversation }: Awaited<ReturnType<typeof home>>,
  makeRoom: () => Promise<void>,
): Promise<void> {
  const seqs: number[] = []
  let n = 0
  const sayNext = async () => {
    seqs.push((await say(alice, { conversation, n: ++n, bytes: MAX_BODY_BYTES })).seq)
  }
  const untilRefused = async () => {
    for (;;) await sayNext()
  }
  await assert.rejects(untilRefused(), isUnavailable)
  await makeRoom()
  n--
  await sayNext()
  const stored: number[] = []
  for (let more = true, beforeSeq = 0; more; ) {
    const read = await bob.ask('history', { conversation, afterSeq: 0, beforeSeq, limit: 200 })
    stored.unshift(...read.messages.map(({ seq }) => seq))
    more = read.more
    beforeSeq = read.messages[0]?.seq ?? 0
  }
  assert.deepEqual(stored, seqs)
  assert.deepEqual(
    seqs,
    seqs.map((_, index) => index + 1),
  )
}

test('a database without room says so, loses nothing that it answered, and goes on when there is some', {
  skip,
}, async () => {
  const tables = (most: string) => `--innodb-data-file-path=ibdata1:12M:autoextend:max:${most}`
  await using mariadb = await Mariadb.start({ args: ['--innodb-file-per-table=0', tables('48M')] })
  await using net = await home(mariadb)
  await fillUp(net, async () => {
    assert.ok((await failures(net.relay, 'disk-full')) > 0)
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
      (await failures(net.relay, 'unreachable')) + (await failures(net.relay, 'disk-full')) > 0,
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
