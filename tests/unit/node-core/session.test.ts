import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LinkView } from '../../../node/control/entity/nouns.ts'
import { SLEPT_MS, WAKE_PING_MS, WATCH_INTERVAL_MS } from '../../../node/session/limits.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { LINK_DEAD_MS, PING_INTERVAL_MS } from '../../../src/home/limits.ts'
import { deviceOf, FakeHome } from '../../support/fake-home.ts'
import { type NodeRig, nodeRig } from '../../support/node-rig.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { swiftClock } from '../../support/swift-clock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const signal = new AbortController().signal

/** Alice, signed in, with bob as her friend. */
async function alone(clock: Clock = swiftClock(50), addresses = () => ['/ip4/1.2.3.4/tcp/1']) {
  await using stack = new AsyncDisposableStack()
  const home = new FakeHome()
  const [person, friend] = [home.add('alice'), home.add('bob')]
  const conversation = home.befriend(person, friend)
  const { path: folder } = stack.use(temporaryFolder())
  const device = deviceOf(1)
  const random = seededRandom(1)
  const options = { folder, home, person, device, clock, random, addresses }
  const rig = stack.use(await nodeRig(options))
  const held = stack.move()
  const parts = { home, person, friend, conversation, device, rig }
  return { ...parts, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

const online = (rig: NodeRig) => rig.until(() => rig.session.link().state === 'online')
const stateOf = (link: LinkView) => link.state

test('attaches with its cursor, and takes a snapshot without one', async () => {
  await using net = await alone()
  const { rig, home, friend } = net
  await rig.until(() => rig.friends.byName(friend.name) !== undefined)
  assert.deepEqual(home.calls.slice(0, 3), ['attach', 'self', 'friends'])
  home.calls.length = 0
  home.cutAll()
  await rig.until(() => rig.session.link().state !== 'online')
  await online(rig)
  assert.equal(home.calls[0], 'attach')
  assert.ok(!home.calls.includes('friends'), 'the cursor was known: no second snapshot')
})

test('says why it is offline and when it tries again, then comes back by itself', async () => {
  await using net = await alone()
  const { rig, home } = net
  await online(rig)
  home.reachable = false
  home.cutAll()
  await rig.until(() => rig.session.link().why === 'nothing listens there')
  const { state, retryAtMs } = rig.session.link()
  assert.equal(state, 'offline')
  assert.ok(retryAtMs !== undefined && retryAtMs > 0)
  home.reachable = true
  await online(rig)
  assert.ok(rig.links.map(stateOf).includes('connecting'))
})

test('knows a half-open link after 35 seconds without a frame', async () => {
  const clock = new TurnedClock()
  await using net = await alone(clock)
  const { rig, home } = net
  await online(rig)
  const [line] = home.lines
  assert.ok(line !== undefined)
  line.silent = true
  const sleepers = clock.sleeping
  await clock.turn(PING_INTERVAL_MS)
  await clock.untilSleeping(sleepers)
  assert.equal(rig.session.link().state, 'online')
  await clock.turn(LINK_DEAD_MS - PING_INTERVAL_MS)
  await rig.until(() => rig.session.link().state === 'offline')
  assert.equal(rig.session.link().why, 'the home fell silent')
})

test('tries a link at once when the machine woke from sleep', async () => {
  const clock = new TurnedClock()
  await using net = await alone(clock)
  const { rig, home } = net
  await online(rig)
  const [line] = home.lines
  assert.ok(line !== undefined)
  line.silent = true
  clock.setWall(clock.nowMs() + SLEPT_MS + 1)
  await clock.turn(WATCH_INTERVAL_MS)
  await clock.turn(WAKE_PING_MS)
  await rig.until(() => rig.session.link().state === 'offline')
})

test('a home that drains is left alone for as long as it asks', async () => {
  const clock = new TurnedClock()
  await using net = await alone(clock)
  const { rig, home } = net
  await online(rig)
  for (const line of home.lines) line.push({ kind: 'goAway', value: { retryAfterMs: 60_000 } })
  await rig.until(() => rig.session.link().state === 'offline')
  const { retryAtMs = 0, why } = rig.session.link()
  assert.equal(why, 'the home is restarting')
  assert.ok(retryAtMs - clock.nowMs() >= 60_000)
})

test('new addresses are announced when they change, and only then', async () => {
  const clock = new TurnedClock()
  let port = 1
  await using net = await alone(clock, () => [`/ip4/1.2.3.4/tcp/${port}`])
  const { rig, home } = net
  await online(rig)
  const announced = () => home.calls.filter((call) => call === 'setCard').length
  await clock.turn(WATCH_INTERVAL_MS)
  assert.equal(announced(), 0)
  port = 2
  await clock.turn(WATCH_INTERVAL_MS)
  await rig.session.ask('ping', {}, { signal })
  assert.equal(announced(), 1)
  await clock.turn(WATCH_INTERVAL_MS)
  assert.equal(announced(), 1)
})

test('a hole in the log is never passed over: the link is made anew from the cursor', async () => {
  await using net = await alone()
  const { rig, home, person, friend } = net
  await rig.until(() => rig.friends.byName(friend.name) !== undefined)
  const change = { kind: 'friend', value: home.friend(person, friend) } as const
  const events = [{ usn: person.log.length + 2, atMs: 1, change }]
  for (const line of home.lines) line.push({ kind: 'events', value: { events } })
  await rig.until(() => rig.session.link().state === 'offline')
  assert.match(rig.session.link().why ?? '', /event \d+ came where \d+ was due/)
  await online(rig)
})

test('a device that was logged out from afar says so, and refuses what was queued', async () => {
  await using net = await alone()
  const { rig, home, friend, person, device } = net
  await rig.until(() => rig.friends.byName(friend.name) !== undefined)
  home.reachable = false
  home.cutAll()
  await rig.until(() => rig.session.link().state === 'offline')
  const { id } = await rig.chat.sendText(friend.name, 'too late')
  person.devices.delete(device)
  home.reachable = true
  home.refuse = (call) => (call === 'attach' ? 'signed-out' : undefined)
  rig.session.retryNow()
  await rig.until(() => rig.session.link().state === 'signed-out')
  assert.match(rig.session.link().why ?? '', /logged out from afar/)
  assert.equal(rig.lines.findLast((line) => line.id === id)?.state, 'refused')
  assert.throws(() => rig.session.account(), { code: 'signed-out' })
  await assert.rejects(rig.chat.sendText(friend.name, 'again'), { code: 'signed-out' })
})

test('a device of a blocked account keeps its key and what is queued, says why, and comes back by itself', async () => {
  await using net = await alone()
  const { rig, home, friend } = net
  await rig.until(() => rig.friends.byName(friend.name) !== undefined)
  home.refuse = (call) => (call === 'attach' ? 'account-blocked' : undefined)
  for (const line of home.lines) line.push({ kind: 'goAway', value: { retryAfterMs: 0 } })
  await rig.until(() => /has blocked the account/.test(rig.session.link().why ?? ''))
  assert.equal(rig.session.link().state, 'offline')
  const { id } = await rig.chat.sendText(friend.name, 'for later')
  home.refuse = () => undefined
  await online(rig)
  await rig.until(() => rig.lines.findLast((line) => line.id === id)?.state === 'stored')
})

test('another program with the same key is told from a revocation', async () => {
  await using net = await alone()
  const { rig, home } = net
  await online(rig)
  for (const line of home.lines) line.push({ kind: 'loggedOut', value: { reason: 'replaced' } })
  await rig.until(() => rig.session.link().state === 'offline')
  assert.match(rig.session.link().why ?? '', /another program/)
  assert.equal(rig.session.accountOrNone()?.name, 'alice')
})

test('logs out without the home, and belongs to nobody else afterwards', async () => {
  await using net = await alone()
  const { rig, home, friend } = net
  await online(rig)
  home.reachable = false
  home.cutAll()
  await rig.until(() => rig.session.link().state === 'offline')
  await rig.session.logout({ signal })
  assert.equal(rig.session.link().state, 'signed-out')
  const other = { name: friend.name, home: '/test', password: 'p', deviceName: '' }
  await assert.rejects(rig.session.login(other, { signal }), { code: 'conflict' })
  const fresh = { ...other, invite: '', displayName: '' }
  await assert.rejects(rig.session.register(fresh, { signal }), { code: 'conflict' })
})

test('a request waits for a link that is being made, and not for one that failed', async () => {
  await using net = await alone()
  const { rig, home } = net
  const { nowMs } = await rig.session.ask('ping', {}, { signal })
  assert.equal(nowMs, 1)
  home.reachable = false
  home.cutAll()
  await rig.until(() => rig.session.link().state === 'offline')
  const began = performance.now()
  await assert.rejects(rig.session.ask('ping', {}, { signal }), { code: 'offline' })
  assert.ok(performance.now() - began < 1_000)
})

test('sign-in refusals reach the person as they are', async () => {
  await using net = await alone()
  const { rig, home, person } = net
  await online(rig)
  const given = { name: person.name, home: '/test', password: 'wrong', deviceName: '' }
  await assert.rejects(rig.session.login(given, { signal }), { code: 'signed-in' })
  await rig.session.logout({ signal })
  await assert.rejects(rig.session.login(given, { signal }), { code: 'wrong-password' })
  home.reachable = false
  await assert.rejects(rig.session.login(given, { signal }), { code: 'offline' })
})
