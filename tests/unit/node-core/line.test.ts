import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeOf } from '../../../node/chat/domain/history.ts'
import { lineOfMessage } from '../../../node/chat/entity/line.ts'
import { threadOf } from '../../../node/chat/entity/thread.ts'
import { isFinal } from '../../../node/chat/entity/unsent.ts'
import { lineView } from '../../../node/control/entity/nouns.ts'
import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import { MAX_OFFER_NAME_CHARS, MAX_TEXT_CHARS } from '../../../src/chat/limits.ts'
import {
  parseAccountId,
  parseAccountName,
  parseConversationId,
  parseMessageId,
  parseTransferId,
} from '../../../src/core/ids.ts'
import { deviceOf, idOf } from '../../support/fake-home.ts'

const conversation = parseConversationId(idOf('c', 1))
const account = parseAccountId(idOf('a', 2))
const friend = parseAccountName('bob')
const transfer = parseTransferId(idOf('a', 5))
const seqs = { headSeq: 3, myReadSeq: 0, theirDeliveredSeq: 2, theirReadSeq: 1 }
const thread = threadOf({ ...seqs, account, conversation })

function lineWith(content: ChatContent | undefined, seq = 1, sender = account) {
  const id = parseMessageId(idOf('a', 9))
  const head = { conversation, id, device: deviceOf(1), storedMs: 1 }
  const message = { ...head, seq, sender, body: Uint8Array.of(1) }
  return lineView.check(lineOfMessage(message, content, { thread, friend }), '')
}

test('every kind becomes a line that the control API accepts, at its limits too', () => {
  const file = { name: 'n'.repeat(MAX_OFFER_NAME_CHARS), size: 1_500_000, mtimeMs: 0, mode: 0 }
  const content = { kind: 'file', value: file } as const
  const longest = 'x'.repeat(MAX_TEXT_CHARS)
  assert.equal(lineWith({ kind: 'text', value: { text: longest } }).text, longest)
  assert.match(
    lineWith({ kind: 'offer', value: { transfer, spool: undefined, content } }).text,
    /n \(1\.5 MB\)$/,
  )
  const answered = { kind: 'offerAnswer', value: { transfer, answer: 'declined' } } as const
  assert.equal(lineWith(answered).text, 'declined')
  const ended = { transfer, outcome: 'failed', root: '', code: 'X' } as const
  assert.equal(lineWith({ kind: 'transferEnded', value: ended }).text, 'failed')
  assert.equal(lineWith(undefined).kind, 'unreadable')
})

test('the state of our own line follows the receipts of the friend', () => {
  const me = parseAccountId(idOf('a', 1))
  const text = { kind: 'text', value: { text: 'x' } } as const
  const states = [1, 2, 3].map((seq) => lineWith(text, seq, me).state)
  assert.deepEqual(states, ['read', 'delivered', 'stored'])
})

test('pages are arithmetic: no seq twice, none left out', () => {
  assert.deepEqual(rangeOf({ limit: 10 }, 25), { first: 16, last: 25, more: true, newest: true })
  assert.deepEqual(rangeOf({ limit: 10, before: 16 }, 25), {
    ...{ first: 6, last: 15, more: true },
    newest: false,
  })
  assert.deepEqual(rangeOf({ limit: 10, before: 6 }, 25), {
    ...{ first: 1, last: 5, more: false },
    newest: false,
  })
  assert.deepEqual(rangeOf({ limit: 10, after: 20 }, 25), {
    ...{ first: 21, last: 25, more: false },
    newest: true,
  })
  const empty = rangeOf({ limit: 10 }, 0)
  assert.ok(empty.last < empty.first)
})

test('what may pass is tried again, everything else is final', () => {
  const passing = ['slow-down', 'unavailable', 'fenced', 'signed-out'] as const
  const final = ['not-friends', 'too-large', 'id-reused', 'unknown-conversation'] as const
  assert.ok(passing.every((code) => !isFinal(code)))
  assert.ok(final.every((code) => isFinal(code)))
})
