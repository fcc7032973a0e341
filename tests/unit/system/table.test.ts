import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellWidth, fit, table } from '../../../src/system/table.ts'

test('columns stand under each other, also with wide characters and colours', () => {
  const lines = table(
    ['NAME', 'SEEN'],
    [
      ['bob', 'now'],
      ['世界', '\u001b[32mnow\u001b[39m'],
      ['josé👍', ''],
    ],
  )
  assert.deepEqual(lines, [
    'NAME    SEEN',
    'bob     now',
    '世界    \u001b[32mnow\u001b[39m',
    'josé👍',
  ])
})

test('a text is cut by its width on the screen', () => {
  assert.equal(fit('abcdef', 6), 'abcdef')
  assert.equal(fit('abcdefg', 6), 'abcde…')
  assert.equal(fit('世界世界', 5), '世界…')
  assert.ok(cellWidth(fit('世界世界', 4)) <= 4)
})
