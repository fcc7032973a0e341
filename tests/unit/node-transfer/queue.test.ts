import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import { inTurn } from '../../../node/transfer/domain/in-turn.ts'
import { Queue } from '../../../node/transfer/domain/queue.ts'
import { USUAL_AT_ONCE } from '../../../node/transfer/entity/at-once.ts'
import { MAX_ENDED_TRANSFERS, MAX_PULLS_PER_FRIEND } from '../../../node/transfer/limits.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { HOLDING_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import { aRecord, queueRig } from './queue-rig.ts'

const { signal } = new AbortController()

async function lined(count: number) {
  const rig = await queueRig()
  const queue = new Queue(rig, USUAL_AT_ONCE)
  const records = Array.from({ length: count }, () => aRecord())
  for (const record of records) await rig.book.add(record)
  const ids = records.map(({ id }) => id)
  return { ...rig, queue, records, ids }
}

/** The first four move, the others wait. */
async function waiting(count: number) {
  const rig = await lined(count + MAX_PULLS_PER_FRIEND)
  const moving = rig.records.slice(0, MAX_PULLS_PER_FRIEND).map((each) => rig.queue.down.take(each))
  const others = rig.records.slice(MAX_PULLS_PER_FRIEND)
  for (const record of others) void rig.queue.down.acquire(record, { signal })
  return { ...rig, moving, ids: others.map(({ id }) => id) }
}

function isConflict(err: unknown): boolean {
  return err instanceof ControlError && err.code === 'conflict'
}

describe('the queue', () => {
  test('says the place of each that waits, and of nobody else', async () => {
    const { queue, records, ids } = await waiting(3)
    assert.deepEqual(
      ids.map((id) => queue.place(id)),
      [1, 2, 3],
    )
    assert.equal(queue.place(records[0]?.id as never), undefined)
  })

  test('lets a person put one first, last, up or down, and keeps that over a restart', async () => {
    const { queue, ids, store, clock, log } = await waiting(4)
    const [a, b, c, d] = ids as [never, never, never, never]
    const line = () => queue.down.line()
    await queue.move(d, 'first')
    assert.deepEqual(line(), [d, a, b, c])
    await queue.move(a, 'last')
    assert.deepEqual(line(), [d, b, c, a])
    await queue.move(c, 'up')
    assert.deepEqual(line(), [d, c, b, a])
    await queue.move(d, 'down')
    assert.deepEqual(line(), [c, d, b, a])
    assert.equal(queue.place(c), 1)
    const again = await queueRig(store)
    const restarted = new Queue({ ...again, clock, log } as never, {
      ...USUAL_AT_ONCE,
      down: { total: 1, perFriend: 1 },
    })
    restarted.down.take({ id: a, friend: 'x' as never })
    for (const id of ids) void restarted.down.acquire({ id, friend: 'x' as never }, { signal })
    assert.deepEqual(restarted.down.line(), [c, d, b, a])
  })

  test('a higher priority goes before all lower ones, at the end of its own', async () => {
    const { queue, ids } = await waiting(4)
    const [a, b, c, d] = ids as [never, never, never, never]
    await queue.prioritise(d, 'high')
    await queue.prioritise(b, 'high')
    await queue.prioritise(a, 'low')
    assert.deepEqual(queue.down.line(), [d, b, c, a])
    assert.equal((await queue.prioritise(b, 'normal')).priority, 'normal')
    assert.deepEqual(queue.down.line(), [d, c, b, a])
  })

  test('what moves keeps its slot, whatever becomes urgent, and cannot be put elsewhere', async () => {
    const { queue, book, ids, moving, records } = await waiting(1)
    await queue.prioritise(ids[0] as never, 'high')
    assert.equal(queue.place(ids[0] as never), 1)
    moving[0]?.[Symbol.dispose]()
    assert.equal(queue.place(ids[0] as never), undefined)
    const first = records[0]?.id as never
    await book.apply(first, { kind: 'started', path: 'lan', haveBytes: 0 })
    await assert.rejects(queue.move(first, 'first'), isConflict)
    assert.equal((await queue.prioritise(first, 'low')).priority, 'low')
    await book.apply(first, { kind: 'cancelled', by: 'us' })
    await assert.rejects(queue.prioritise(first, 'high'), isConflict)
  })

  test('tells of places once when many join together, and again when the line moves', async () => {
    const { queue, records } = await lined(30)
    const told: string[] = []
    queue.onPlace((id) => told.push(id))
    for (const record of records) void queue.down.acquire(record, { signal })
    await Promise.resolve()
    await Promise.resolve()
    assert.equal(told.length, 16)
    assert.equal(new Set(told).size, 16)
  })

  test('a peer whose stream is open hears that it waits, until its turn comes', async () => {
    const { queue, clock, records } = await lined(6)
    const slots = records.slice(0, 4).map((record) => queue.up.take(record))
    const sent: ChannelMessage[] = []
    const channel = { send: async (message: ChannelMessage) => void sent.push(message) }
    const line = { channel: channel as unknown as TransferChannel, clock, signal }
    const turn = inTurn(queue.up, records[4] as never, line)
    await clock.turn(2 * HOLDING_MS)
    const holding = { kind: 'holding', value: { why: 'turn' } }
    assert.deepEqual(sent, [holding, holding])
    slots[0]?.[Symbol.dispose]()
    assert.ok(await turn)
    await clock.turn(HOLDING_MS)
    assert.equal(sent.length, 2)

    channel.send = async () => Promise.reject(new Error('gone'))
    const lost = assert.rejects(inTurn(queue.up, records[5] as never, line), /gone/)
    await clock.turn(HOLDING_MS)
    await lost
    assert.deepEqual(queue.up.line(), [])
  })
})

test('ended transfers beyond those that are listed are counted before they go', async () => {
  const { book, settings, store } = await queueRig()
  const ended = () => aRecord({ state: { kind: 'declined' }, litter: false, endedMs: 1 })
  for (let each = 0; each < MAX_ENDED_TRANSFERS + 3; each += 1) await book.add(ended())
  assert.equal(book.all().length, MAX_ENDED_TRANSFERS)
  assert.equal(settings.current.forgotten, 3)
  assert.equal((await store.settings())?.forgotten, 3)
})
