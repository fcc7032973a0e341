import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { WireHomeLine } from '../../../node/session/data/wire-home-line.ts'
import { MAX_WAITING_PUSHES } from '../../../node/session/limits.ts'
import type { Push } from '../../../src/home/entity/calls.ts'
import {
  decodeRequest,
  encodeAnswer,
  encodePush,
  encodeRefusal,
} from '../../../src/wire/home-codec.ts'
import { silentLog } from '../../support/home-client.ts'

const { signal } = new AbortController()
const caughtUp = (headUsn: number): Push => ({ kind: 'caughtUp', value: { headUsn } })

/** A line to a home that the test plays, frame by frame. */
function played() {
  const inbound: (Uint8Array | Error)[] = []
  let wake = Promise.withResolvers<void>()
  const sent: Uint8Array[] = []
  let resets = 0
  const channel = {
    send: async (frame: Uint8Array) => {
      sent.push(frame)
    },
    receive: async () => {
      for (;;) {
        const next = inbound.shift()
        if (next instanceof Error) throw next
        if (next !== undefined) return next
        await wake.promise
      }
    },
    close: async () => {},
    reset: () => {},
  }
  const line = new WireHomeLine(channel, { onReset: () => resets++, log: silentLog })
  const say = (frame: Uint8Array | Error) => {
    inbound.push(frame)
    const woken = wake
    wake = Promise.withResolvers()
    woken.resolve()
  }
  return { line, say, asked: () => sent.map(decodeRequest), resets: () => resets }
}

test('answers may overtake each other and are told apart by id', async () => {
  const { line, say, asked } = played()
  const [first, second] = [line.ask('ping', {}, { signal }), line.ask('ping', {}, { signal })]
  const [a, b] = asked().map((each) => each.id)
  say(encodeAnswer(b ?? 0, 'ping', { nowMs: 2 }))
  say(encodeAnswer(a ?? 0, 'ping', { nowMs: 1 }))
  assert.deepEqual([await first, await second], [{ nowMs: 1 }, { nowMs: 2 }])
})

test('a refusal is thrown with its code and its time', async () => {
  const { line, say } = played()
  const asked = line.ask('sendMessage', message, { signal })
  say(encodeRefusal(1, { code: 'slow-down', retryAfterMs: 700 }))
  await assert.rejects(asked, { name: 'HomeRefusal', code: 'slow-down', retryAfterMs: 700 })
})

test('an answer that comes twice, or after nobody waits for it, changes nothing', async () => {
  const { line, say } = played()
  const gaveUp = new AbortController()
  const late = line.ask('ping', {}, { signal: gaveUp.signal })
  gaveUp.abort(new Error('enough'))
  await assert.rejects(late, /enough/)
  const asked = line.ask('ping', {}, { signal })
  for (const id of [1, 2, 2, 1]) say(encodeAnswer(id, 'ping', { nowMs: id }))
  assert.deepEqual(await asked, { nowMs: 2 })
  say(encodePush(caughtUp(1)))
  assert.deepEqual(await line.nextPush({ signal }), caughtUp(1))
})

test('an answer to what was never asked ends the line', async () => {
  const { line, say } = played()
  const asked = line.ask('ping', {}, { signal })
  say(encodeAnswer(7, 'ping', { nowMs: 1 }))
  await assert.rejects(asked, { name: 'LinkError', code: 'PROTOCOL' })
})

test('an answer of another call is malformed', async () => {
  const { line, say, resets } = played()
  const asked = line.ask('ping', {}, { signal })
  say(encodeAnswer(1, 'sendMessage', { seq: 1, storedMs: 1 }))
  await assert.rejects(asked, { name: 'LinkError', code: 'PROTOCOL' })
  assert.equal(resets(), 1)
})

test('when the line breaks, everybody who waits hears of it', async () => {
  const { line, say } = played()
  const waits = [line.ask('ping', {}, { signal }), line.nextPush({ signal })]
  say(new Error('cut'))
  for (const wait of waits) await assert.rejects(wait, { name: 'LinkError', code: 'CUT' })
  await assert.rejects(line.ask('ping', {}, { signal }), { code: 'CUT' })
})

test('pushes that came before the end are still taken', async () => {
  const { line, say } = played()
  say(encodePush(caughtUp(1)))
  say(encodePush(caughtUp(2)))
  say(new Error('cut'))
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(await line.nextPush({ signal }), caughtUp(1))
  assert.deepEqual(await line.nextPush({ signal }), caughtUp(2))
  await assert.rejects(line.nextPush({ signal }), { code: 'CUT' })
})

test('a home that pushes without end is cut off', async () => {
  const { line, say } = played()
  for (let n = 0; n <= MAX_WAITING_PUSHES; n++) say(encodePush(caughtUp(n)))
  await assert.rejects(line.ask('ping', {}, { signal }), { code: 'PROTOCOL' })
})

test('arbitrary frames end the line and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 512 }), async (bytes) => {
      const { line, say } = played()
      const asked = line.ask('ping', {}, { signal })
      say(bytes)
      say(new Error('cut'))
      await assert.rejects(asked, { name: 'LinkError' })
    }),
    { numRuns: 500 },
  )
})

const message = {
  conversation: '01900000-0000-7000-8000-c00000000001',
  id: '01900000-0000-7000-8000-d00000000001',
  body: Uint8Array.of(1),
} as Parameters<typeof WireHomeLine.prototype.ask<'sendMessage'>>[1]
