import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MAX_HOME_FRAME_BYTES, MAX_REQUEST_BYTES } from '../../../src/home/limits.ts'
import { encodeRequest } from '../../../src/wire/home-codec.ts'
import { testRelay } from '../../support/test-relay.ts'
import { refused } from './relay-messages.ts'

/** A HomeFrame with a request of id 9 whose call is field 99: what a newer node may ask. */
const CALL_99 = Uint8Array.of(0x0a, 5, 0x08, 9, 0x9a, 0x06, 0)

test('arbitrary bytes end the link that sent them, and nothing else', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
      await using stranger = await home.stranger()
      await stranger.channel.send(bytes).catch(() => undefined)
      // Either it was no frame and the stream is reset, or it was one and a refusal came: then the home still answers.
      await stranger.ask('hello', { program: '' }).catch(() => stranger.closed)
    }),
    { numRuns: 40 },
  )
  assert.equal((await bob.ask('self', {})).name, 'bob')
})

test('a frame that claims too much is refused before it is read', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  await bob.channel.send(new Uint8Array(MAX_HOME_FRAME_BYTES + 1)).catch(() => undefined)
  await bob.closed
})

test('no request is larger than a message: a larger frame is refused, whatever it says', async () => {
  await using home = await testRelay()
  await using stranger = await home.stranger()
  const hello = encodeRequest(9, 'hello', { program: '' })
  // Field 15 of a HomeFrame, which nobody knows: 70,000 bytes of it.
  const more = Uint8Array.of(0x7a, 0xf0, 0xa2, 0x04, ...new Uint8Array(70_000))
  const large = new Uint8Array([...hello, ...more])
  assert.ok(large.length > MAX_REQUEST_BYTES)
  await assert.rejects(stranger.raw(9, large), /stream|reset/)
})

test('a request with bad content is refused under its id, and the session goes on', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const bad = bob.ask('requestFriend', { name: '../../etc' as never, note: '' })
  await assert.rejects(bad, refused('bad-request'))
  const { refusal } = (await bob.raw(9, CALL_99)) as { refusal: { code: string } }
  assert.equal(refusal.code, 'unknown-call')
  assert.equal((await bob.ask('self', {})).name, 'bob')
})
