import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { MAX_QUEUED_PER_CONVERSATION } from '../../../node/chat/limits.ts'
import type { LineView } from '../../../node/control/entity/nouns.ts'
import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import { parseMessageId, parseTransferId } from '../../../src/core/ids.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { HomeRefusal, REFUSED_BY } from '../../../src/home/entity/refusal.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { nodePair } from '../../support/node-pair.ts'
import type { NodeRig } from '../../support/node-rig.ts'

const signal = new AbortController().signal
const newId = () => mintUuid({ clock: systemClock, random: systemRandom })
const texts = (lines: readonly LineView[]) => lines.map((line) => line.text)
const newest = { limit: 50 }

async function offline(net: Awaited<ReturnType<typeof nodePair>>, rig: NodeRig): Promise<void> {
  net.home.reachable = false
  net.home.cutAll()
  await rig.until(() => !rig.session.online)
}

test('a line goes queued, stored, delivered, read, and never back', async () => {
  await using net = await nodePair()
  const { a, b, alice, bob } = net
  const { id, state } = await a.chat.sendText(bob.name, 'hello')
  assert.equal(state, 'queued')
  await b.until(() => b.lines.some((line) => line.id === id))
  assert.equal(b.friends.view(alice.name).unread, 1)
  await b.chat.markRead(alice.name, 1)
  assert.equal(b.friends.view(alice.name).unread, 0)
  const states = () => a.lines.filter((line) => line.id === id).map((line) => line.state)
  await a.until(() => states().includes('read'))
  const order = ['queued', 'stored', 'delivered', 'read']
  const seen = states().map((each) => order.indexOf(each))
  assert.deepEqual(
    seen,
    seen.toSorted((one, two) => one - two),
  )
})

test('what was written offline is shown as queued and goes out later, in order', async () => {
  await using net = await nodePair()
  const { a, b, home, bob } = net
  await offline(net, a)
  for (const text of ['one', 'two', 'three']) await a.chat.sendText(bob.name, text)
  const { lines } = await a.chat.history(bob.name, newest, { signal })
  assert.deepEqual(texts(lines), ['one', 'two', 'three'])
  assert.ok(lines.every((line) => line.state === 'queued' && line.seq === undefined))
  assert.equal(a.chat.queued(), 3)
  home.reachable = true
  await b.until(() => b.lines.length === 3)
  assert.deepEqual(texts(b.lines), ['one', 'two', 'three'])
})

test('a line that is stored while a page is read is on it', async () => {
  await using net = await nodePair()
  const { a, bob } = net
  for (let sent = 1; sent <= 30; sent++) {
    await a.chat.sendText(bob.name, `line ${sent}`)
    const pages = []
    while (a.chat.queued() > 0) {
      pages.push(a.chat.history(bob.name, newest, { signal }))
      await nextTurn()
    }
    for (const { lines } of await Promise.all(pages)) assert.equal(lines.length, sent)
  }
})

test('who listens is told every line once, also those that a page showed first', async () => {
  await using net = await nodePair()
  const { a, b, alice, bob } = net
  const rounds = Array.from({ length: 30 }, (_, round) => `${round}`)
  for (const text of rounds) {
    await Promise.all([a.chat.sendText(bob.name, text), b.chat.sendText(alice.name, text)])
    while (a.chat.queued() + b.chat.queued() > 0) {
      await b.chat.history(alice.name, newest, { signal })
    }
  }
  const heard = () => b.lines.filter((line) => !line.mine).map((line) => line.text)
  await b.until(() => new Set(heard()).size === rounds.length)
  assert.deepEqual(heard(), rounds)
})

test('who is no friend cannot be written to, and hears why', async () => {
  await using net = await nodePair()
  const { a, home, alice, bob } = net
  home.relate(alice, bob, 'none')
  await a.until(() => a.friends.byName(bob.name)?.state === 'none')
  await assert.rejects(a.chat.sendText(bob.name, 'x'), { code: 'refused' })
  const carol = home.add('carol')
  await assert.rejects(a.chat.sendText(carol.name, 'x'), { code: 'not-found' })
})

