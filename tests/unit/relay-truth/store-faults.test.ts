import assert from 'node:assert/strict'
import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { SWEEP_EVERY_MS } from '../../../relay/conversations/limits.ts'
import { MIGRATIONS } from '../../../relay/data/migrations/migrations.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { type OpenEngine, openNodeSqlite } from '../../../relay/data/sqlite-engine.ts'
import { StoreError } from '../../../relay/data/store-error.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MortalSqlite } from '../../support/mortal-engine.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import {
  befriend,
  join as joinHome,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { memoryFolder } from '../../support/temp-sqlite.ts'

/** SQLite's own limit stands in for the end of the disk: the same code path, the same error. */
const smallDisk: OpenEngine = (file, options) => {
  const engine = openNodeSqlite(file, options)
  if (!options.readOnly) engine.run('pragma max_page_count = 200')
  return engine
}

function storeCode(refusal: HomeRefusal): string | undefined {
  return refusal.cause instanceof StoreError ? refusal.cause.code : undefined
}

test('a full disk is unavailable, never acknowledged, and over when there is room', async () => {
  using folder = memoryFolder()
  const file = join(folder.path, 'relay.sqlite')
  await using stack = new AsyncDisposableStack()
  const sql = stack.use(await openSqlite(file, { openEngine: smallDisk }))
  const truth = relayTruth(sql)
  const alice = await joinHome(truth, 'alice', testDevice(1))
  const bob = await joinHome(truth, 'bob', testDevice(2))
  const conversation = await befriend(truth, alice, bob)
  const body = new Uint8Array(20_000).fill(1)
  const send = () =>
    truth.conversations.send(alice, { conversation, id: newMessageId(truth), body })
  const settled = await Promise.allSettled(Array.from({ length: 80 }, send))
  const stored = settled.filter((one) => one.status === 'fulfilled').map((one) => one.value.seq)
  const refused = settled.find((one) => one.status === 'rejected')
  const reason: unknown = refused?.reason
  assert.ok(reason instanceof HomeRefusal)
  assert.equal(reason.code, 'unavailable')
  assert.ok(reason.retryAfterMs > 0)
  assert.equal(storeCode(reason), 'disk-full')
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 200 }
  const kept = await truth.conversations.history(bob, page)
  assert.equal(
    kept.messages.at(-1)?.seq ?? 0,
    stored.length,
    'what was acknowledged is there, nothing else',
  )
  await stack.disposeAsync()
  await using roomy = await openSqlite(file)
  const again = relayTruth(roomy)
  const message = { conversation, id: newMessageId(again), body }
  assert.equal((await again.conversations.send(alice, message)).seq, stored.length + 1)
})

test('a sweep that fails is made up for by the next one', async () => {
  using folder = memoryFolder()
  const mortal = new MortalSqlite(join(folder.path, 'relay.sqlite'))
  await using sql = await openSqlite(mortal.file, { openEngine: mortal.open })
  const truth = relayTruth(sql, { retention: { keepMs: 1_000, keepEvents: 1_000 } })
  const { clock, sweeper } = truth
  const alice = await joinHome(truth, 'alice', testDevice(1))
  const bob = await joinHome(truth, 'bob', testDevice(2))
  await befriend(truth, alice, bob)
  await clock.turn(1_001)
  mortal.arm({ kind: 'fails-at-commit' })
  const log = new RecordedLog()
  const stop = new AbortController()
  const swept = sweeper.run({ signal: stop.signal, log })
  await clock.untilSleeping(1)
  assert.equal((await truth.log.begin(alice, 0)).snapshotNeeded, false)
  assert.deepEqual(
    log.entries.map(({ level }) => level),
    ['warn'],
  )
  await clock.turn(SWEEP_EVERY_MS)
  await clock.untilSleeping(1)
  assert.equal((await truth.log.begin(alice, 0)).snapshotNeeded, true)
  stop.abort(new Error('enough'))
  await assert.rejects(swept, /enough/)
})

