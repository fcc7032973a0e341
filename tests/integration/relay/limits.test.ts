import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountName } from '../../../src/core/ids.ts'
import type { CallName } from '../../../src/home/entity/calls.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { befriend, type HomeClient } from '../../support/home-client.ts'
import { testRelay } from '../../support/test-relay.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { messageId, refused, said } from './relay-messages.ts'

const rate = (burst: number, perMinute = 60) => ({ burst, perMinute })

test('a limit that is crossed says when to come back, and by then it works', async () => {
  const clock = new TurnedClock()
  await using home = await testRelay({ rates: { sendPerAccount: rate(3) } as never }, { clock })
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  const send = (from: HomeClient) =>
    from.ask('sendMessage', { conversation, id: messageId(), body: said('x') })
  for (let sent = 0; sent < 3; sent++) await send(bob)
  const slowDown = await retryAfter(send(bob))
  assert.equal(slowDown, 1_000)
  assert.equal((await send(eve)).seq, 4)
  await clock.turn(slowDown)
  assert.equal((await send(bob)).seq, 5)
})

test('what one address may ask counts for all devices behind it', async () => {
  await using home = await testRelay({ rates: { strangerPerAddress: rate(3) } as never })
  for (let asked = 0; asked < 3; asked++) {
    await using stranger = await home.stranger()
    await stranger.ask('hello', { program: '' })
  }
  await using stranger = await home.stranger()
  await assert.rejects(stranger.ask('hello', { program: '' }), refused('slow-down'))
})

test('guessing at one name is slowed from wherever it comes, and others are not', async () => {
  await using home = await testRelay({ rates: { loginPerName: rate(2) } as never })
  await home.person('bob')
  await home.person('eve')
  for (let guess = 0; guess < 2; guess++) {
    await using stranger = await home.stranger()
    assert.equal(await stranger.login('bob', 'guess'), undefined)
  }
  await using stranger = await home.stranger()
  await assert.rejects(stranger.login('bob'), refused('slow-down'))
  assert.equal((await stranger.login('eve'))?.name, 'eve')
})

test('every rate limit is crossed by its calls', async () => {
  const cases: readonly [string, CallName, object][] = [
    ['callsPerDevice', 'self', {}],
    [
      'historyPerAccount',
      'history',
      { conversation: messageId(), afterSeq: 0, beforeSeq: 0, limit: 1 },
    ],
    ['friendsPerAccount', 'friends', { after: '', limit: 1 }],
    ['friendRequestPerAccount', 'requestFriend', { name: 'nobody', note: '' }],
    ['friendRequestPerAccount', 'blockAccount', { name: 'nobody' }],
    ['reportPerAccount', 'reportAccount', { name: 'nobody', reason: 'spam', text: '' }],
    ['invitePerAccount', 'createInvite', { uses: 1 }],
    ['profilePerAccount', 'setProfile', { signature: 'x' }],
    ['avatarPerAccount', 'setAvatar', { small: new Uint8Array(), large: new Uint8Array() }],
    ['avatarsPerAccount', 'avatar', { account: messageId(), size: 'small', have: '' }],
    ['cardPerDevice', 'setCard', { card: new Uint8Array(1) }],
    ['typingPerDevice', 'typing', { conversation: messageId() }],
    ['registerPerDevice', 'registerStart', { name: 'xx', request: 'AA', invite: '' }],
    [
      'registerPerAddress',
      'registerFinish',
      { name: 'xx', record: 'AA', invite: '', displayName: '', deviceName: '' },
    ],
    ['loginPerDevice', 'loginStart', { name: 'xx', request: 'AA' }],
    ['loginPerAddress', 'loginFinish', { login: 'x', finish: 'AA', deviceName: '' }],
    ['spoolPutPerAccount', 'spoolPut', { spool: messageId(), receivers: [], bytes: 0, chunks: 0 }],
    ['spoolGetPerAccount', 'spoolGet', { spool: messageId() }],
    ['spoolGetPerAccount', 'spoolDrop', { spool: messageId() }],
    ['pingPerDevice', 'ping', {}],
    ['attachPerDevice', 'attach', { cursor: undefined, card: new Uint8Array() }],
  ]
  for (const [name, call, ask] of cases) {
    await using home = await testRelay({ rates: { [name]: rate(4, 1) } as never })
    const bob = await home.person('bob')
    const answers = []
    for (let asked = 0; asked < 5; asked++) answers.push(await codeOf(bob.ask(call, ask as never)))
    assert.equal(answers.at(-1), 'slow-down', `${name} by ${call}: ${answers.join(' ')}`)
    if (call !== 'ping') assert.equal(typeof (await bob.ask('ping', {})).nowMs, 'number')
  }
})

test('fifty nodes of one address register within the default limits', async () => {
  await using home = await testRelay({ registration: 'open' })
  await Promise.all(
    Array.from({ length: 50 }, async (_each, index) => {
      const client = await home.stranger()
      await client.ask('hello', { program: 'test' })
      await client.register(`node${index}`)
      await client.attach()
    }),
  )
})

test('an unknown account is told apart from a known one only within the limit of requests', async () => {
  await using home = await testRelay({ rates: { friendRequestPerAccount: rate(2) } as never })
  const bob = await home.person('bob')
  const ask = (name: string) => bob.ask('requestFriend', { name: name as AccountName, note: '' })
  await assert.rejects(ask('nobody'), refused('unknown-account'))
  await assert.rejects(ask('noone'), refused('unknown-account'))
  await assert.rejects(ask('somebody'), refused('slow-down'))
})

test('who stays a stranger is turned away after two minutes, however busy; a member is not', async () => {
  const clock = new TurnedClock()
  await using home = await testRelay({}, { clock })
  const bob = await home.person('bob')
  await using stranger = await home.stranger()
  const gone = stranger.closed.then(() => 'gone')
  const isGone = () => Promise.race([gone, new Promise((resolve) => setImmediate(resolve))])
  for (let seconds = 0; seconds < 120; seconds += 5) {
    await stranger.ask('hello', { program: '' })
    await bob.ask('ping', {})
    assert.equal(await isGone(), undefined)
    await clock.turn(5_000)
  }
  await bob.ask('ping', {})
  await clock.turn(5_000)
  assert.equal(await gone, 'gone')
  assert.equal((await bob.ask('self', {})).name, 'bob')
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'answered'
  } catch (err) {
    if (err instanceof HomeRefusal) return err.code
    throw err
  }
}

async function retryAfter(work: Promise<unknown>): Promise<number> {
  try {
    await work
  } catch (err) {
    if (err instanceof HomeRefusal && err.code === 'slow-down') return err.retryAfterMs
    throw err
  }
  return assert.fail('it was not refused')
}
