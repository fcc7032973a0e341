import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { limitView } from '../../../node/control/entity/queue-nouns.ts'
import type { TransferView } from '../../../node/control/entity/nouns.ts'
import { acceptRule } from '../../../node/transfer/entity/accept-rule.ts'
import { PATH_CHECK_MS } from '../../../node/transfer/limits.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { Lab } from '../../support/transfer-lab/lab.ts'
import { DOWNLOADS, type LabNode } from '../../support/transfer-lab/lab-node.ts'
import { LAB_SPOOL_ROUND_TRIP_MS } from '../../support/transfer-lab/lab-spool.ts'
import { LAB_CHUNK_BYTES } from '../../support/transfer-lab/memory-disk.ts'

/** The queue as a whole, between nodes that move real chunks. */

async function couple() {
  const lab = new Lab(1)
  const alice = await lab.add('alice')
  const bob = await lab.add('bob')
  return { lab, alice, bob }
}

async function offer(
  lab: Lab,
  from: LabNode,
  to: LabNode,
  path: string,
  bytes = 40 * LAB_CHUNK_BYTES,
) {
  from.disk.put(path, lab.random.bytes(bytes))
  const { id } = await from.transfers.sendFile(to.name, path)
  await lab.settle()
  return id
}

async function accepted(lab: Lab, from: LabNode, to: LabNode, path: string, bytes?: number) {
  const id = await offer(lab, from, to, path, bytes)
  await to.transfers.accept(id, { folder: undefined })
  return id
}

/** In the middle of its chunks. */
async function underWay(lab: Lab, from: LabNode, to: LabNode) {
  const id = await accepted(lab, from, to, '/film')
  while (to.transfers.get(id).state !== 'moving' || to.transfers.get(id).verifiedBytes === 0) {
    await lab.run(1)
  }
  return id
}

test('what moves through the spool tells the round trip to the home', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  lab.network.isParted = true
  const seen: TransferView[] = []
  bob.transfers.onChange((view) => seen.push(view))
  await accepted(lab, alice, bob, '/film')
  await lab.pass(60_000)
  const moving = seen.find(({ state }) => state === 'moving')
  assert.deepEqual([moving?.path, moving?.roundTripMs], ['spool', LAB_SPOOL_ROUND_TRIP_MS])
})

test('through the spool alone nobody waits for a look around: it is there well within PATH_CHECK_MS', async () => {
  const lab = new Lab(1)
  await using _ = lab
  const alice = await lab.add('alice')
  const bob = await lab.add('bob', 1, { spoolOnly: true })
  const id = await accepted(lab, alice, bob, '/film')
  await lab.pass(PATH_CHECK_MS / 2)
  const { state, path } = bob.transfers.get(id)
  assert.deepEqual([state, path], ['done', 'spool'])
})

describe('a hold', () => {
  for (const who of ['alice', 'bob'] as const) {
    test(`of ${who} stops what moves and what comes later, over a restart, until it is lifted`, async () => {
      const { lab, alice, bob } = await couple()
      await using _ = lab
      const [one, other] = who === 'alice' ? [alice, bob] : [bob, alice]
      const first = await underWay(lab, alice, bob)
      const { held } = await one.transfers.desk.pauseAll()
      assert.equal(held, 1)
      await lab.settle()
      assert.equal(one.transfers.get(first).code, 'held')
      assert.equal(other.transfers.get(first).code, 'by-peer')
      const later = await accepted(lab, alice, bob, '/later')
      await lab.pass(20_000)
      assert.equal(one.transfers.get(later).code, 'held')
      await one.stop()
      await one.start()
      const { verifiedBytes } = bob.transfers.get(first)
      await lab.pass(120_000)
      assert.equal(bob.transfers.get(first).verifiedBytes, verifiedBytes)
      for (const id of [first, later]) assert.equal(one.transfers.get(id).code, 'held')

      await one.transfers.desk.resumeAll()
      await lab.pass(90_000)
      for (const id of [first, later]) {
        assert.deepEqual(
          [alice.transfers.get(id).state, bob.transfers.get(id).state],
          ['done', 'done'],
        )
      }
    })
  }

  test('holds back what would go to the spool before anybody has answered', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    await bob.stop()
    await alice.transfers.desk.pauseAll()
    const id = await offer(lab, alice, bob, '/film')
    await lab.pass(120_000)
    assert.equal(lab.spool.movedBytes, 0)
    await alice.transfers.desk.resumeAll()
    await lab.pass(120_000)
    assert.ok(lab.spool.movedBytes > alice.transfers.get(id).file.size)
  })

  test('does not let one of them go alone', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const id = await underWay(lab, alice, bob)
    await bob.transfers.desk.pauseAll()
    await assert.rejects(bob.transfers.resume(id), /everything is paused here/)
  })
})