test('a message above a limit waits, with why and until when, and goes when the home takes it', async () => {
  await using net = await nodePair()
  const { a, home, bob } = net
  const retryAfterMs = 20 * 24 * 3600_000
  home.refuse = (call) =>
    call === 'sendMessage'
      ? new HomeRefusal('slow-down', { retryAfterMs, limit: 'monthMessages' })
      : undefined
  await a.chat.sendText(bob.name, 'one')
  await a.chat.sendText(bob.name, 'two')
  const isHeld = (text: string) =>
    a.lines.some((line) => line.text === text && line.state === 'queued' && line.why !== undefined)
  await a.until(() => isHeld('one') && isHeld('two'))
  const { lines } = await a.chat.history(bob.name, newest, { signal })
  for (const line of lines) {
    assert.equal(line.why, REFUSED_BY.monthMessages)
    assert.ok((line.retryAtMs ?? 0) > 0)
  }
  home.refuse = () => undefined
  // A new link: nobody waits out what the home said before.
  home.cutAll()
  await a.until(() => a.lines.some((line) => line.text === 'two' && line.state !== 'queued'))
  const after = await a.chat.history(bob.name, newest, { signal })
  assert.deepEqual(texts(after.lines), ['one', 'two'])
  for (const line of after.lines) assert.equal(line.why, undefined)
})

test('a refused message stays visible where it was written, with why, and does not hold up the next', async () => {
  await using net = await nodePair()
  const { a, home, bob } = net
  await a.chat.sendText(bob.name, 'before')
  await a.until(() => a.lines.some((line) => line.text === 'before' && line.state !== 'queued'))
  home.refuse = (call) => (call === 'sendMessage' ? 'too-large' : undefined)
  await a.chat.sendText(bob.name, 'refused')
  await a.until(() => a.lines.some((line) => line.state === 'refused'))
  home.refuse = () => undefined
  await a.chat.sendText(bob.name, 'after')
  await a.until(() => a.lines.some((line) => line.text === 'after' && line.state !== 'queued'))
  const { lines } = await a.chat.history(bob.name, newest, { signal })
  assert.deepEqual(texts(lines), ['before', 'refused', 'after'])
  assert.equal(lines[1]?.why, 'that is larger than this home allows')
  assert.equal(a.chat.queued(), 0)
})

test('no more than the limit waits for one friend', async () => {
  await using net = await nodePair()
  const { a, bob } = net
  await offline(net, a)
  const writing: Promise<unknown>[] = []
  for (let n = 0; n < MAX_QUEUED_PER_CONVERSATION; n++) {
    writing.push(a.chat.sendText(bob.name, String(n)))
  }
  await Promise.all(writing)
  await assert.rejects(a.chat.sendText(bob.name, 'one more'), { code: 'refused' })
})

test('older pages are fetched from the home once and kept', async () => {
  await using net = await nodePair()
  const { b, alice, bob, home, conversation, open } = net
  for (let n = 1; n <= 30; n++) await b.chat.sendText(alice.name, `m${n}`)
  await b.until(() => b.chat.queued() === 0)
  // A new device of alice: what she read elsewhere is not brought to it by itself.
  home.mark(alice, { conversation: conversation.id, deliveredSeq: 30, readSeq: 30 })
  home.trim(alice)
  const fresh = await open(alice, 3)
  assert.deepEqual(fresh.lines, [])
  const page = await fresh.chat.history(bob.name, { before: 21, limit: 10 }, { signal })
  assert.deepEqual(
    texts(page.lines),
    Array.from({ length: 10 }, (_, n) => `m${n + 11}`),
  )
  assert.equal(page.more, true)
  await offline(net, fresh)
  const again = await fresh.chat.history(bob.name, { before: 21, limit: 10 }, { signal })
  assert.deepEqual(texts(again.lines), texts(page.lines))
  const absent = await fresh.chat.history(bob.name, { before: 5, limit: 10 }, { signal })
  assert.deepEqual(absent.lines, [])
})

test('a device that was away for longer than the log is kept fills the gap from history', async () => {
  await using net = await nodePair()
  const { a, b, alice, bob, home } = net
  home.away.add(a.device)
  home.cut(a.device)
  await a.until(() => !a.session.online)
  for (let n = 1; n <= 5; n++) await b.chat.sendText(alice.name, `m${n}`)
  await b.until(() => b.chat.queued() === 0)
  home.trim(alice)
  home.away.clear()
  await a.until(() => a.lines.length === 5)
  assert.deepEqual(texts(a.lines), ['m1', 'm2', 'm3', 'm4', 'm5'])
  assert.equal(a.friends.view(bob.name).unread, 5)
  await b.until(() => b.lines.some((line) => line.text === 'm5' && line.state === 'delivered'))
})

