import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountName, MessageId } from '../../../src/core/ids.ts'
import { befriend } from '../../support/home-client.ts'
import { testRelay } from '../../support/test-relay.ts'
import { messageId, refused, said } from './relay-messages.ts'

const name = (text: string) => text as AccountName

test('two people become friends, each told by an event with what they may know', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const asked = await bob.ask('requestFriend', { name: name('eve'), note: 'from the choir' })
  assert.equal(asked.state, 'requested')
  assert.deepEqual([asked.displayName, asked.devices], ['', []])
  const request = await eve.event('friend', (friend) => friend.state === 'asked')
  assert.deepEqual([request.name, request.note], ['bob', 'from the choir'])
  const friend = await eve.ask('acceptFriend', { account: request.account })
  assert.equal(friend.state, 'friend')
  const told = await bob.event('friend', (each) => each.state === 'friend')
  assert.equal(told.conversation, friend.conversation)
  assert.equal(told.online, true)
  assert.deepEqual(
    told.devices.map((device) => [device.device, device.online]),
    [[eve.device, true]],
  )
})

test('messages reach the friend in order with their seq, and a retry gets the first answer', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  const ids = Array.from({ length: 20 }, messageId)
  // One behind the other without waiting: stored in the order in which they were sent.
  const stored = await Promise.all(
    ids.map((id, index) => bob.ask('sendMessage', { conversation, id, body: said(`no ${index}`) })),
  )
  assert.deepEqual(
    stored.map(({ seq }) => seq),
    ids.map((_id, index) => index + 1),
  )
  await eve.event('message', (message) => message.seq === ids.length)
  const seen = eve.events.flatMap(({ change }) => (change.kind === 'message' ? [change.value] : []))
  assert.deepEqual(
    seen.map(({ id }) => id),
    ids,
  )
  const again = { conversation, id: ids[3] as MessageId, body: said('no 3') }
  assert.deepEqual(await bob.ask('sendMessage', again), stored[3])
  await assert.rejects(
    bob.ask('sendMessage', { ...again, body: said('other') }),
    refused('id-reused'),
  )
})

test('what is written while a friend is away waits for them', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  await eve.event('friend', (friend) => friend.state === 'friend')
  const cursor = eve.events.at(-1)?.usn as number
  await eve.leave()
  for (const text of ['one', 'two', 'three']) {
    await bob.ask('sendMessage', { conversation, id: messageId(), body: said(text) })
  }
  await using back = await home.stranger({ key: eve.key })
  const attached = await back.attach(cursor)
  assert.equal(attached.snapshotNeeded, false)
  const { headUsn } = await back.next('caughtUp')
  assert.equal(headUsn, cursor + 3)
  assert.deepEqual(
    back.events.map(({ usn, change }) => [usn, change.kind === 'message' && change.value.seq]),
    [1, 2, 3].map((seq) => [cursor + seq, seq]),
  )
})

test('a new device gets a snapshot, then what happens after it', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  await bob.ask('sendMessage', { conversation, id: messageId(), body: said('before') })
  await using tablet = await home.stranger()
  await tablet.login('eve')
  const attached = await tablet.attach()
  assert.equal(attached.snapshotNeeded, true)
  const { friends, more } = await tablet.ask('friends', { after: '', limit: 50 })
  assert.deepEqual([friends.length, friends[0]?.unread, more], [1, 1, false])
  await bob.ask('sendMessage', { conversation, id: messageId(), body: said('after') })
  const message = await tablet.event('message')
  assert.equal(message.seq, 2)
  const history = await tablet.ask('history', {
    conversation,
    afterSeq: 0,
    beforeSeq: 2,
    limit: 10,
  })
  assert.deepEqual(
    history.messages.map(({ body }) => new TextDecoder().decode(body)),
    ['before'],
  )
})

test('a receipt reaches the friend and one’s own other devices', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation, other } = await befriend(bob, eve, 'eve')
  await using tablet = await home.stranger()
  await tablet.login('eve')
  await tablet.attach()
  await bob.ask('sendMessage', { conversation, id: messageId(), body: said('hello') })
  await eve.ask('markReceipt', { conversation, deliveredSeq: 1, readSeq: 1 })
  for (const device of [bob, tablet]) {
    const receipt = await device.event('receipt', ({ readSeq }) => readSeq === 1)
    assert.equal(receipt.account, other)
  }
})

test('typing reaches friends who are here, and nobody else', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const mallory = await home.person('mallory')
  const { conversation, one } = await befriend(bob, eve, 'eve')
  await bob.ask('typing', { conversation })
  assert.deepEqual(await eve.next('typing'), { conversation, account: one })
  await assert.rejects(mallory.ask('typing', { conversation }), refused('unknown-conversation'))
  await eve.ask('removeFriend', { account: one })
  await assert.rejects(bob.ask('typing', { conversation }), refused('not-friends'))
})

test('who is blocked learns nothing of it, and can send nothing', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  await eve.ask('blockAccount', { name: name('bob') })
  await assert.rejects(
    bob.ask('sendMessage', { conversation, id: messageId(), body: said('?') }),
    refused('not-friends'),
  )
  const asked = await bob.ask('requestFriend', { name: name('eve'), note: '' })
  assert.equal(asked.state, 'requested')
  const { friends } = await eve.ask('friends', { after: '', limit: 10 })
  assert.deepEqual(
    friends.map((friend) => friend.state),
    ['blocked'],
  )
})
