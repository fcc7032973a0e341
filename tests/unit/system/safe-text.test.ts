import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { safeJson, safeLines, safeText } from '../../../src/system/safe-text.ts'

const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/

test('no text of a friend moves the cursor, colours, reorders or hides anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.doesNotMatch(safeText(text), UNSAFE)
      assert.ok(safeText(text).isWellFormed())
      for (const line of safeLines(text)) assert.doesNotMatch(line, UNSAFE)
    }),
  )
})

test('escapes are shown by their numbers', () => {
  assert.equal(safeText('\u001b[2J'), '\\u{1b}[2J')
  assert.equal(safeText('\u009b31m'), '\\u{9b}31m')
  assert.equal(safeText('exe.\u202egpj'), 'exe.\\u{202e}gpj')
  assert.equal(safeText('a\u200bb'), 'a\\u{200b}b')
  assert.equal(safeText('\r\b\u007f'), '\\u{d}\\u{8}\\u{7f}')
  assert.equal(safeText('\ud800'), '\\u{d800}')
  assert.equal(safeText('\u{e0041}'), '\\u{e0041}')
})

test('what people write stays as it is', () => {
  for (const text of ['Grüße, 你好 – שלום', '👨‍👩‍👧 ❤️', 'می‌خواهم', 'é']) {
    assert.equal(safeText(text), text)
  }
  assert.deepEqual(safeLines('one\r\ntwo\nthree'), ['one', 'two', 'three'])
})

test('JSON stays the same value and has no character that a terminal obeys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = safeJson(value)
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(value)))
      assert.doesNotMatch(json, UNSAFE)
    }),
  )
})
