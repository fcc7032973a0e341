import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import { AutoAccept } from '../../../node/transfer/domain/auto-accept.ts'
import { DiskWatch } from '../../../node/transfer/domain/disk-watch.ts'
import { Leftovers } from '../../../node/transfer/domain/leftovers.ts'
import { QuietWatch } from '../../../node/transfer/domain/quiet-watch.ts'
import { Rules } from '../../../node/transfer/domain/rules.ts'
import { acceptRule } from '../../../node/transfer/entity/accept-rule.ts'
import type { TransferRecord } from '../../../node/transfer/entity/transfer-record.ts'
import { DISCARD_WAIT_MS, DISK_LOOK_MS, QUIET_CHECK_MS } from '../../../node/transfer/limits.ts'
import type { Disk } from '../../../node/transfer/queue-ports.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { utcTime } from '../../support/utc-time.ts'
import { aRecord, FRIEND, queueRig } from './queue-rig.ts'

const HOUR_MS = 3_600_000
const { signal } = new AbortController()
const UNANSWERED = { kind: 'waiting', for: 'answer', haveBytes: 0 } as const

async function ruled(...rules: readonly object[]) {
  const rig = await queueRig()
  const room = { bytes: 1e12 }
  const disk = { freeBytes: async () => room.bytes } as unknown as Disk
  const own = new Rules(rig)
  for (const rule of rules) await own.set(acceptRule.check(rule, 'rule'))
  const deps = { ...rig, rules: own, disk, localTime: utcTime }
  const autoAccept = new AutoAccept(deps, { downloads: '/downloads' })
  const quiet = new QuietWatch({ ...rig, autoAccept })
  const offer = async (fields: Partial<TransferRecord> = {}) => {
    const record = aRecord({ state: UNANSWERED, folder: undefined, litter: false, ...fields })
    await rig.book.add(record)
    await autoAccept.consider(record.id)
    return record.id
  }
  return { ...rig, rules: own, autoAccept, quiet, offer, room, disk }
}

describe('an offer', () => {
  test('of a blocked friend is declined by itself, and says so to the person', async () => {
    const { offer, book } = await ruled({ friend: FRIEND, answer: 'block' })
    const record = book.get(await offer())
    assert.deepEqual([record?.state.kind, record?.note], ['declined', 'rule-blocked'])
    assert.deepEqual(
      record?.news.map(({ kind }) => kind),
      ['declined'],
    )
  })

  test('that the rule takes goes into its folder, and leaves free what it says', async () => {
    const { offer, book } = await ruled({ friend: FRIEND, folder: '/bob', keepFreeBytes: 1e9 })
    const record = book.get(await offer())
    assert.deepEqual([record?.folder, record?.keepFreeBytes], ['/bob', 1e9])
    assert.deepEqual(record?.state, { kind: 'waiting', for: 'friend', haveBytes: 0 })
  })

  test('without a rule of the friend’s own follows the one for all', async () => {
    const { offer, book } = await ruled({ answer: 'accept', maxBytes: 999 })
    assert.equal(book.get(await offer())?.note, 'rule-too-large')
    const small = { ...aRecord().file, size: 999 }
    assert.equal(book.get(await offer({ file: small }))?.folder, '/downloads')
  })

  test('in quiet hours stays unanswered, and is taken when they end, as things are then', async () => {
    const quiet = [{ from: '22:00', until: '02:00' }]
    const {
      offer,
      book,
      clock,
      quiet: watch,
      background,
      room,
    } = await ruled({ quiet, maxBytes: 5000 })
    const [first, second] = [await offer(), await offer()]
    assert.equal(book.get(first)?.note, 'quiet-hours')
    assert.deepEqual(book.get(first)?.state, UNANSWERED)
    background.run('watch', (end) => watch.watch(end))
    await clock.turn(2 * HOUR_MS - 1)
    assert.equal(book.get(first)?.note, 'quiet-hours')
    room.bytes = KEEP_FREE_BYTES + 1500
    await clock.turn(QUIET_CHECK_MS + 1)
    assert.equal(book.get(first)?.folder, '/downloads')
    assert.equal(book.get(second)?.note, 'rule-no-space')
    await background.stop()
  })

  test('that a rule will take when quiet hours end is no burden to the person meanwhile', async () => {
    const quiet = [{ from: '00:00', until: '00:00' }]
    for (const [answer, expected] of [
      ['accept', true],
      ['ask', false],
    ] as const) {
      const { offer, autoAccept, book } = await ruled({ answer, quiet })
      const record = book.get(await offer()) as TransferRecord
      assert.equal(autoAccept.willAnswer(record), expected)
      assert.equal(autoAccept.willAnswer({ ...record, note: undefined }), false)
    }
  })

  test('that a person answers in quiet hours is answered', async () => {
    const { offer, book, quiet } = await ruled({ quiet: [{ from: '00:00', until: '00:00' }] })
    const id = await offer()
    await book.apply(id, { kind: 'declined' })
    await quiet.look()
    assert.equal(book.get(id)?.state.kind, 'declined')
  })

  test('that was only asked for is announced when quiet hours end', async () => {
    const rig = await ruled({ answer: 'ask', quiet: [{ from: '00:00', until: '01:00' }] })
    const id = await rig.offer()
    assert.equal(rig.book.get(id)?.note, 'quiet-hours')
    await rig.clock.turn(HOUR_MS)
    await rig.quiet.look()
    assert.equal(rig.book.get(id)?.note, undefined)
    assert.deepEqual(rig.book.get(id)?.state, UNANSWERED)
  })
})

