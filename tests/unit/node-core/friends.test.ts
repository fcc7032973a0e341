import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Gate, SERVED_PROTOCOLS } from '../../../node/friends/domain/gate.ts'
import { deviceOf } from '../../support/fake-home.ts'
import { nodePair } from '../../support/node-pair.ts'

const signal = new AbortController().signal
const noCard = new Uint8Array()

test('a friend comes and goes, and nobody is online without a link to the home', async () => {
  await using net = await nodePair()
  const { a, home, bob } = net
  const device = deviceOf(2)
  const presence = { account: bob.account, online: true, lastSeenMs: 5 }
  const devices = [{ device, online: true, card: noCard }]
  for (const line of home.lines) line.push({ kind: 'presence', value: { ...presence, devices } })
  await a.until(() => a.friends.view(bob.name).online)
  assert.deepEqual(
    a.friends.devicesOf(bob.account).map((each) => each.online),
    [true],
  )
  home.reachable = false
  home.cutAll()
  await a.until(() => !a.friends.view(bob.name).online)
  assert.deepEqual(
    a.friends.devicesOf(bob.account).map((each) => each.online),
    [false],
  )
})

test('presence of somebody who is no friend changes nothing', async () => {
  await using net = await nodePair()
  const { a, home, alice, bob } = net
  home.relate(alice, bob, 'blocked')
  await a.until(() => a.friends.byName(bob.name)?.state === 'blocked')
  const devices = [{ device: deviceOf(9), online: true, card: noCard }]
  await a.friends.takePresence({ account: bob.account, online: true, lastSeenMs: 1, devices })
  assert.equal(a.friends.view(bob.name).online, false)
  assert.equal(a.friends.friendOfDevice(deviceOf(9)), undefined)
})

test('who is blocked loses the gate and the connection with the same commit', async () => {
  await using net = await nodePair()
  const { a, home, alice, bob } = net
  home.relate(alice, bob, 'friend')
  const device = deviceOf(2)
  await a.until(() => a.friends.friendOfDevice(device)?.name === 'bob')
  home.relate(alice, bob, 'blocked')
  await a.until(() => a.friends.byName(bob.name)?.state === 'blocked')
  assert.equal(a.friends.friendOfDevice(device), undefined)
  assert.deepEqual(a.dropped, [device])
})

test('a request that reached the home a moment ago is found there', async () => {
  await using net = await nodePair()
  const { a, home, alice } = net
  const carol = home.add('carol')
  // As if the event were still on its way.
  alice.relations.set(carol.account, 'asked')
  await assert.rejects(a.friends.accept(home.add('dave').name, { signal }), { code: 'not-found' })
  home.calls.length = 0
  await a.friends.accept(carol.name, { signal }).catch(() => {})
  assert.deepEqual(home.calls, ['friends', 'acceptFriend'])
})

test('relations survive a restart, presence does not', async () => {
  await using net = await nodePair()
  const { a, bob } = net
  const devices = [{ device: deviceOf(2), online: true, card: noCard }]
  await a.friends.takePresence({ account: bob.account, online: true, lastSeenMs: 7, devices })
  await a.friends.load()
  const view = a.friends.view(bob.name)
  assert.deepEqual([view.state, view.online, view.lastSeenMs], ['friend', false, 7])
})

test('the gate serves transfers to friends, links to friends and the home, and nothing to others', () => {
  const [friend, home, stranger] = [deviceOf(1), deviceOf(2), deviceOf(3)]
  const gate = new Gate({ isFriend: (each) => each === friend, isHome: (each) => each === home })
  const [served = ''] = SERVED_PROTOCOLS
  assert.deepEqual(
    [friend, home, stranger].map((each) => gate.mayConnect(each)),
    [true, true, false],
  )
  assert.deepEqual(
    [friend, home, stranger].map((each) => gate.mayOpen(each, served)),
    [true, false, false],
  )
  assert.equal(gate.mayOpen(friend, '/homing/home/1'), false)
})
