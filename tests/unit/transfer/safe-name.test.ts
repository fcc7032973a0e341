import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  collisionKey,
  numberedName,
  originalName,
  safeName,
} from '../../../src/transfer/entity/safe-name.ts'
import { MAX_NAME_BYTES, MAX_NAME_NUMBER } from '../../../src/transfer/limits.ts'

function safe(offered: string) {
  const result = safeName(offered)
  assert.equal(result.kind, 'safe', `${offered} was refused`)
  return result.kind === 'safe' ? result.name : assert.fail()
}

for (const [offered, why] of [
  ['', 'empty'],
  ['   ', 'empty'],
  ['.', 'dots'],
  ['..', 'dots'],
  ['...', 'dots'],
  ['. .', 'dots'],
  ['..\\evil', 'dots'],
  ['good\\..\\evil', 'dots'],
  ['../evil', 'path'],
  ['a/b', 'path'],
  ['/etc/passwd', 'path'],
  ['\\evil', 'path'],
  ['\\\\server\\share', 'path'],
  ['\\\\?\\C:\\evil', 'path'],
  ['C:', 'drive'],
  ['c:evil', 'drive'],
  ['C:\\evil', 'drive'],
  ['a\0b', 'nul'],
] as const) {
  test(`${JSON.stringify(offered)} is refused: ${why}`, () => {
    assert.deepEqual(safeName(offered), { kind: 'refused', why })
  })
}

for (const [offered, mapped] of [
  ['film: the end.mkv', 'film%3A the end.mkv'],
  ['what?.txt', 'what%3F.txt'],
  ['back\\slash', 'back%5Cslash'],
  ['gpj.\u202eexe', 'gpj.%u202Eexe'],
  ['zero\u200bwidth', 'zero%u200Bwidth'],
  ['tab\there', 'tab%09here'],
  ['CON', '%43ON'],
  ['nul.tar.gz', '%6Eul.tar.gz'],
  ['COM1 .txt', '%43OM1 .txt'],
  ['trailing.', 'trailing%2E'],
  ['trailing ', 'trailing%20'],
  ['file.txt::$DATA', 'file.txt%3A%3A$DATA'],
  ['half \ud800', 'half %uD800'],
  ['%3A is not a colon', '%253A is not a colon'],
  ['ends with %20', 'ends with %2520'],
] as const) {
  test(`${JSON.stringify(offered)} becomes ${mapped}, and back`, () => {
    assert.deepEqual(safeName(offered), { kind: 'safe', name: mapped, isMapped: true })
    assert.equal(originalName(safe(offered)), offered)
  })
}

for (const offered of [
  'film.mkv',
  '.profile',
  '100%',
  'my%20file.pdf',
  'größe',
  'contact',
  'a-b_c (1).d',
  '日本語.txt',
]) {
  test(`${offered} stays as it is`, () => {
    assert.deepEqual(safeName(offered), { kind: 'safe', name: offered, isMapped: false })
  })
}

test('names are composed, so that a Mac and a PC see the same one', () => {
  assert.equal(safe('cafe\u0301'), 'caf\u00e9')
})

test('a long name is cut before its extension, at whole characters', () => {
  assert.equal(safe(`${'x'.repeat(300)}.mkv`), `${'x'.repeat(MAX_NAME_BYTES - 4 - 4)}.mkv`)
  const fox = safe('🦊'.repeat(100))
  assert.ok(Buffer.byteLength(fox) <= MAX_NAME_BYTES && fox.isWellFormed())
  assert.equal(safe('x'.repeat(MAX_NAME_BYTES)).length, MAX_NAME_BYTES)
})

test('a name that is only harmless before it is cut is looked at again', () => {
  assert.doesNotMatch(safe(`con${' '.repeat(260)}abc`), /^con *$/i)
  assert.doesNotMatch(safe(`a${' '.repeat(260)}abc`), / $/)
})

test('numbers stand before the extension and keep within the limit', () => {
  assert.equal(numberedName(safe('film.mkv'), 0), 'film.mkv')
  assert.equal(numberedName(safe('film.mkv'), 2), 'film (2).mkv')
  assert.equal(numberedName(safe('.profile'), 1), '.profile (1)')
  const long = numberedName(safe(`${'x'.repeat(400)}.mkv`), MAX_NAME_NUMBER)
  assert.ok(Buffer.byteLength(long) <= MAX_NAME_BYTES && long.endsWith(` (${MAX_NAME_NUMBER}).mkv`))
  assert.throws(() => numberedName(safe('film.mkv'), MAX_NAME_NUMBER + 1), RangeError)
})

test('names that some file system takes for the same have one key', () => {
  const same = [
    ['Film.MKV', 'film.mkv'],
    ['ﬁn', 'fin'],
    ['STRASSE', 'straße'],
    ['caf\u00e9', 'cafe\u0301'],
    ['ﬀ', 'FF'],
  ]
  for (const [a = '', b = ''] of same) assert.equal(collisionKey(a), collisionKey(b), `${a} ${b}`)
  assert.notEqual(collisionKey('a.txt'), collisionKey('b.txt'))
})