test('a limit slows what moves already, shows in the view, and ends at once when it is cleared', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  await bob.transfers.desk.setLimit(limitView.check({ down: 50_000 }, 'limit'))
  // One chunk of the real size may burst; half of one must keep to the rate.
  const id = await accepted(lab, alice, bob, '/film', CHUNK_BYTES * 1.5)
  await lab.pass(3000)
  const moving = bob.transfers.get(id)
  assert.deepEqual([moving.state, moving.limit], ['moving', 50_000])
  assert.ok(moving.verifiedBytes <= CHUNK_BYTES + 3000 * 50 + LAB_CHUNK_BYTES)
  await bob.transfers.desk.clearLimits()
  await lab.pass(500)
  assert.equal(bob.transfers.get(id).state, 'done')
})

test('of two that must wait the urgent one goes first', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  lab.network.isParted = true
  lab.spool.isUp = false
  const ids = []
  for (const path of ['/1', '/2', '/3', '/4', '/5', '/6']) {
    ids.push(await accepted(lab, alice, bob, path))
  }
  const [fifth, sixth] = ids.slice(4) as [never, never]
  await bob.transfers.desk.prioritise(sixth, 'high')
  const started: string[] = []
  const places = new Map<string, number | undefined>()
  bob.transfers.onChange(({ id, state, place }) => {
    if (state === 'queued') places.set(id, place)
    if (state === 'moving' && !started.includes(id)) started.push(id)
  })
  lab.network.isParted = false
  await lab.pass(30_000)
  assert.deepEqual(started.slice(4), [sixth, fifth])
  assert.deepEqual([places.has(sixth), places.has(fifth)], [true, true])
})

test('a finished transfer knows when it began, how much moved, and by which path', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  // While bob pauses, the rest would go to the spool.
  lab.spool.isUp = false
  const id = await underWay(lab, alice, bob)
  await bob.transfers.pause(id)
  await lab.pass(60_000)
  await bob.transfers.resume(id)
  await lab.pass(1000)
  await bob.stop()
  await bob.start()
  for (const node of [alice, bob]) {
    const view = node.transfers.get(id)
    assert.deepEqual([view.state, view.path], ['done', 'lan'])
    assert.ok(
      (view.startedMs ?? 0) >= view.createdMs && (view.endedMs ?? 0) > (view.startedMs ?? 0),
    )
    assert.equal(view.movedBytes, view.file.size)
  }
})

test('an unfinished file is listed with where it lies, and discarded for good on both sides', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  const id = await underWay(lab, alice, bob)
  await bob.transfers.pause(id)
  await lab.settle()
  const [leftover] = bob.transfers.desk.leftovers()
  assert.deepEqual([leftover?.id, leftover?.folder, leftover?.resumable], [id, DOWNLOADS, true])
  assert.ok((leftover?.bytes ?? 0) > 0)
  assert.equal((await bob.transfers.desk.discard(id)).state, 'cancelled')
  assert.ok(bob.disk.isTidy)
  assert.deepEqual(bob.transfers.desk.leftovers(), [])
  await lab.pass(1000)
  assert.equal(alice.transfers.get(id).state, 'cancelled')
})

test('what comes in quiet hours is not announced, and comes when they end', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  const quiet = [{ from: '23:00', until: '01:00' }]
  await bob.transfers.desk.setRule(acceptRule.check({ quiet }, 'rule'))
  const id = await offer(lab, alice, bob, '/film')
  assert.deepEqual([bob.transfers.get(id).code, bob.transfers.get(id).quiet], ['quiet-hours', true])
  assert.equal(alice.transfers.get(id).code, 'answer-awaited')
  await lab.pass(3_600_000 + 60_000)
  assert.deepEqual([bob.transfers.get(id).state, bob.transfers.get(id).quiet], ['done', false])
})

test('a blocked friend is declined, and the person can see that', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  await bob.transfers.desk.setRule(
    acceptRule.check({ friend: alice.name, answer: 'block' }, 'rule'),
  )
  const id = await offer(lab, alice, bob, '/film')
  await lab.pass(1000)
  assert.equal(bob.transfers.get(id).code, 'rule-blocked')
  assert.equal(alice.transfers.get(id).code, 'declined')
})

test('a choice is of folders only', async () => {
  const { lab, alice, bob } = await couple()
  await using _ = lab
  const id = await offer(lab, alice, bob, '/film')
  const pick = { only: ['*.mkv'], except: [] }
  await assert.rejects(bob.transfers.accept(id, { folder: undefined, pick }), /single file/)
  assert.equal(bob.transfers.get(id).code, 'answer-needed')
})
