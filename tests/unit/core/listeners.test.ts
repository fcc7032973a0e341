import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Listeners } from '../../../src/core/listeners.ts'
import { RecordedLog } from '../../support/recorded-log.ts'

test('all are told until they leave', () => {
  const listeners = new Listeners<number>({ log: new RecordedLog() })
  const heard: string[] = []
  const leave = listeners.add((value) => heard.push(`a${value}`))
  listeners.add((value) => heard.push(`b${value}`))
  listeners.tell(1)
  leave()
  listeners.tell(2)
  assert.deepEqual(heard, ['a1', 'b1', 'b2'])
})

test('a listener that throws is logged and stops nobody', () => {
  const log = new RecordedLog()
  const listeners = new Listeners<number>({ log })
  const heard: number[] = []
  const err = new Error('broken')
  listeners.add(() => {
    throw err
  })
  listeners.add((value) => heard.push(value))
  listeners.tell(1)
  assert.deepEqual(heard, [1])
  assert.equal(log.entries[0]?.fields['err'], err)
})
