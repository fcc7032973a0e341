import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Background } from '../../../src/core/background.ts'
import { RecordedLog } from '../../support/recorded-log.ts'

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

test('stop tells the work to end and waits until it has', async () => {
  const background = new Background({ log: new RecordedLog() })
  const steps: string[] = []
  background.run('sweep', async (signal) => {
    await aborted(signal)
    await new Promise((resolve) => setImmediate(resolve))
    steps.push('swept')
  })
  await background.stop()
  steps.push('stopped')
  assert.deepEqual(steps, ['swept', 'stopped'])
})

test('a failure is logged with the name of the work, and does no other harm', async () => {
  const log = new RecordedLog()
  const background = new Background({ log })
  const err = new Error('broken')
  background.run('sweep', () => Promise.reject(err))
  background.run('count', () => {
    throw err
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  background.run('last', async () => resolve())
  await promise
  await background.stop()
  const works = log.entries.map(({ level, fields }) => `${level} ${String(fields['work'])}`)
  assert.deepEqual(works.toSorted(), ['error count', 'error sweep'])
  assert.ok(log.entries.every(({ fields }) => fields['err'] === err))
})

test('to end by the signal is no failure', async () => {
  const log = new RecordedLog()
  const background = new Background({ log })
  background.run('wait', async (signal) => {
    await aborted(signal)
    signal.throwIfAborted()
  })
  await background.stop()
  assert.deepEqual(log.entries, [])
})

test('work that begins while stopping is not begun', async () => {
  const background = new Background({ log: new RecordedLog() })
  let ran = false
  background.run('first', async (signal) => {
    await aborted(signal)
    background.run('second', async () => {
      ran = true
    })
  })
  await background.stop()
  assert.equal(ran, false)
})

test('after a stop it can be used again', async () => {
  const background = new Background({ log: new RecordedLog() })
  await background.stop()
  const { promise, resolve } = Promise.withResolvers<boolean>()
  background.run('again', async (signal) => resolve(signal.aborted))
  assert.equal(await promise, false)
  await background.stop()
})

test('stopping twice, and at the end of a scope, is the same as once', async () => {
  const ended: string[] = []
  {
    await using background = new Background({ log: new RecordedLog() })
    background.run('wait', async (signal) => {
      await aborted(signal)
      ended.push('wait')
    })
    await Promise.all([background.stop(), background.stop()])
  }
  assert.deepEqual(ended, ['wait'])
})

test('of two stops that overlap neither waits for what began after the other', async () => {
  const background = new Background({ log: new RecordedLog() })
  background.run('first', aborted)
  const stops = [background.stop().then(() => background.run('second', aborted)), background.stop()]
  await Promise.all(stops)
  await background.stop()
})
