import assert from 'node:assert/strict'
import { fstatSync } from 'node:fs'
import { test } from 'node:test'
import { journalSink } from '../../../src/system/journal.ts'

test('stderr is the journal’s only when it is the very stream that systemd names', () => {
  const { dev, ino } = fstatSync(process.stderr.fd)
  assert.equal(journalSink({}), undefined)
  assert.equal(journalSink({ JOURNAL_STREAM: `${dev}:${ino + 1}` }), undefined)
  assert.equal(journalSink({ JOURNAL_STREAM: `${dev}:${ino}` }), process.stderr)
})
