import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { AdminClient } from '../../../relay/admin/data/admin-client.ts'
import { ADMIN_SOCKET } from '../../../relay/admin/entity/admin-calls.ts'
import {
  MAX_ADMIN_CONNECTIONS,
  MAX_ADMIN_REQUEST_BYTES,
  MAX_SOCKET_PATH_BYTES,
} from '../../../relay/admin/limits.ts'
import type { AccountName, ConversationId } from '../../../src/core/ids.ts'
import { befriend } from '../../support/home-client.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { sealedContent, UploadHolder } from '../../support/spool/spool-peer.ts'
import { type TestRelay, testRelay } from '../../support/test-relay.ts'
import { put, spoolRig, uploaded } from '../relay-spool/spool-rig.ts'
import { messageId, refused, said } from './relay-messages.ts'

const name = (text: string) => text as AccountName
const BOB = { name: name('bob') }
const no = (code: string) => ({ name: 'AdminRefusal', code })
const socketOf = ({ folder }: TestRelay) => join(folder, ADMIN_SOCKET)
const operatorOf = (home: TestRelay) => new AdminClient({ path: socketOf(home), by: 'olga' })

function blobsIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}

function audit({ folder }: TestRelay): readonly Record<string, unknown>[] {
  const text = readFileSync(join(folder, 'logs/audit.log'), 'utf8')
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a block ends the session at once, friends see it, and it cannot come back before the unblock', async () => {
  await using home = await testRelay()
  const operator = operatorOf(home)
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation, one: bobId } = await befriend(bob, eve, 'eve')
  await operator.ask('block', BOB)
  // No time passed: it was told before the operator was.
  await bob.next('goAway')
  await bob.closed
  const seen = await eve.next('presence', (each) => each.account === bobId)
  assert.equal(seen.online, false)
  assert.ok(Math.abs(Date.now() - seen.lastSeenMs) < 60_000)
  await using again = await home.stranger({ key: bob.key })
  await assert.rejects(again.attach(), refused('account-blocked'))
  await using other = await home.stranger()
  await assert.rejects(other.login('bob'), refused('account-blocked'))
  assert.equal(await other.login('bob', 'wrong'), undefined)
  // Others are not touched, and what they send waits.
  await eve.ask('sendMessage', { conversation, id: messageId(), body: said('are you there?') })
  await operator.ask('unblock', BOB)
  const { headUsn, snapshotNeeded } = await again.attach(0)
  assert.equal(snapshotNeeded, false)
  assert.ok(headUsn > 0)
  await again.event('message')
  await eve.next('presence', (each) => each.account === bobId && each.online)
  assert.ok(await other.login('bob'))
})

test('what a blocked device still asks over its dying link is fenced', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  const blocked = operatorOf(home).ask('block', BOB)
  const tries = Array.from({ length: 200 }, () =>
    bob.ask('sendMessage', { conversation, id: messageId(), body: said('x') }).then(
      () => 'stored',
      () => 'refused',
    ),
  )
  await blocked
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 200 }
  const stored = (await eve.ask('history', page)).messages.length
  assert.ok((await Promise.all(tries)).includes('refused'))
  assert.equal((await eve.ask('history', page)).messages.length, stored)
  await assert.rejects(bob.ask('self', {}))
})

test('a logout by the operator leaves the device without rights, and tells it so', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const { devices } = await operatorOf(home).ask('logout', { ...BOB, device: undefined })
  assert.deepEqual(
    devices.map(({ device }) => device),
    [bob.device],
  )
  assert.deepEqual(await bob.next('loggedOut'), { reason: 'revoked' })
  await bob.closed
  await using again = await home.stranger({ key: bob.key })
  await assert.rejects(again.attach(), refused('signed-out'))
  assert.ok(await again.login('bob'))
})