test('nobody is told of what was not committed', async () => {
  using folder = memoryFolder()
  const mortal = new MortalSqlite(join(folder.path, 'relay.sqlite'))
  await using sql = await openSqlite(mortal.file, { openEngine: mortal.open })
  const truth = relayTruth(sql)
  const alice = await joinHome(truth, 'alice', testDevice(1))
  const bob = await joinHome(truth, 'bob', testDevice(2))
  const conversation = await befriend(truth, alice, bob)
  truth.rung.length = 0
  const message = { conversation, id: newMessageId(truth), body: new Uint8Array(1) }
  mortal.arm({ kind: 'fails-at-commit' })
  await assert.rejects(truth.conversations.send(alice, message), { code: 'unavailable' })
  assert.deepEqual(truth.rung, [])
  assert.deepEqual((await truth.conversations.send(alice, message)).seq, 1)
  assert.equal(truth.rung.length, 2)
})

test('a file that another process holds is unavailable, and over when it lets go', async () => {
  using folder = memoryFolder()
  const file = join(folder.path, 'relay.sqlite')
  await using sql = await openSqlite(file)
  const truth = relayTruth(sql)
  const alice = await joinHome(truth, 'alice', testDevice(1))
  const other = openNodeSqlite(file, { readOnly: false })
  other.run('begin immediate')
  const change = { displayName: 'A', signature: undefined, region: undefined }
  await assert.rejects(truth.accounts.setProfile(alice, change), (err: HomeRefusal) => {
    assert.equal(err.code, 'unavailable')
    assert.equal(storeCode(err), 'locked')
    return true
  })
  assert.equal((await truth.accounts.profile(alice)).displayName, '', 'reading goes on')
  other.run('rollback')
  other.close()
  assert.equal((await truth.accounts.setProfile(alice, change)).displayName, 'A')
})

test('a file that is no database is said to be corrupted', async () => {
  using folder = memoryFolder()
  const file = join(folder.path, 'relay.sqlite')
  writeFileSync(file, 'not a database, but long enough to look at'.repeat(100))
  await assert.rejects(openSqlite(file), { name: 'StoreError', code: 'corrupted' })
})

test('data of a newer relay is left alone', async () => {
  using folder = memoryFolder()
  const file = join(folder.path, 'relay.sqlite')
  await (await openSqlite(file))[Symbol.asyncDispose]()
  const engine = openNodeSqlite(file, { readOnly: false })
  engine.run("insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')")
  engine.close()
  await assert.rejects(openSqlite(file), { name: 'StoreError', code: 'newer-data' })
})

test('a migration that was done but not recorded is done again without harm', async () => {
  using folder = memoryFolder()
  const file = join(folder.path, 'relay.sqlite')
  await (await openSqlite(file))[Symbol.asyncDispose]()
  const engine = openNodeSqlite(file, { readOnly: false })
  engine.run('delete from kysely_migration')
  engine.close()
  await using sql = await openSqlite(file)
  await joinHome(relayTruth(sql), 'alice', testDevice(1))
})

test('a migration that dies at any statement leaves what can be migrated', async () => {
  using folder = memoryFolder()
  let deaths = 0
  for (let count = 1; ; count++) {
    const mortal = new MortalSqlite(join(folder.path, `relay${count}.sqlite`))
    mortal.arm({ kind: 'dies-at-statement', count })
    const opened = await openSqlite(mortal.file, { openEngine: mortal.open }).catch(() => undefined)
    if (opened !== undefined) {
      await opened[Symbol.asyncDispose]()
      break
    }
    deaths++
    mortal.revive()
    await using sql = await openSqlite(mortal.file, { openEngine: mortal.open })
    const truth = relayTruth(sql)
    await joinHome(truth, 'alice', testDevice(1))
  }
  // The first tables alone are some twenty statements.
  assert.ok(deaths > 20 + Object.keys(MIGRATIONS).length, `${deaths} deaths`)
})

test('the file is private, and every COMMIT waits for the disk', async () => {
  using folder = memoryFolder()
  const file = join(folder.path, 'relay.sqlite')
  chmodSync(folder.path, 0o755)
  const synchronous: unknown[] = []
  const openEngine: OpenEngine = (name, options) => {
    const engine = openNodeSqlite(name, options)
    if (!options.readOnly)
      synchronous.push(
        ...engine.run('pragma synchronous').rows.map((row) => ({ ...(row as object) })),
      )
    return engine
  }
  await using sql = await openSqlite(file, { openEngine })
  await joinHome(relayTruth(sql), 'alice', testDevice(1))
  const modes = ['', '-wal', '-shm'].map((end) => statSync(file + end).mode & 0o777)
  assert.deepEqual(modes, [0o600, 0o600, 0o600])
  const FULL = 2
  assert.deepEqual(synchronous, [{ synchronous: FULL }])
})
