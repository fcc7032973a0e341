import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MAX_TEXT_CHARS } from '../../src/chat/limits.ts'
import { MAX_BODY_BYTES } from '../../src/home/limits.ts'
import { decodeChatBody, encodeChatBody } from '../../src/wire/chat-codec.ts'
import { homing } from '../../src/wire/protobuf.ts'
import { WireError } from '../../src/wire/wire-error.ts'
import { golden } from './golden.ts'
import { CHAT_SAMPLES } from './samples.ts'

const made = new Map(
  CHAT_SAMPLES.map((content) => [content.kind, encodeChatBody(content)] as const),
)
const kept = golden('chat', made)

test('every chat body is written as its golden bytes say, and they decode to what was written', () => {
  for (const content of CHAT_SAMPLES) {
    assert.equal(made.get(content.kind)?.toHex(), kept[content.kind], content.kind)
    assert.deepEqual(decodeChatBody(Uint8Array.fromHex(kept[content.kind] ?? '')), content)
  }
})

test('any text within the limit survives the round trip and fits a body', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
      const bytes = encodeChatBody({ kind: 'text', value: { text } })
      assert.deepEqual(decodeChatBody(bytes), { kind: 'text', value: { text } })
    }),
  )
  const longest = encodeChatBody({
    kind: 'text',
    value: { text: '\u{fffd}'.repeat(MAX_TEXT_CHARS) },
  })
  assert.ok(longest.length <= MAX_BODY_BYTES)
})

test('a text over the limit, an empty text and one that is no Unicode are refused', () => {
  for (const text of ['', 'x'.repeat(MAX_TEXT_CHARS + 1)]) {
    const bytes = homing.ChatBody.encode({ version: 1, text: { text } }).finish()
    assert.throws(() => decodeChatBody(bytes), WireError)
  }
})

test('a body of a newer version or of no known kind is a WireError', () => {
  const newer = homing.ChatBody.encode({ version: 2, text: { text: 'x' } }).finish()
  const unknown = homing.ChatBody.encode({ version: 1 }).finish()
  assert.throws(() => decodeChatBody(newer), WireError)
  assert.throws(() => decodeChatBody(unknown), WireError)
})

test('arbitrary bytes give a chat body or a WireError, nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 256 }), (bytes) => {
      try {
        decodeChatBody(bytes)
      } catch (err) {
        assert.ok(err instanceof WireError, String(err))
      }
    }),
    { numRuns: 10_000 },
  )
})