describe('the disk', () => {
  test('that fills past what a rule leaves free stops what comes in, and goes on with room', async () => {
    const { book, room, disk, clock, background, log, told } = await ruled()
    const moving = { kind: 'moving', path: 'lan', haveBytes: 400 } as const
    const ours = aRecord({ state: moving, keepFreeBytes: 1e9 })
    const byHand = aRecord({ state: moving })
    for (const record of [ours, byHand]) await book.add(record)
    const end = async (id: TransferId, reason: Error) => {
      told.push(`${id} ${reason.message}`)
      await book.apply(id, { kind: 'stopped', by: 'us', code: 'disk-full' })
    }
    const watch = new DiskWatch({ book, disk, end, clock, log })
    background.run('watch', (over) => watch.watch(over))
    await clock.turn(DISK_LOOK_MS)
    assert.deepEqual(told, [])
    room.bytes = 1e9 - 1
    await clock.turn(DISK_LOOK_MS)
    assert.deepEqual(told, [`${ours.id} disk-full`])
    assert.equal(book.get(byHand.id)?.state.kind, 'moving')
    room.bytes = 1e9 + 599
    await watch.look()
    assert.equal(book.get(ours.id)?.state.kind, 'paused')
    room.bytes = 1e9 + 600
    await watch.look()
    assert.equal(book.get(ours.id)?.state.kind, 'waiting')
    await background.stop()
  })
})

describe('leftovers', () => {
  async function rig() {
    const queue = await queueRig()
    const cancel = (id: never) => queue.book.apply(id, { kind: 'cancelled', by: 'us' })
    const view = ({ state, file }: TransferRecord) =>
      ({ state: state.kind, file, verifiedBytes: 0 }) as never
    const deps = { ...queue, commands: { cancel } as never, view }
    return { ...queue, leftovers: new Leftovers(deps) }
  }
  const paused = (haveBytes: number) => ({ kind: 'paused', reason: 'by-us', haveBytes }) as const
  const isControl = (code: string) => (err: unknown) =>
    err instanceof ControlError && err.code === code

  test('are what is staged here and stands still', async () => {
    const { book, leftovers } = await rig()
    const listed = [
      aRecord({ state: paused(400) }),
      aRecord({ state: { kind: 'waiting', for: 'friend', haveBytes: 7 } }),
      aRecord({ state: { kind: 'failed', why: 'root-mismatch' } }),
    ]
    const others = [
      aRecord({ state: paused(400), direction: 'outgoing' }),
      aRecord({ state: { kind: 'waiting', for: 'friend', haveBytes: 0 } }),
      aRecord({ state: { kind: 'moving', path: 'lan', haveBytes: 5 } }),
      aRecord({ state: { kind: 'cancelled', by: 'us' }, litter: false }),
      aRecord({ state: UNANSWERED, folder: undefined, litter: false }),
    ]
    for (const record of [...listed, ...others]) await book.add(record)
    const found = leftovers.list()
    assert.deepEqual(
      found.map(({ id }) => id),
      listed.map(({ id }) => id),
    )
    assert.deepEqual(
      found.map(({ resumable }) => resumable),
      [true, true, false],
    )
    assert.deepEqual(
      found.map(({ bytes }) => bytes),
      [400, 7, 0],
    )
  })

  test('that are discarded are cancelled, and gone when that is said', async () => {
    const { book, leftovers, told } = await rig()
    const record = aRecord({ state: paused(400) })
    await book.add(record)
    const discarded = leftovers.discard(record.id, { signal })
    await new Promise((resolve) => setImmediate(resolve))
    assert.ok(told.includes(`sweep ${record.id.slice(-1)}`))
    await book.amend(record.id, () => ({ litter: false }))
    assert.equal((await discarded).state.kind, 'cancelled')
    assert.deepEqual(leftovers.list(), [])
  })

  test('that cannot be removed now are not said to be gone', async () => {
    const { book, leftovers, clock } = await rig()
    const record = aRecord({ state: { kind: 'failed', why: 'protocol' } })
    await book.add(record)
    const refused = assert.rejects(leftovers.discard(record.id, { signal }), isControl('conflict'))
    await clock.turn(DISCARD_WAIT_MS)
    await refused
    assert.equal(leftovers.list().length, 1)
  })

  test('are nobody’s finished file, and nothing of a sender', async () => {
    const { book, leftovers } = await rig()
    const done = aRecord({
      state: { kind: 'done', root: 'r' as never, name: 'film' },
      litter: false,
    })
    const outgoing = aRecord({ direction: 'outgoing' })
    for (const record of [done, outgoing]) {
      await book.add(record)
      await assert.rejects(leftovers.discard(record.id, { signal }), isControl('conflict'))
    }
    await assert.rejects(leftovers.discard(aRecord().id, { signal }), isControl('not-found'))
  })
})
