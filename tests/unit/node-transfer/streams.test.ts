import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { TransferView } from '../../../node/control/entity/nouns.ts'
import { acceptRule } from '../../../node/transfer/entity/accept-rule.ts'
import {
  DISK_LOOK_MS,
  STREAM_FEED_MS,
  STREAM_KEEP_FREE_BYTES,
  STREAM_ROOM_BYTES,
} from '../../../node/transfer/limits.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import { Lab } from '../../support/transfer-lab/lab.ts'
import { DOWNLOADS, type LabNode } from '../../support/transfer-lab/lab-node.ts'
import { LAB_CHUNK_BYTES } from '../../support/transfer-lab/memory-disk.ts'
import { Pipe } from '../../support/pipe.ts'

const ARRIVED = `${DOWNLOADS}/x.tar`
const ever = { signal: new AbortController().signal }

async function couple(streams: Lab['streams'] = {}) {
  const lab = new Lab(1)
  lab.streams = streams
  const alice = await lab.add('alice')
  const bob = await lab.add('bob')
  return { lab, alice, bob }
}

type Couple = Readonly<{ lab: Lab; alice: LabNode; bob: LabNode }>

/** A program of alice's that writes into `pipe`. */
async function offered({ lab, alice, bob }: Couple) {
  const view = await alice.transfers.streams.offer(bob.name, 'x.tar')
  const pipe = new Pipe()
  const fed = alice.transfers.streams.feed(view.id, pipe, ever)
  fed.catch(() => undefined)
  await lab.settle()
  return { id: view.id, pipe, fed }
}

async function accepted(couple: Couple) {
  const stream = await offered(couple)
  await couple.bob.transfers.accept(stream.id, { folder: undefined })
  await couple.lab.settle()
  return stream
}

const states = ({ alice, bob }: Couple, id: TransferView['id']) =>
  [alice, bob].map(({ transfers }) => transfers.get(id).state)

