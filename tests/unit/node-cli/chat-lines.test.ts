import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chatLine, stateMark } from '../../../node/cli/chat-lines.ts'
import { FilesSpokenOf } from '../../../node/cli/files-spoken-of.ts'
import type { LineView } from '../../../node/control/entity/nouns.ts'
import { parseAccountName, parseMessageId } from '../../../src/core/ids.ts'
import { idOf } from '../../support/fake-home.ts'

const line: LineView = {
  ...{ id: parseMessageId(idOf('a', 1)), friend: parseAccountName('bob'), mine: false, seq: 1 },
  ...{ atMs: 0, state: 'delivered', why: undefined, retryAtMs: undefined },
  ...{ kind: 'text', text: 'one\ntwo', transfer: undefined },
}
const files = new FilesSpokenOf({ call: () => Promise.reject(new Error('nothing is asked')) })
const out = { paint: (_colour: string, text: string) => text } as never
const shown = (each: LineView) => chatLine(each, { out, nowMs: 0, files, unmarked: true })

test('a line that a home lost has its mark and why, whoever wrote it; others of a friend have none', () => {
  assert.match(shown(line), /bob: one\n +two$/)
  const kept = { ...line, seq: undefined, state: 'kept', why: 'it is here alone' } as const
  assert.match(shown(kept), /two {2}⚠ it is here alone$/)
  assert.match(shown({ ...kept, mine: true }), /⚠ it is here alone$/)
  assert.equal(stateMark(kept), '⚠ it is here alone')
})