test('a block ends the lines of the spool, and its tickets are worth nothing until the unblock', async () => {
  await using rig = await spoolRig()
  const operator = operatorOf(rig.home)
  const content = sealedContent(4, 64 * 1024)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const stuck = new UploadHolder(content)
  const asked = Promise.withResolvers<void>()
  const never = Promise.withResolvers<void>()
  stuck.onChunk = async (index) => {
    if (index < 1) return
    asked.resolve()
    await never.promise
  }
  const upload = rig.alice.upload(spool, stuck, ticket)
  await asked.promise
  await operator.ask('block', { name: name('alice') })
  never.resolve()
  assert.notEqual((await upload).kind, 'stored')
  const tried = await rig.alice.upload(spool, new UploadHolder(content), ticket)
  assert.notEqual(tried.kind, 'stored')
  await operator.ask('unblock', { name: name('alice') })
  const done = await rig.alice.upload(spool, new UploadHolder(content), ticket)
  assert.equal(done.kind, 'stored')
})

test('a deletion ends the session and the friendship, frees the name, and leaves what was sent', async () => {
  await using rig = await spoolRig()
  const { alice, bob, aliceId, bobId } = rig
  const operator = operatorOf(rig.home)
  const friend = await bob.client.event('friend', (each) => each.state === 'friend')
  const conversation = friend.conversation as ConversationId
  await alice.client.ask('sendMessage', { conversation, id: messageId(), body: said('goodbye') })
  await uploaded(rig, sealedContent(2, 1_000))
  const spool = join(rig.home.folder, 'spool')
  assert.ok(blobsIn(spool) > 0)
  await operator.ask('delete', { name: name('alice') })
  assert.deepEqual(await alice.client.next('loggedOut'), { reason: 'revoked' })
  await alice.client.closed
  const over = await bob.client.event('friend', (each) => {
    return each.account === aliceId && each.state === 'none'
  })
  assert.equal(over.conversation, conversation)
  assert.equal(blobsIn(spool), 0)
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
  const { messages } = await bob.client.ask('history', page)
  assert.deepEqual(
    messages.map(({ body }) => Buffer.from(body).toString()),
    ['goodbye'],
  )
  const { friends } = await bob.client.ask('friends', { after: '', limit: 10 })
  assert.deepEqual(
    friends.map(({ account, state }) => [account, state]),
    [[aliceId, 'none']],
  )
  await using again = await rig.home.stranger({ key: alice.client.key })
  await assert.rejects(again.attach(), refused('signed-out'))
  const { account } = await again.register('alice')
  assert.notEqual(account, aliceId)
  const { items } = await operator.ask('accounts', { after: '', limit: 10 })
  assert.deepEqual(items.map((each) => each.account).toSorted(), [account, bobId].toSorted())
})

test('an export is all of it or said to be broken off, and is noted; the relay’s stop ends it', async () => {
  await using home = await testRelay()
  const operator = operatorOf(home)
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  const body = new Uint8Array(60_000).fill(7)
  const sends = Array.from({ length: 100 }, () =>
    bob.ask('sendMessage', { conversation, id: messageId(), body }),
  )
  await Promise.all(sends)
  const lines: { kind: string; lines?: number }[] = []
  for await (const line of operator.export(BOB.name)) lines.push(line as { kind: string })
  assert.equal(lines.filter(({ kind }) => kind === 'message').length, 100)
  assert.equal(lines.at(-1)?.lines, lines.length - 1)
  await assert.rejects(operator.export(name('nobody')).next(), no('unknown-account'))
  assert.deepEqual(
    audit(home).map(({ act, about, outcome }) => [act, about, outcome]),
    [
      ['export', 'bob', 'begun'],
      ['export', 'nobody', 'unknown-account'],
    ],
  )
  const slow = operator.export(BOB.name)
  await slow.next()
  await home[Symbol.asyncDispose]()
  await assert.rejects(
    async () => {
      for await (const _line of slow);
    },
    { name: 'AdminLineError', message: /broke off/ },
  )
})

