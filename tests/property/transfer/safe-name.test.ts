import assert from 'node:assert/strict'
import { posix, win32 } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  collisionKey,
  numberedName,
  originalName,
  safeName,
} from '../../../src/transfer/entity/safe-name.ts'
import { MAX_NAME_BYTES, MAX_NAME_NUMBER } from '../../../src/transfer/limits.ts'

/** Security, requirement 8 and promise 3: a million names, no escape. */
const NAMES = process.env['HOMING_NIGHTLY'] === '1' ? 1_000_000 : 10_000

const PIECES = [
  ...['..', '.', '/', '\\', '../', '..\\', '//', '\\\\', '\\\\?\\', 'C:', 'c:\\', ':', '::$DATA'],
  ...['CON', 'con', 'NUL', 'aux', 'COM1', 'COM¹', 'LPT9', 'CONIN$', '.txt', '.', ' ', '  ', '\0'],
  ...['\u202e', '\u200d', '\u200b', '\u2066', '\ufeff', '\u00ad', '\u2028', '\u0301', '\u0338'],
  ...[
    '%',
    '%2E',
    '%2F',
    '%00',
    '%u002F',
    '%25',
    '%43',
    '%20',
    '%u200D',
    '~',
    '$',
    '-',
    '\n',
    '\x7f',
  ],
  ...[
    '\ud800',
    '\udc00',
    '\u{e0001}',
    '\ufffe',
    '．',
    '／',
    '＼',
    '․',
    '‥',
    'é',
    'e',
    'a',
    'ß',
    'ſ',
    'İ',
  ],
  ...['👨‍👩‍👧', '\ufe0f', '\u1100', '\u1161', 'x'.repeat(120), 'ü'.repeat(90), '🦊'.repeat(40)],
]
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((all) => all.join(''))
const name = fc.oneof(
  { weight: 4, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
)

const bytes = (text: string): number => Buffer.byteLength(text)
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i

/** Written anew and more strictly than what it judges: a name that is safe on every system. */
function assertSafe(safe: string): void {
  assert.ok(safe.length > 0 && bytes(safe) <= MAX_NAME_BYTES, 'length')
  assert.equal(safe.isWellFormed(), true, 'Unicode')
  assert.equal(safe, safe.normalize('NFC'), 'NFC')
  assert.doesNotMatch(safe, /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f]/, 'characters')
  assert.doesNotMatch(safe, /[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u061c]/, 'bidi')
  assert.doesNotMatch(safe, /[. ]$/, 'end')
  assert.doesNotMatch(safe, /^\.+$/, 'dots')
  assert.doesNotMatch(safe, DEVICE, 'device')
  for (const [path, root] of [
    [posix, '/in/box'],
    [win32, 'D:\\in\\box'],
  ] as const) {
    assert.equal(path.dirname(path.resolve(root, safe)), root, 'escape')
    assert.equal(path.basename(path.join(root, safe)), safe, 'base name')
    assert.equal(path.isAbsolute(safe), false, 'absolute')
  }
}

test(`of ${NAMES} hostile names none escapes: each is refused or safe on every system`, () => {
  let safe = 0
  fc.assert(
    fc.property(name, (offered) => {
      const result = safeName(offered)
      if (result.kind === 'refused') return
      safe++
      assertSafe(result.name)
    }),
    { numRuns: NAMES },
  )
  assert.ok(safe > NAMES / 10, 'the names are not all refused')
})

test('what is not cut can be read back', () => {
  fc.assert(
    fc.property(name, (offered) => {
      const result = safeName(offered)
      if (result.kind === 'refused' || bytes(result.name) > MAX_NAME_BYTES - 40) return
      assert.equal(originalName(result.name), offered.normalize('NFC'))
      assert.equal(result.isMapped, result.name !== offered.normalize('NFC'))
    }),
    { numRuns: NAMES },
  )
})

test('a number makes another safe name, with the same extension', () => {
  fc.assert(
    fc.property(name, fc.integer({ min: 1, max: MAX_NAME_NUMBER }), (offered, number) => {
      const result = safeName(offered)
      if (result.kind === 'refused') return
      const numbered = numberedName(result.name, number)
      assertSafe(numbered)
      assert.notEqual(collisionKey(numbered), collisionKey(result.name))
      assert.ok(numbered.includes(` (${number})`))
    }),
    { numRuns: NAMES },
  )
})
