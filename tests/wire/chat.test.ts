import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ChatContent } from '../../src/chat/entity/chat-body.ts'
import { MAX_TEXT_CHARS } from '../../src/chat/limits.ts'
import { MAX_BODY_BYTES, MAX_DEVICES } from '../../src/home/limits.ts'
import { decodeChatBody, encodeChatBody } from '../../src/wire/chat-codec.ts'
import { homing } from '../../src/wire/protobuf.ts'
import { WireError } from '../../src/wire/wire-error.ts'
import { ALICE_DEVICE } from '../support/channel-pair.ts'
import { golden } from './golden.ts'
import { CHAT_SAMPLES } from './samples.ts'

/** An offer of anything but a file has a name of its own. */
function nameOf(content: ChatContent): string {
  if (content.kind === 'offer' && content.value.spool !== undefined) return 'offer-spooled'
  const isOther = content.kind === 'offer' && content.value.content.kind !== 'file'
  return isOther ? `offer-${content.value.content.kind}` : content.kind
}

const made = new Map(
  CHAT_SAMPLES.map((content) => [nameOf(content), encodeChatBody(content)] as const),
)
const kept = golden('chat', made)

test('every chat body is written as its golden bytes say, and they decode to what was written', () => {
  for (const content of CHAT_SAMPLES) {
    const name = nameOf(content)
    assert.equal(made.get(name)?.toHex(), kept[name], name)
    assert.deepEqual(decodeChatBody(Uint8Array.fromHex(kept[name] ?? '')), content)
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

for (const [what, changed] of [
  ['more entries than a folder may have', { entries: 1_000_001 }],
  ['a listing larger than 64 MiB', { listingBytes: 64 * 1024 * 1024 + 1 }],
  ['no listing', { listingBytes: 0 }],
  ['a digest of 31 bytes', { listing: new Uint8Array(31) }],
  ['a name over the limit', { name: 'x'.repeat(1025) }],
  ['no chunks', { chunkCount: 0 }],
] as const) {
  test(`a folder offered with ${what} is refused`, () => {
    const sample = CHAT_SAMPLES.find((each) => nameOf(each) === 'offer-folder')
    assert.ok(sample?.kind === 'offer')
    const folder = { ...sample.value.content.value, ...changed }
    const offer = { transfer: sample.value.transfer, folder }
    const bytes = homing.ChatBody.encode({ version: 1, offer }).finish()
    assert.throws(() => decodeChatBody(bytes), WireError)
  })
}

for (const [what, keys] of [
  ['a sealed key that is too short', [{ device: ALICE_DEVICE, sealed: new Uint8Array(143) }]],
  ['a sealed key that is too long', [{ device: ALICE_DEVICE, sealed: new Uint8Array(145) }]],
  ['a sealed key for no device', [{ device: '', sealed: new Uint8Array(144) }]],
  [
    'keys for more devices than an account has',
    Array.from({ length: 17 }, () => ({ device: ALICE_DEVICE, sealed: new Uint8Array(144) })),
  ],
] as const) {
  test(`a spool offered with ${what} is refused`, () => {
    const sample = CHAT_SAMPLES.find((each) => nameOf(each) === 'offer-spooled')
    assert.ok(sample?.kind === 'offer')
    const { transfer, spool, content } = sample.value
    const offer = {
      transfer,
      spool: { spool: spool?.spool ?? null, keys: [...keys] },
      file: { ...content.value },
    }
    const bytes = homing.ChatBody.encode({ version: 1, offer }).finish()
    assert.throws(() => decodeChatBody(bytes), WireError)
  })
}

test('an offer to as many devices as an account has fits a body', () => {
  const sample = CHAT_SAMPLES.find((each) => nameOf(each) === 'offer-spooled')
  assert.ok(sample?.kind === 'offer' && sample.value.spool !== undefined)
  const { spool, keys } = sample.value.spool
  const [key] = keys
  assert.ok(key !== undefined)
  const all = { spool, keys: Array.from({ length: MAX_DEVICES }, () => key) }
  const bytes = encodeChatBody({ kind: 'offer', value: { ...sample.value, spool: all } })
  assert.ok(bytes.length < MAX_BODY_BYTES / 8)
  assert.deepEqual(decodeChatBody(bytes), {
    kind: 'offer',
    value: { ...sample.value, spool: all },
  })
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
