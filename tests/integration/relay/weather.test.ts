/** Bad weather over a relay alone: each of its disks is full. Named, counted, and over when there is room; nothing acknowledged is lost. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DiskBlobs } from '../../../relay/blobs/data/disk-blobs.ts'
import { SEGMENT_MESSAGES } from '../../../relay/conversations/limits.ts'
import { FULL_DISK_MS } from '../../../relay/spool/limits.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { operatorCommand } from '../../support/operator-command.ts'
import { startRelay } from '../../support/relay-process.ts'
import { Program } from '../../support/program.ts'
import {
  befriend,
  join as joinHome,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { smallDisk } from '../../support/small-disk.ts'
import { MemorySink, sealedContent, UploadHolder } from '../../support/spool/spool-peer.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { failedWrites, fillUp, metric, weatherHome } from '../../support/weather-home.ts'
import { assertGot, put, spoolRig } from '../relay-spool/spool-rig.ts'

const KIB = 1024

test('a disk that is full of SQLite, logs and all: writes are refused, nothing answered is lost, and it goes on when there is room', async (t) => {
  using disk = smallDisk(t, 16)
  if (disk === undefined) return
  await using net = await weatherHome({}, {}, { in: join(disk.folder, 'home') })
  await fillUp(net, async () => {
    assert.ok((await failedWrites(net.relay, 'disk-full')) > 0)
    assert.equal((await net.bob.ask('self', {})).name, 'bob', 'reading goes on')
    // What the messages have taken stays; the room is made beside them.
    await disk.grow(64)
  })
})

test('a relay that is started on a full disk says so, with what to do', async (t) => {
  using disk = smallDisk(t, 1)
  if (disk === undefined) return
  const data = join(disk.folder, 'home')
  mkdirSync(data, { mode: 0o700 })
  await disk.fill()
  const start = ['--data', data, '--listen', '127.0.0.1:0', '--ws-listen', 'off']
  const program = new Program('relay', start)
  assert.equal(await program.exited, 3, program.stderr)
  assert.match(program.stderr, /^relay: .*full; make room there.*\n$/)
  await disk.free()
  const again = new Program('relay', start)
  await again.line((line) => line === 'ready')
  await again.kill('SIGTERM')
})

test('the spool’s disk is full: the line ends with its name, is counted, and all of it arrives when there is room', async (t) => {
  using disk = smallDisk(t, 4)
  if (disk === undefined) return
  const spool = { folder: join(disk.folder, 'spool'), minFreeBytes: 0 }
  let passedMs = 0
  const monotonicMs = () => systemClock.monotonicMs() + passedMs
  const clock = { ...systemClock, monotonicMs }
  await using rig = await spoolRig(spool, { clock }, { metricsListen: '127.0.0.1:0' })
  const content = sealedContent(24, 256 * KIB)
  const { spool: id, ticket } = await put(rig.alice, content, [rig.bobId])
  const stopped = await rig.alice.upload(id, new UploadHolder(content), ticket)
  assert.partialDeepStrictEqual(stopped, { kind: 'stopped', code: 'disk-full' })
  const ended = 'homing_spool_lines_ended_total{op="put",outcome="disk-full"}'
  assert.equal(await metric(rig.home, ended), 1)
  // Said to a node before it sends a byte, until the disk is looked at again.
  await assert.rejects(put(rig.alice, content, [rig.bobId]), { code: 'spool-disk' })
  await disk.grow(16)
  passedMs = FULL_DISK_MS
  const rest = await rig.alice.upload(id, new UploadHolder(content), ticket)
  assert.equal(rest.kind, 'stored')
  const sink = new MemorySink(content)
  await rig.bob.download(id, sink)
  assertGot(sink, content)
})

test('the disk of history is full: its messages stay in the database, which is named and counted, and go when there is room', async (t) => {
  using disk = smallDisk(t, 1)
  if (disk === undefined) return
  const folder = join(disk.folder, 'history')
  mkdirSync(folder, { mode: 0o700 })
  await using sql = await openTempSqlite()
  const clock = new TurnedClock()
  const failed: string[] = []
  const truth = relayTruth(sql, {
    ...{ clock, blobs: new DiskBlobs(folder), cooling: { coldAfterDays: 31, keepNewest: 200 } },
    meter: { segmentFailed: (code) => void failed.push(code) },
  })
  const [alice, bob] = [
    await joinHome(truth, 'alice', testDevice(1)),
    await joinHome(truth, 'bob', testDevice(2)),
  ]
  const conversation = await befriend(truth, alice, bob)
  const messages = 200 + SEGMENT_MESSAGES
  for (let n = 0; n < messages; n++) {
    // Of a kind that does not get smaller.
    const body = crypto.getRandomValues(new Uint8Array(2 * KIB))
    await truth.conversations.send(alice, { conversation, id: newMessageId(truth), body })
  }
  const mark = { conversation, deliveredSeq: messages, readSeq: messages }
  for (const reader of [alice, bob]) await truth.conversations.markReceipt(reader, mark)
  clock.skip(40 * 24 * 3600_000)
  const oldest = () =>
    truth.conversations.history(bob, { conversation, afterSeq: 0, beforeSeq: 201, limit: 200 })
  const before = await oldest()
  await disk.fill()
  const { signal } = new AbortController()
  await assert.rejects(truth.cooler.cool({ signal }), { name: 'StoreError', code: 'disk-full' })
  assert.deepEqual(failed, ['disk-full'])
  assert.deepEqual(await oldest(), before)
  await disk.free()
  assert.ok((await truth.cooler.cool({ signal })).segments > 0)
  assert.deepEqual(await oldest(), before)
})

test('a relay that moves no history makes no folder for it', async () => {
  await using net = await weatherHome({})
  assert.equal(existsSync(join(net.relay.folder, 'history')), false)
})

test('a backup onto a full disk says so, leaves nothing that looks whole, and is made when there is room', async (t) => {
  using disk = smallDisk(t, 1)
  if (disk === undefined) return
  await using relay = await startRelay()
  const backup = join(disk.folder, 'backup')
  const command = ['backup', backup, '--data', relay.folder]
  await disk.fill()
  const failed = await operatorCommand(command)
  assert.equal(failed.code, 3, failed.stderr)
  assert.match(failed.stderr, /^relay: .*the disk is full; make room there and start again\n$/)
  assert.equal(existsSync(backup), false)
  await disk.free()
  assert.equal((await operatorCommand(command)).code, 0)
  assert.equal((await operatorCommand(['verify', backup, '--data', relay.folder])).code, 0)
})