describe('a stream', () => {
  for (const [what, bytes] of [
    ['of some chunks and a bit', 5 * LAB_CHUNK_BYTES + 3],
    ['that ends with a chunk', 20 * LAB_CHUNK_BYTES],
    ['of less than a chunk', 10],
    ['of nothing', 0],
  ] as const) {
    test(`${what} arrives whole, and its size is known when it has ended`, async () => {
      const nodes = await couple()
      const { lab, alice, bob } = nodes
      await using _ = lab
      const content = lab.random.bytes(bytes)
      const { id, pipe, fed } = await accepted(nodes)
      pipe.write(content)
      await lab.pass(1000)
      const before = bob.transfers.get(id)
      assert.deepEqual([before.state, before.sizeKnown], ['moving', false])
      assert.equal(before.verifiedBytes, bytes - (bytes % LAB_CHUNK_BYTES))
      assert.equal(before.etaMs, undefined)
      assert.equal(alice.transfers.get(id).file.size, bytes)
      pipe.end()
      assert.equal((await fed).sizeKnown, true)
      await lab.pass(2000)
      const [sent, received] = [alice.transfers.get(id), bob.transfers.get(id)]
      assert.deepEqual([sent.state, received.state], ['done', 'done'])
      assert.equal(sent.root, received.root)
      for (const view of [sent, received]) {
        assert.deepEqual([view.sizeKnown, view.file.size, view.verifiedBytes], [true, bytes, bytes])
      }
      assert.equal(received.location, ARRIVED)
      assert.deepEqual(bob.disk.files.get(ARRIVED), content)
      assert.ok(alice.stages.isTidy && alice.disk.isTidy && bob.disk.isTidy, 'nothing stays behind')
    })
  }

  test('that has ended before anybody took it, and its node has started anew, arrives', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const content = lab.random.bytes(9 * LAB_CHUNK_BYTES + 1)
    const { id, pipe, fed } = await offered(nodes)
    pipe.write(content)
    pipe.end()
    await fed
    alice.crash()
    await alice.start()
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(5000)
    assert.deepEqual(states(nodes, id), ['done', 'done'])
    assert.deepEqual(bob.disk.files.get(ARRIVED), content)
    assert.ok(alice.stages.isTidy)
  })

  for (const when of ['while it grows', 'after its end'] as const) {
    test(`goes on where it was when its receiver is killed ${when}`, async () => {
      const nodes = await couple()
      const { lab, alice, bob } = nodes
      await using _ = lab
      const content = lab.random.bytes(30 * LAB_CHUNK_BYTES + 1)
      const { id, pipe } = await accepted(nodes)
      pipe.write(content.subarray(0, 12 * LAB_CHUNK_BYTES + 5))
      await lab.pass(1000)
      if (when === 'after its end') {
        pipe.write(content.subarray(12 * LAB_CHUNK_BYTES + 5))
        pipe.end()
        while (bob.transfers.get(id).sizeKnown === false) await lab.run(1)
      }
      bob.crash()
      pipe.write(content.subarray(12 * LAB_CHUNK_BYTES + 5))
      pipe.end()
      await lab.pass(1000)
      const movedBefore = lab.network.movedBytes
      await bob.start()
      await lab.pass(20_000)
      assert.deepEqual(states(nodes, id), ['done', 'done'])
      assert.deepEqual(bob.disk.files.get(ARRIVED), content)
      const moved = lab.network.movedBytes - movedBefore
      assert.ok(moved < 25 * LAB_CHUNK_BYTES, `${moved} bytes came again`)
      assert.ok(alice.stages.isTidy && bob.disk.isTidy)
    })
  }

  test('that breaks off is never whole: it fails on both sides, and nothing stays', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const { id, pipe, fed } = await accepted(nodes)
    pipe.write(lab.random.bytes(7 * LAB_CHUNK_BYTES))
    await lab.pass(1000)
    pipe.breakOff()
    await assert.rejects(fed, /over: failed/)
    await lab.pass(5000)
    for (const { transfers } of [alice, bob]) {
      const { state, code } = transfers.get(id)
      assert.deepEqual([state, code], ['failed', 'source-gone'])
    }
    assert.match(alice.transfers.get(id).why ?? '', /broke off/)
    assert.equal(bob.disk.files.size, 0)
    assert.ok(alice.stages.isTidy && alice.disk.isTidy && bob.disk.isTidy)
  })

  test('whose node is killed while it grows fails on both sides when that is back', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const { id, pipe } = await accepted(nodes)
    pipe.write(lab.random.bytes(3 * LAB_CHUNK_BYTES))
    await lab.pass(1000)
    alice.crash()
    await lab.pass(1000)
    assert.equal(bob.transfers.get(id).state, 'waiting')
    await alice.start()
    await lab.pass(10_000)
    assert.deepEqual(states(nodes, id), ['failed', 'failed'])
    assert.equal(bob.transfers.get(id).code, 'source-gone')
    assert.ok(alice.stages.isTidy && bob.disk.isTidy)
  })

  test('whose input does not come fails, and one that has an input takes no second', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const { id } = await alice.transfers.streams.offer(bob.name, 'never.tar')
    const fed = await offered(nodes)
    const second = alice.transfers.streams.feed(fed.id, new Pipe(), ever)
    await assert.rejects(second, /has its input already/)
    await lab.pass(STREAM_FEED_MS + 1000)
    assert.deepEqual(states(nodes, id), ['failed', 'failed'])
    assert.equal(alice.transfers.get(fed.id).state, 'waiting')
    await assert.rejects(alice.transfers.streams.feed(id, new Pipe(), ever), /no stream of this id/)
  })

  test('that its friend declines takes no more of its input', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const { id, pipe, fed } = await offered(nodes)
    pipe.write(lab.random.bytes(100))
    await bob.transfers.decline(id)
    await lab.settle()
    await assert.rejects(fed, /over: declined/)
    assert.deepEqual(states(nodes, id), ['declined', 'declined'])
    assert.ok(alice.stages.isTidy)
  })

  test('is held back when it is too far ahead of a friend who takes it, and not of one who is away', async () => {
    const aheadBytes = 8 * LAB_CHUNK_BYTES
    const nodes = await couple({ aheadBytes })
    const { lab, alice, bob } = nodes
    await using _ = lab
    const { id, pipe } = await accepted(nodes)
    pipe.write(lab.random.bytes(4 * LAB_CHUNK_BYTES))
    await lab.pass(500)
    await bob.transfers.pause(id)
    await lab.pass(500)
    const pieces = Array.from({ length: 20 }, () => lab.random.bytes(LAB_CHUNK_BYTES))
    for (const piece of pieces) pipe.write(piece)
    await lab.pass(2000)
    assert.equal(alice.transfers.get(id).file.size, 4 * LAB_CHUNK_BYTES + aheadBytes)
    await bob.transfers.resume(id)
    await lab.pass(3000)
    assert.equal(alice.transfers.get(id).file.size, 24 * LAB_CHUNK_BYTES)
    await bob.stop()
    await lab.pass(1000)
    for (const piece of pieces) pipe.write(piece)
    await lab.pass(2000)
    assert.equal(alice.transfers.get(id).file.size, 44 * LAB_CHUNK_BYTES)
    assert.match(alice.transfers.get(id).why ?? '', /away; a stream goes straight only/)
  })

  test('waits for free space here, says so, and goes on', async () => {
    const nodes = await couple({ spaceCheckBytes: 1 })
    const { lab, alice } = nodes
    await using _ = lab
    const { id, pipe } = await offered(nodes)
    alice.stages.roomBytes = STREAM_KEEP_FREE_BYTES - 1
    pipe.write(lab.random.bytes(10))
    await lab.pass(1000)
    assert.equal(alice.transfers.get(id).code, 'stream-no-space')
    assert.equal(alice.transfers.get(id).file.size, 0)
    alice.stages.roomBytes = STREAM_KEEP_FREE_BYTES
    await lab.pass(2 * DISK_LOOK_MS)
    assert.equal(alice.transfers.get(id).code, 'answer-awaited')
    assert.equal(alice.transfers.get(id).file.size, 10)
  })

  test('is taken by a rule without a limit of size, and asked for by one that has a limit', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const rule = { friend: alice.name, answer: 'accept' }
    await bob.transfers.desk.setRule(acceptRule.check({ ...rule, maxBytes: 2 ** 40 }, ''))
    const asked = await offered(nodes)
    assert.equal(bob.transfers.get(asked.id).code, 'rule-unknown-size')
    await bob.transfers.desk.setRule(acceptRule.check(rule, ''))
    bob.disk.roomBytes = STREAM_ROOM_BYTES + KEEP_FREE_BYTES - 1
    const tight = await offered(nodes)
    assert.equal(bob.transfers.get(tight.id).code, 'rule-no-space')
    bob.disk.roomBytes = STREAM_ROOM_BYTES + KEEP_FREE_BYTES
    const taken = await offered(nodes)
    assert.equal(bob.transfers.get(taken.id).state, 'moving')
  })

  test('pauses both sides when the disk of the friend is full, and goes on when it is not', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const { id, pipe } = await accepted(nodes)
    pipe.write(lab.random.bytes(2 * LAB_CHUNK_BYTES))
    await lab.pass(1000)
    bob.disk.roomBytes = 1
    pipe.write(lab.random.bytes(2 * LAB_CHUNK_BYTES))
    await lab.pass(1000)
    assert.equal(alice.transfers.get(id).code, 'disk-full-there')
    assert.equal(bob.transfers.get(id).code, 'disk-full-here')
    bob.disk.roomBytes = STREAM_ROOM_BYTES + KEEP_FREE_BYTES
    pipe.end()
    await lab.pass(200_000)
    assert.deepEqual(states(nodes, id), ['done', 'done'])
  })

  test('that rests says that its program does, and goes on after any time', async () => {
    const nodes = await couple()
    const { lab, alice, bob } = nodes
    await using _ = lab
    const { id, pipe } = await accepted(nodes)
    pipe.write(lab.random.bytes(LAB_CHUNK_BYTES))
    await lab.pass(3_600_000)
    for (const { transfers } of [alice, bob]) {
      const { state, bottleneck } = transfers.get(id)
      assert.deepEqual([state, bottleneck], ['moving', 'program'])
    }
    pipe.end()
    await lab.pass(1000)
    assert.deepEqual(states(nodes, id), ['done', 'done'])
  })

  test('of a name that cannot be one is refused', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    await assert.rejects(alice.transfers.streams.offer(bob.name, '../x'), /cannot be the name/)
  })
})
