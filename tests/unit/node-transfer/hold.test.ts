import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { aRecord, queueRig } from './queue-rig.ts'

type Rig = Awaited<ReturnType<typeof queueRig>>
const stateOf = ({ book }: Rig, id: string) => {
  const record = book.get(id as never)
  return `${record?.state.kind}${record?.held === true ? ', held' : ''}`
}

describe('a hold', () => {
  test('pauses what moves and what would, tells friends, and lets the rest be', async () => {
    const rig = await queueRig()
    const moving = aRecord({ state: { kind: 'moving', path: 'lan', haveBytes: 5 } })
    const ready = aRecord({ direction: 'outgoing' })
    const alone = aRecord({ state: { kind: 'paused', reason: 'by-us', haveBytes: 1 } })
    const theirs = aRecord({ state: { kind: 'paused', reason: 'by-peer', haveBytes: 1 } })
    const full = aRecord({ state: { kind: 'paused', reason: 'disk-full-here', haveBytes: 1 } })
    const offer = aRecord({ state: { kind: 'waiting', for: 'answer', haveBytes: 0 } })
    const all = [moving, ready, alone, theirs, full, offer]
    for (const record of all) await rig.book.add(record)
    await rig.hold.begin()
    assert.deepEqual(
      all.map(({ id }) => stateOf(rig, id)),
      ['paused, held', 'paused, held', 'paused', 'paused, held', 'paused', 'waiting'],
    )
    assert.ok(rig.told.includes(`end ${moving.id.slice(-1)} paused`))
    assert.deepEqual(rig.hold.view(), { sinceMs: rig.clock.nowMs(), held: 3, paused: 2 })

    await rig.hold.lift()
    assert.deepEqual(
      all.map(({ id }) => stateOf(rig, id)),
      ['waiting', 'waiting', 'paused', 'waiting', 'paused', 'waiting'],
    )
    assert.ok(rig.told.includes(`knock ${ready.id.slice(-1)}`))
    assert.deepEqual(rig.hold.view(), { sinceMs: undefined, held: 0, paused: 2 })
  })

  test('catches what comes later, before it moves', async () => {
    const rig = await queueRig()
    await rig.hold.begin()
    const offer = aRecord({ state: { kind: 'waiting', for: 'answer', haveBytes: 0 } })
    await rig.book.add(offer)
    assert.equal(rig.hold.admits(offer), true)
    const accepted = await rig.book.apply(offer.id, { kind: 'accepted' })
    assert.equal(rig.hold.admits(accepted), false)
    await rig.background.stop()
    assert.equal(stateOf(rig, offer.id), 'paused, held')
  })

  test('outlives a restart, and a crash in the middle of beginning or lifting it', async () => {
    const before = await queueRig()
    const record = aRecord()
    await before.book.add(record)
    // As far as the first write, and no further.
    await before.settings.change(() => ({ heldSinceMs: 7 }))
    const after = await queueRig(before.store)
    await after.hold.settle()
    assert.equal(after.hold.view().sinceMs, 7)
    assert.equal(stateOf(after, record.id), 'paused, held')
    await after.settings.change(() => ({ heldSinceMs: undefined }))
    const lifted = await queueRig(before.store)
    await lifted.hold.settle()
    assert.equal(stateOf(lifted, record.id), 'waiting')
  })

  test('begun twice keeps its beginning', async () => {
    const rig = await queueRig()
    await rig.hold.begin()
    const { sinceMs } = rig.hold.view()
    await rig.clock.turn(1000)
    await rig.hold.begin()
    assert.equal(rig.hold.view().sinceMs, sinceMs)
  })
})