test('read while offline is told to the home later, and to our other device', async () => {
  await using net = await nodePair()
  const { a, b, alice, bob, home, conversation, open } = net
  const second = await open(alice, 3)
  await b.chat.sendText(alice.name, 'read me')
  await a.until(() => a.lines.length === 1)
  await second.until(() => second.friends.view(bob.name).unread === 1)
  await offline(net, a)
  await a.chat.markRead(bob.name, 1)
  assert.equal(a.friends.view(bob.name).unread, 0)
  home.reachable = true
  await second.until(() => second.friends.view(bob.name).unread === 0)
  assert.equal(conversation.receipts.get(alice.account)?.readSeq, 1)
})

test('a kind that only a newer node knows is kept and shown as such', async () => {
  await using net = await nodePair()
  const { a, b, home, bob, conversation } = net
  const body = Uint8Array.of(0x08, 0x63, 0x7a, 0x00)
  home.store(bob, b.device, { conversation: conversation.id, id: parseMessageId(newId()), body })
  await a.until(() => a.lines.length === 1)
  assert.equal(a.lines[0]?.kind, 'unreadable')
  assert.deepEqual(a.received, [])
})

test('an offer is handed on again until it was taken, before what follows it', async () => {
  let failures = 2
  const tried: number[] = []
  const taker = {
    received: async ({ seq, mine }: { seq: number; mine: boolean }) => {
      if (mine) return
      tried.push(seq)
      if (failures-- > 0) throw new Error('not now')
    },
  }
  await using net = await nodePair({ taker })
  const { a, b, alice } = net
  for (let n = 0; n < 2; n++) {
    await b.chat.send(alice.account, parseMessageId(newId()), offer())
  }
  await a.until(() => a.received.length === 2)
  assert.deepEqual(tried, [1, 1, 1, 2])
})

test('the same id sent again is the same message', async () => {
  await using net = await nodePair()
  const { a, b, bob } = net
  const id = parseMessageId(newId())
  const content = offer()
  await offline(net, a)
  await a.chat.send(bob.account, id, content)
  await a.chat.send(bob.account, id, content)
  net.home.reachable = true
  await a.until(() => a.chat.queued() === 0)
  await a.chat.send(bob.account, id, content)
  await a.until(() => a.chat.queued() === 0)
  await b.until(() => b.received.length === 1)
  assert.equal(net.conversation.messages.length, 1)
})

test('a refused offer is told to whoever sent it', async () => {
  await using net = await nodePair()
  const { a, home, bob } = net
  home.refuse = (call) => (call === 'sendMessage' ? 'not-friends' : undefined)
  await a.chat.send(bob.account, parseMessageId(newId()), offer())
  await a.until(() => a.refused.length === 1)
  assert.deepEqual(a.refused, ['not-friends'])
})

test('typing is told to the home once in a while, and to nobody offline', async () => {
  await using net = await nodePair()
  const { a, home, bob } = net
  a.chat.typing(bob.name)
  a.chat.typing(bob.name)
  await a.session.ask('ping', {}, { signal })
  assert.equal(home.calls.filter((call) => call === 'typing').length, 1)
  await offline(net, a)
  a.chat.typing(bob.name)
})

test('somebody else cannot be seen typing in a conversation', async () => {
  await using net = await nodePair()
  const { a, alice, bob, conversation } = net
  const seen: string[] = []
  a.chat.onTyping((name) => seen.push(name))
  a.chat.typingSeen(conversation.id, alice.account)
  a.chat.typingSeen(conversation.id, bob.account)
  assert.deepEqual(seen, ['bob'])
})

function offer(): ChatContent {
  const file = { name: 'a.txt', size: 1, mtimeMs: 0, mode: 0o644 }
  const transfer = parseTransferId(newId())
  return {
    kind: 'offer',
    value: { transfer, spool: undefined, content: { kind: 'file', value: file } },
  }
}
