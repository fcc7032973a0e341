import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { EXIT_CODES, exitCode, exitNameOf } from '../../../node/cli/exit-codes.ts'
import { CONTROL_ERROR_CODES } from '../../../node/control/entity/control-error.ts'

test('each exit code has one name, and scripts find the numbers they rely on', () => {
  assert.equal(new Set(EXIT_CODES.map(({ code }) => code)).size, EXIT_CODES.length)
  assert.deepEqual(
    EXIT_CODES.map(({ code, name }) => `${code} ${name}`),
    [
      '0 ok',
      '1 failed',
      '2 usage',
      '3 no-node',
      '4 session',
      '5 offline',
      '6 refused',
      '7 not-found',
      '8 conflict',
      '9 not-sent',
      '10 unwell',
      '11 partly',
      '130 interrupted',
    ],
  )
})

test('every no of the node ends in a code that is not success', () => {
  for (const code of CONTROL_ERROR_CODES) assert.notEqual(exitCode(exitNameOf(code)), 0, code)
})

test('the README tells the same exit codes', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const rows = [...readme.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, code, text]) => ({
    code: Number(code),
    meaning: (text ?? '').replaceAll('`', ''),
  }))
  assert.deepEqual(
    rows,
    EXIT_CODES.map(({ code, meaning }) => ({ code, meaning })),
  )
})
