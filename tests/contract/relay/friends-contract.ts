import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { MAX_BLOCKED, MAX_FRIENDS, MAX_REQUESTS_IN } from '../../../relay/friends/limits.ts'
import { parseAccountName } from '../../../src/core/ids.ts'
import { MAX_CARD_BYTES, MAX_DEVICES, MAX_HOME_FRAME_BYTES } from '../../../src/home/limits.ts'
import { encodeAnswer } from '../../../src/wire/home-codec.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import type { OpenSql } from './sql-contract.ts'

const ALL = { after: '', limit: 200 }
const refused = (code: string) => ({ name: 'HomeRefusal', code })

async function setUp(open: OpenSql) {
  await using stack = new AsyncDisposableStack()
  const truth = relayTruth(stack.use(await open()))
  const alice = await join(truth, 'alice', testDevice(1))
  const bob = await join(truth, 'bob', testDevice(2))
  const held = stack.move()
  return { truth, alice, bob, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

async function states(truth: RelayTruth, ...sessions: Session[]): Promise<string[]> {
  const lists = await Promise.all(sessions.map((session) => truth.friends.list(session, ALL)))
  return lists.map(({ friends }) => friends.map((friend) => friend.state).join(' '))
}

/** The heads of the logs, to see who was told. */
async function heads(truth: RelayTruth, ...sessions: Session[]): Promise<number[]> {
  const begun = await Promise.all(sessions.map((session) => truth.log.begin(session, undefined)))
  return begun.map(({ headUsn }) => headUsn)
}

type Filling = Readonly<{ account: string; count: number; state: string; blocked: number }>

/** Relations with accounts that nobody asks about. */
function fillList(
  truth: RelayTruth,
  { account, count, state, blocked }: Filling,
): Promise<unknown> {
  const rest = { note: '', remark: '', since_ms: 0, conversation_id: '' }
  const rows = Array.from({ length: count }, (_, n) => ({
    account_id: account,
    other_id: `filling-${n}`,
    state,
    blocked,
    ...rest,
  }))
  return truth.sql.transact((tx) => tx.insertInto('relations').values(rows).execute())
}

export function friendsContract(engine: string, open: OpenSql): void {
  test(`${engine}: a request is seen by both, accepted by one, and begins a conversation`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    const requested = await truth.friends.request(alice, { name: bob.name, note: 'it is me' })
    assert.equal(requested.state, 'requested')
    const [asked] = (await truth.friends.list(bob, ALL)).friends
    assert.equal(asked?.state, 'asked')
    assert.equal(asked?.note, 'it is me')
    assert.equal(asked?.conversation, undefined)
    const accepted = await truth.friends.accept(bob, alice.account)
    assert.equal(accepted.state, 'friend')
    const [friend] = (await truth.friends.list(alice, ALL)).friends
    assert.equal(friend?.state, 'friend')
    assert.ok(friend?.conversation)
    assert.equal(friend.conversation, accepted.conversation)
    assert.deepEqual(
      friend.devices.map((device) => device.device),
      [bob.device],
    )
    assert.deepEqual(await heads(truth, alice, bob), [2, 2])
  })

  test(`${engine}: requests that cross make friends`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    await Promise.all([
      truth.friends.request(alice, { name: bob.name, note: '' }),
      truth.friends.request(bob, { name: alice.name, note: '' }),
    ])
    assert.deepEqual(await states(truth, alice, bob), ['friend', 'friend'])
  })

  test(`${engine}: declined, cancelled and removed leave nobody; the conversation stays the same`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    const ask = () => truth.friends.request(alice, { name: bob.name, note: '' })
    await ask()
    await truth.friends.decline(bob, alice.account)
    assert.deepEqual(await states(truth, alice, bob), ['', ''])
    await ask()
    await truth.friends.cancel(alice, bob.account)
    assert.deepEqual(await states(truth, alice, bob), ['', ''])
    await ask()
    const first = await truth.friends.accept(bob, alice.account)
    await truth.friends.remove(alice, bob.account)
    assert.deepEqual(await states(truth, alice, bob), ['none', 'none'])
    await ask()
    const second = await truth.friends.accept(bob, alice.account)
    assert.equal(second.conversation, first.conversation)
  })

  test(`${engine}: doing again what is done is no error and tells nobody`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    const ask = () => truth.friends.request(alice, { name: bob.name, note: 'again' })
    await ask()
    await ask()
    await truth.friends.accept(bob, alice.account)
    await truth.friends.accept(bob, alice.account)
    await truth.friends.block(alice, bob.name)
    await truth.friends.block(alice, bob.name)
    await truth.friends.unblock(alice, bob.account)
    await truth.friends.unblock(alice, bob.account)
    assert.deepEqual(await heads(truth, alice, bob), [4, 3])
  })

  test(`${engine}: what cannot be is refused by name`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    const nobody = parseAccountName('nobody')
    await assert.rejects(
      truth.friends.request(alice, { name: nobody, note: '' }),
      refused('unknown-account'),
    )
    await assert.rejects(
      truth.friends.request(alice, { name: alice.name, note: '' }),
      refused('yourself'),
    )
    await assert.rejects(truth.friends.accept(alice, bob.account), refused('no-request'))
    await assert.rejects(truth.friends.cancel(alice, bob.account), refused('no-request'))
    await assert.rejects(truth.friends.remove(alice, bob.account), refused('not-friends'))
    await assert.rejects(
      truth.friends.remark(alice, { account: bob.account, remark: 'b' }),
      refused('not-friends'),
    )
    await truth.friends.request(alice, { name: bob.name, note: '' })
    await assert.rejects(truth.friends.accept(alice, bob.account), refused('no-request'))
    await truth.friends.accept(bob, alice.account)
    await assert.rejects(
      truth.friends.request(bob, { name: alice.name, note: '' }),
      refused('already-friends'),
    )
  })

  test(`${engine}: a block ends the friendship at once and is silent after that`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    await truth.friends.request(alice, { name: bob.name, note: '' })
    const { conversation } = await truth.friends.accept(bob, alice.account)
    assert.ok(conversation)
    await truth.friends.block(alice, bob.name)
    assert.deepEqual(await states(truth, alice, bob), ['blocked', 'none'])
    const body = bodyOf('hello?')
    const sent = truth.conversations.send(bob, { conversation, id: newMessageId(truth), body })
    await assert.rejects(sent, refused('not-friends'))
    const [before] = await heads(truth, alice)
    const pending = await truth.friends.request(bob, { name: alice.name, note: 'why?' })
    assert.equal(pending.state, 'requested')
    const [blocked] = (await truth.friends.list(alice, ALL)).friends
    assert.equal(blocked?.state, 'blocked')
    assert.equal(blocked?.note, '')
    assert.deepEqual(await heads(truth, alice), [before])
    const after = await truth.friends.unblock(alice, bob.account)
    assert.equal(after.state, 'asked')
    assert.equal(after.note, 'why?')
  })

  test(`${engine}: only friends see a profile and devices`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    const change = { displayName: 'Alice A.', signature: 'here', region: undefined }
    await truth.accounts.setProfile(alice, change)
    await truth.friends.request(alice, { name: bob.name, note: '' })
    const asked = (await truth.friends.viewOf(bob.account, [alice.account])).get(alice.account)
    assert.deepEqual([asked?.displayName, asked?.signature, asked?.devices], ['', '', []])
    const friend = await truth.friends.accept(bob, alice.account)
    assert.deepEqual([friend.displayName, friend.signature], ['Alice A.', 'here'])
    await truth.friends.block(alice, bob.name)
    const gone = (await truth.friends.viewOf(bob.account, [alice.account])).get(alice.account)
    assert.deepEqual([gone?.displayName, gone?.devices], ['', []])
  })

  test(`${engine}: a remark is one's own`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    await truth.friends.request(alice, { name: bob.name, note: '' })
    await truth.friends.accept(bob, alice.account)
    const remarked = await truth.friends.remark(alice, { account: bob.account, remark: 'Bobby' })
    assert.equal(remarked.remark, 'Bobby')
    const [seen] = (await truth.friends.list(bob, ALL)).friends
    assert.equal(seen?.remark, '')
    assert.deepEqual(await heads(truth, alice, bob), [3, 2])
  })

  test(`${engine}: lists have an end, each its own`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob } = home
    const fill = (account: string, count: number, columns: { state: string; blocked: number }) =>
      fillList(truth, { account, count, ...columns })
    await fill(alice.account, MAX_FRIENDS - 1, { state: 'friend', blocked: 0 })
    const carol = await join(truth, 'carol', testDevice(3))
    await truth.friends.request(alice, { name: bob.name, note: '' })
    await assert.rejects(
      truth.friends.request(alice, { name: carol.name, note: '' }),
      refused('too-many-friends'),
    )
    await truth.friends.request(carol, { name: alice.name, note: '' })
    await assert.rejects(truth.friends.accept(alice, carol.account), refused('too-many-friends'))
    await truth.friends.cancel(alice, bob.account)
    assert.equal((await truth.friends.accept(alice, carol.account)).state, 'friend')
    await fill(bob.account, MAX_REQUESTS_IN, { state: 'asked', blocked: 0 })
    await assert.rejects(
      truth.friends.request(carol, { name: bob.name, note: '' }),
      refused('too-many-friends'),
    )
    await fill(carol.account, MAX_BLOCKED, { state: 'none', blocked: 1 })
    await assert.rejects(truth.friends.block(carol, bob.name), refused('too-many-friends'))
  })

  test(`${engine}: a page of friends with all their cards fits into a frame`, async () => {
    await using home = await setUp(open)
    const { truth, alice } = home
    const card = new Uint8Array(MAX_CARD_BYTES).fill(1)
    for (let n = 0; n < 15; n++) {
      const other = await join(truth, `friend${n}`, testDevice(1000 * n + 1000))
      await befriend(truth, other, alice)
      for (let d = 1; d < MAX_DEVICES; d++) {
        const device = testDevice(1000 * n + 1000 + d)
        await truth.devices.signIn(other.account, device, '')
        await truth.devices.setCard(await truth.devices.openSession(device), card)
      }
    }
    const page = await truth.friends.list(alice, ALL)
    const frame = encodeAnswer(1, 'friends', page)
    assert.ok(frame.length < MAX_HOME_FRAME_BYTES, `${frame.length} bytes`)
    assert.equal(page.more, true)
    const rest = await truth.friends.list(alice, {
      after: page.friends.at(-1)?.account ?? '',
      limit: 200,
    })
    assert.equal(page.friends.length + rest.friends.length, 15)
  })

  test(`${engine}: the list comes in pages, in order, each friend once`, async () => {
    await using home = await setUp(open)
    const { truth, alice } = home
    for (let n = 0; n < 7; n++) {
      const other = await join(truth, `friend${n}`, testDevice(100 + n))
      await truth.friends.request(other, { name: alice.name, note: '' })
    }
    const seen: string[] = []
    for (let more = true; more; ) {
      const page = await truth.friends.list(alice, { after: seen.at(-1) ?? '', limit: 3 })
      seen.push(...page.friends.map((friend) => friend.account))
      more = page.more
    }
    assert.equal(seen.length, 7)
    assert.deepEqual(seen, [...new Set(seen)].toSorted())
  })
}