test('acts and refusals are in the audit log, reads are not, and no code is', async () => {
  await using home = await testRelay()
  const operator = operatorOf(home)
  await home.person('bob')
  await operator.ask('accounts', { after: '', limit: 10 })
  await operator.ask('account', BOB)
  await operator.ask('block', BOB)
  await assert.rejects(operator.ask('unblock', { name: name('nobody') }), no('unknown-account'))
  const { code } = await operator.ask('invite', { uses: 2, days: 1 })
  await operator.ask('revokeInvite', { code })
  await assert.rejects(
    operator.ask('logout', { name: 'NOT A NAME' as AccountName, device: undefined }),
    no('bad-request'),
  )
  const noted = audit(home)
  assert.deepEqual(
    noted.map(({ by, act, about, outcome }) => [by, act, about, outcome]),
    [
      ['olga', 'block', 'bob', 'done'],
      ['olga', 'unblock', 'nobody', 'unknown-account'],
      ['olga', 'invite', code.slice(0, 4), 'done'],
      ['olga', 'revokeInvite', code.slice(0, 4), 'done'],
      ['olga', 'logout', 'NOT A NAME', 'bad-request'],
    ],
  )
  assert.ok(!JSON.stringify(noted).includes(code))
  assert.equal(statSync(join(home.folder, 'logs/audit.log')).mode & 0o777, 0o600)
})

test('the socket is the relay’s own user’s alone, and gone with the relay', async () => {
  const home = await testRelay()
  const { mode } = statSync(socketOf(home))
  assert.equal(mode & 0o777, 0o600)
  await home[Symbol.asyncDispose]()
  assert.throws(() => statSync(socketOf(home)), { code: 'ENOENT' })
})

test('what is no request of ours is refused with its reason, and the next one is served', async () => {
  await using home = await testRelay()
  const ask = (body: string, method = 'POST') => raw(socketOf(home), body, method)
  const request = (fields: object) =>
    JSON.stringify({ call: 'block', ask: BOB, by: 'x', ...fields })
  const tooMuch = request({ ask: { name: 'x'.repeat(MAX_ADMIN_REQUEST_BYTES) } })
  for (const [answer, said] of [
    [ask('{'), /not JSON/],
    [ask('\ud800'), /malformed/],
    [ask('[]'), /an object/],
    [ask(request({ by: '' })), /by/],
    [ask(request({ extra: 1 })), /extra/],
    [ask(request({ ask: {} })), /name/],
    [ask(request({ ask: { ...BOB, more: 1 } })), /more/],
    [ask(request({ call: 'explode' })), /explode/],
    [ask(request({ call: 'constructor' })), /constructor/],
    [ask('', 'GET'), /POST/],
    [ask(tooMuch), /at most/],
  ] as const) {
    const { status, body } = await answer
    assert.equal(status, 400, body)
    assert.match(body, said)
  }
  const { items } = await operatorOf(home).ask('accounts', { after: '', limit: 1 })
  assert.deepEqual(items, [])
})

test('a request that goes on and on is cut at its limit', async () => {
  await using home = await testRelay()
  const socket = connect(socketOf(home))
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.on('close', resolve))
  socket.resume()
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
  const feed = () => socket.writable && socket.write(chunk, () => setImmediate(feed))
  feed()
  await closed
  await operatorOf(home).ask('accounts', { after: '', limit: 1 })
})

test('more connections than operators need are closed at once', async () => {
  await using home = await testRelay()
  const open = () => connect(socketOf(home)).on('error', () => undefined)
  const held = Array.from({ length: MAX_ADMIN_CONNECTIONS }, open)
  await Promise.all(held.map((each) => new Promise((resolve) => each.on('connect', resolve))))
  const more = open()
  await new Promise((resolve) => more.on('close', resolve))
  for (const socket of held) socket.destroy()
})

test('where the folder’s name is too long for a socket, the relay serves without and says so', async () => {
  const log = new RecordedLog()
  const deep = join('x'.repeat(50), 'y'.repeat(MAX_SOCKET_PATH_BYTES - 50))
  await using home = await testRelay({ registration: 'open' }, { log }, { under: deep })
  const warned = log.entries.find(({ message }) => message.startsWith('no socket for relay admin'))
  assert.equal(warned?.level, 'warn')
  await home.person('bob')
  await assert.rejects(operatorOf(home).ask('accounts', { after: '', limit: 1 }), {
    name: 'AdminLineError',
    code: 'no-relay',
  })
})

async function raw(socketPath: string, body: string, method: string) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent = request({ socketPath, method, path: '/' }, resolve)
  sent.on('error', reject)
  sent.end(body)
  const response = await promise
  let text = ''
  for await (const part of response.setEncoding('utf8')) text += String(part)
  return { status: response.statusCode, body: text }
}
