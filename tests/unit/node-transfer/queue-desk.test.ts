import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import type { TransferView } from '../../../node/control/entity/nouns.ts'
import { limitView, ruleView } from '../../../node/control/entity/queue-nouns.ts'
import { Queue } from '../../../node/transfer/domain/queue.ts'
import { QueueDesk } from '../../../node/transfer/domain/queue-desk.ts'
import { Rules } from '../../../node/transfer/domain/rules.ts'
import { Throttle } from '../../../node/transfer/domain/throttle.ts'
import { USUAL_AT_ONCE } from '../../../node/transfer/entity/at-once.ts'
import type { TransferRecord } from '../../../node/transfer/entity/transfer-record.ts'
import { MAX_BANDWIDTH_LIMITS } from '../../../node/transfer/limits.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { utcTime } from '../../support/utc-time.ts'
import { aRecord, FRIEND, queueRig } from './queue-rig.ts'

const isControl = (code: string) => (err: unknown) =>
  err instanceof ControlError && err.code === code
const ALONE = { kind: 'paused', reason: 'by-us', haveBytes: 1 } as const
const limit = (fields: object) => limitView.check(fields, 'limit')

async function desk() {
  const rig = await queueRig()
  const throttle = new Throttle({ clock: rig.clock, localTime: utcTime })
  const looks: string[] = []
  const commands = {
    resume: (id: TransferId) => rig.book.apply(id, { kind: 'resumed' }),
    cancel: async (id: TransferId) => {
      if (rig.book.get(id)?.state.kind === 'verifying') throw new ControlError('conflict', 'over')
      return await rig.book.apply(id, { kind: 'cancelled', by: 'us' })
    },
  }
  const made = new QueueDesk({
    ...rig,
    throttle,
    commands: commands as never,
    queue: new Queue(rig, USUAL_AT_ONCE),
    leftovers: { list: () => [] } as never,
    rules: new Rules(rig),
    quiet: { look: async () => void looks.push('look') } as never,
    disk: { isWhole: (path: string) => path.startsWith('/') } as never,
    view: ({ id, state }: TransferRecord) => ({ id, state: state.kind }) as TransferView,
  })
  return { ...rig, throttle, looks, desk: made }
}

describe('everything at once', () => {
  test('is resumed but for what was paused alone, which takes a second word', async () => {
    const { desk: queue, book } = await desk()
    const [alone, ready] = [aRecord({ state: ALONE }), aRecord()]
    for (const record of [alone, ready]) await book.add(record)
    assert.deepEqual((await queue.pauseAll()).held, 1)
    assert.deepEqual(await queue.resumeAll(), { sinceMs: undefined, held: 0, paused: 1 })
    assert.equal(book.get(alone.id)?.state.kind, 'paused')
    assert.deepEqual(await queue.resumeAll(), { sinceMs: undefined, held: 0, paused: 0 })
    assert.equal(book.get(alone.id)?.state.kind, 'waiting')
  })

  test('is cancelled but for what became whole meanwhile', async () => {
    const { desk: queue, book } = await desk()
    const ready = aRecord()
    const whole = aRecord({ state: { kind: 'verifying', path: 'lan', haveBytes: 1000 } })
    for (const record of [ready, whole]) await book.add(record)
    const cancelled = await queue.cancelAll()
    assert.deepEqual(
      cancelled.map(({ id }) => id),
      [ready.id],
    )
  })
})

describe('limits', () => {
  test('take effect at once, are kept, and can be taken away one by one or together', async () => {
    const { desk: queue, throttle, store } = await desk()
    await queue.setLimit(limit({ up: 50_000 }))
    await queue.setLimit(limit({ friend: FRIEND, up: 20_000 }))
    assert.deepEqual(queue.inForce(), { up: 50_000, down: undefined })
    assert.equal(throttle.rate('up', FRIEND), 20_000)
    assert.equal((await store.settings())?.limits.length, 2)
    await queue.clearLimit({ friend: FRIEND, hours: undefined })
    assert.equal(throttle.rate('up', FRIEND), 50_000)
    await assert.rejects(
      queue.clearLimit({ friend: FRIEND, hours: undefined }),
      isControl('not-found'),
    )
    await queue.clearLimits()
    assert.deepEqual((await store.settings())?.limits, [])
    assert.equal(throttle.rate('up', FRIEND), undefined)
  })

  test('are of something, and not more than a person keeps in mind', async () => {
    const { desk: queue } = await desk()
    await assert.rejects(queue.setLimit(limit({})), isControl('bad-request'))
    for (let each = 0; each < MAX_BANDWIDTH_LIMITS; each += 1) {
      await queue.setLimit(limit({ friend: `friend${each}`, up: 50_000 }))
    }
    await assert.rejects(queue.setLimit(limit({ up: 50_000 })), isControl('conflict'))
    await queue.setLimit(limit({ friend: 'friend0', up: 60_000 }))
    assert.equal(queue.limits().length, MAX_BANDWIDTH_LIMITS)
  })
})

describe('rules', () => {
  test('name a whole folder, and are applied to what waits for quiet hours', async () => {
    const { desk: queue, looks } = await desk()
    const rule = ruleView.check({ friend: FRIEND, folder: 'downloads' }, 'rule')
    await assert.rejects(queue.setRule(rule), isControl('bad-request'))
    await queue.setRule({ ...rule, folder: '/downloads' })
    await queue.setRule(ruleView.check({ answer: 'block' }, 'rule'))
    assert.deepEqual(
      queue.rules().map(({ friend }) => friend),
      [undefined, FRIEND],
    )
    await queue.removeRule(undefined)
    assert.equal(queue.rules().length, 1)
    assert.equal(looks.length, 3)
  })
})
