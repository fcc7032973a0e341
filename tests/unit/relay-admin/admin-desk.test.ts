import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AdminRefusal } from '../../../relay/accounts/entity/admin-refusal.ts'
import { AdminDesk } from '../../../relay/admin/domain/admin-desk.ts'
import type { AdminHandlers } from '../../../relay/admin/ports.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { systemTracer } from '../../../src/system/trace.ts'
import { RecordedLog } from '../../support/recorded-log.ts'

function rig(handlers: Partial<AdminHandlers>) {
  const audit = new RecordedLog()
  const log = new RecordedLog()
  const exporter = { open: () => Promise.reject(new AdminRefusal('unknown-account')) }
  const desk = new AdminDesk({
    handlers: handlers as AdminHandlers,
    exporter,
    audit,
    log,
    tracer: systemTracer,
  })
  const ask = (call: string, given: object) => desk.answer({ call, ask: given, by: 'olga' })
  return { ask, log, noted: () => audit.entries.map(({ fields }) => fields) }
}

test('what the store could not do is unavailable, is in the log with its cause, and is noted', async () => {
  const cause = new Error('disk')
  const { ask, log, noted } = rig({
    block: () => Promise.reject(new HomeRefusal('unavailable', { cause })),
  })
  await assert.rejects(ask('block', { name: 'bob' }), { name: 'AdminRefusal', code: 'unavailable' })
  assert.equal(log.entries[0]?.level, 'error')
  assert.deepEqual(noted(), [{ by: 'olga', act: 'block', about: 'bob', outcome: 'unavailable' }])
})

test('a fault of ours is unavailable too, and nothing of it reaches the operator', async () => {
  const { ask, log } = rig({ block: () => Promise.reject(new TypeError('secret')) })
  await assert.rejects(ask('block', { name: 'bob' }), (err) => {
    return err instanceof AdminRefusal && !err.message.includes('secret')
  })
  assert.equal(log.entries.length, 1)
})

test('what a malformed request names is noted cut, never a code', async () => {
  const { ask, noted } = rig({})
  await assert.rejects(ask('block', { name: 'x'.repeat(1_000) }), { code: 'bad-request' })
  await assert.rejects(ask('block', { name: { deep: 'object' } }), { code: 'bad-request' })
  const code = 'SECRETSECRETSECRET'.repeat(10)
  await assert.rejects(ask('revokeInvite', { code }), { code: 'bad-request' })
  await assert.rejects(ask('explode', { code }), { code: 'unknown-call' })
  assert.deepEqual(
    noted().map(({ about }) => about),
    ['x'.repeat(64), undefined, 'SECR'],
  )
})
