import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  INVITE_TTL_MS,
  MAX_OPEN_INVITES,
  MAX_REVOKED_DEVICES,
  OPERATOR_INVITE_USES,
} from '../../../relay/accounts/limits.ts'
import { parseAccountName } from '../../../src/core/ids.ts'
import { MAX_DEVICES } from '../../../src/home/limits.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import type { OpenSql } from './sql-contract.ts'

const refused = (code: string) => ({ name: 'HomeRefusal', code })

function registration(name: string, number: number, invite = '') {
  return {
    name: parseAccountName(name),
    record: `record-of-${name}`,
    displayName: '',
    invite,
    device: testDevice(number),
    deviceName: 'laptop',
  }
}

export function accountsContract(engine: string, open: OpenSql): void {
  test(`${engine}: a name and a device belong to one account`, async () => {
    await using sql = await open()
    const { accounts } = relayTruth(sql)
    const first = await accounts.register(registration('alice', 1))
    assert.deepEqual(await accounts.register(registration('alice', 1)), first, 'a repeated request')
    await assert.rejects(accounts.register(registration('alice', 2)), refused('name-taken'))
    await assert.rejects(accounts.register(registration('alice2', 1)), refused('device-taken'))
    const found = await accounts.credentialsOf(parseAccountName('alice'))
    assert.deepEqual(found, { account: first.account, record: 'record-of-alice' })
    assert.equal(await accounts.credentialsOf(parseAccountName('bob')), undefined)
  })

  test(`${engine}: of many who register one name at once, one gets it`, async () => {
    await using sql = await open()
    const { accounts } = relayTruth(sql)
    const tries = Array.from({ length: 10 }, (_, n) => accounts.register(registration('alice', n)))
    const settled = await Promise.allSettled(tries)
    assert.equal(settled.filter((one) => one.status === 'fulfilled').length, 1)
  })

  test(`${engine}: an invite is counted with the account, never beyond its uses`, async () => {
    await using sql = await open()
    const { accounts, invites } = relayTruth(sql, { registration: 'invite' })
    const { code, uses } = await invites.operatorInvite()
    assert.equal(uses, OPERATOR_INVITE_USES)
    await accounts.register(registration('taken', 999, code))
    await assert.rejects(accounts.register(registration('taken', 998, code)), refused('name-taken'))
    const tries = Array.from({ length: uses + 5 }, (_, n) =>
      accounts.register(registration(`friend${n}`, n, code.toLowerCase().replaceAll('-', ' '))),
    )
    const settled = await Promise.allSettled(tries)
    assert.equal(settled.filter((one) => one.status === 'fulfilled').length, uses - 1)
    await assert.rejects(
      accounts.register(registration('late', 500, code)),
      refused('invite-invalid'),
    )
    const repeated = await accounts.register(registration('friend0', 0, code))
    assert.equal(repeated.name, 'friend0', 'a repeated request needs no use')
    assert.notEqual((await invites.operatorInvite()).code, code, 'a used-up invite is replaced')
  })

  test(`${engine}: without an invite nobody learns whether a name is taken`, async () => {
    await using sql = await open()
    const { accounts, invites } = relayTruth(sql, { registration: 'invite' })
    const { code } = await invites.operatorInvite()
    await accounts.register(registration('alice', 1, code))
    for (const name of ['alice', 'nobody']) {
      const tried = accounts.register(registration(name, 2, 'WRONG'))
      await assert.rejects(tried, refused('invite-invalid'))
      await assert.rejects(accounts.register(registration(name, 2)), refused('invite-needed'))
    }
    await assert.rejects(accounts.checkRegistration('WRONG'), refused('invite-invalid'))
    await accounts.checkRegistration(code)
  })

  test(`${engine}: an invite ends with its time`, async () => {
    await using sql = await open()
    const clock = new TurnedClock()
    const { accounts, invites } = relayTruth(sql, { registration: 'invite', clock })
    const { code } = await invites.operatorInvite()
    await clock.turn(INVITE_TTL_MS - 1)
    await accounts.checkRegistration(code)
    await clock.turn(1)
    await assert.rejects(accounts.checkRegistration(code), refused('invite-invalid'))
    await assert.rejects(
      accounts.register(registration('late', 1, code)),
      refused('invite-invalid'),
    )
  })

  test(`${engine}: a closed home registers nobody; its operator alone may invite where so set`, async () => {
    await using sql = await open()
    const { accounts } = relayTruth(sql, { registration: 'closed' })
    await assert.rejects(
      accounts.register(registration('alice', 1)),
      refused('registration-closed'),
    )
    const truth = relayTruth(sql, { invites: 'operator' })
    const alice = await join(truth, 'alice', testDevice(1))
    await assert.rejects(truth.invites.create(alice, 1), refused('not-allowed'))
  })

  test(`${engine}: a member has at most ${MAX_OPEN_INVITES} open invites`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const alice = await join(truth, 'alice', testDevice(1))
    const makes = Array.from({ length: MAX_OPEN_INVITES }, () => truth.invites.create(alice, 1))
    const made = await Promise.all(makes)
    await assert.rejects(truth.invites.create(alice, 1), refused('too-many-invites'))
    const inviting = relayTruth(sql, { registration: 'invite' })
    await inviting.accounts.register(registration('bob', 2, made[0]?.code))
    await truth.invites.create(alice, 1)
  })

  test(`${engine}: an account has at most ${MAX_DEVICES} devices; a logout makes room`, async () => {
    await using sql = await open()
    const { accounts, devices } = relayTruth(sql)
    const { account } = await accounts.register(registration('alice', 0))
    for (let n = 1; n < MAX_DEVICES; n++) await devices.signIn(account, testDevice(n), `d${n}`)
    const more = () => devices.signIn(account, testDevice(MAX_DEVICES), 'one more')
    await assert.rejects(more(), refused('too-many-devices'))
    await devices.signIn(account, testDevice(3), 'known already')
    assert.equal(await devices.logout(await devices.openSession(testDevice(3))), true)
    await more()
  })

  test(`${engine}: a newer session fences the older in everything it writes and reads`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const old = await join(truth, 'alice', testDevice(1))
    const bob = await join(truth, 'bob', testDevice(2))
    const conversation = await befriend(truth, old, bob)
    const now = await truth.devices.openSession(old.device)
    assert.equal(now.epoch, old.epoch + 1)
    const id = newMessageId(truth)
    const limits = { maxEvents: 10, maxBytes: 1000 }
    const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
    const change = { displayName: 'x', signature: undefined, region: undefined }
    const calls: Record<string, () => Promise<unknown>> = {
      send: () => truth.conversations.send(old, { conversation, id, body: bodyOf('x') }),
      receipt: () =>
        truth.conversations.markReceipt(old, { conversation, deliveredSeq: 1, readSeq: 1 }),
      history: () => truth.conversations.history(old, page),
      peer: () => truth.conversations.peerOf(old, conversation),
      begin: () => truth.log.begin(old, 0),
      events: () => truth.log.eventsAfter(old, 0, limits),
      profile: () => truth.accounts.profile(old),
      setProfile: () => truth.accounts.setProfile(old, change),
      devices: () => truth.devices.list(old),
      card: () => truth.devices.setCard(old, bodyOf('card')),
      revoke: () => truth.devices.revoke(old, old.device),
      invite: () => truth.invites.create(old, 1),
      friends: () => truth.friends.list(old, { after: '', limit: 1 }),
      remove: () => truth.friends.remove(old, bob.account),
      block: () => truth.friends.block(old, bob.name),
      remark: () => truth.friends.remark(old, { account: bob.account, remark: 'x' }),
    }
    for (const [name, call] of Object.entries(calls)) {
      await assert.rejects(call(), refused('fenced'), name)
    }
    await truth.devices.revoke(now, now.device)
    for (const [name, call] of Object.entries(calls)) {
      await assert.rejects(call(), refused('signed-out'), name)
    }
  })

  test(`${engine}: a late logout or leave of an old link changes nothing`, async () => {
    await using sql = await open()
    const { accounts, devices } = relayTruth(sql)
    await accounts.register(registration('alice', 1))
    const old = await devices.openSession(testDevice(1))
    const now = await devices.openSession(testDevice(1))
    assert.equal(await devices.logout(old), false)
    assert.equal(await devices.closeSession(old), false)
    assert.deepEqual(
      (await devices.list(now)).map((device) => device.device),
      [now.device],
    )
    assert.equal(await devices.logout(now), true)
    assert.equal(await devices.logout(now), false)
    await assert.rejects(devices.openSession(testDevice(1)), refused('signed-out'))
  })

  test(`${engine}: a login after a logout goes on with the epochs, so nothing old comes back to life`, async () => {
    await using sql = await open()
    const { accounts, devices } = relayTruth(sql)
    const { account } = await accounts.register(registration('alice', 1))
    await accounts.register(registration('bob', 2))
    const old = await devices.openSession(testDevice(1))
    await devices.logout(old)
    const bob = await accounts.credentialsOf(parseAccountName('bob'))
    assert.ok(bob)
    await assert.rejects(devices.signIn(bob.account, testDevice(1), ''), refused('device-taken'))
    await devices.signIn(account, testDevice(1), 'again')
    const now = await devices.openSession(testDevice(1))
    assert.ok(now.epoch > old.epoch + 1)
    assert.equal(await devices.logout(old), false)
    await assert.rejects(devices.list(old), refused('fenced'))
    assert.equal((await devices.list(now)).length, 1)
  })

  test(`${engine}: one device logs another out; own devices and friends are told`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const alice = await join(truth, 'alice', testDevice(1))
    const bob = await join(truth, 'bob', testDevice(2))
    await befriend(truth, alice, bob)
    await truth.devices.signIn(alice.account, testDevice(3), 'phone')
    const phone = await truth.devices.openSession(testDevice(3))
    await assert.rejects(truth.devices.revoke(bob, phone.device), refused('unknown-device'))
    const [before, theirsBefore] = await Promise.all(
      [alice, bob].map((who) => truth.log.begin(who, 0)),
    )
    await truth.devices.revoke(alice, phone.device)
    const limits = { maxEvents: 10, maxBytes: 100_000 }
    const own = await truth.log.eventsAfter(alice, before?.headUsn ?? 0, limits)
    const theirs = await truth.log.eventsAfter(bob, theirsBefore?.headUsn ?? 0, limits)
    assert.ok(own.kind === 'events' && theirs.kind === 'events')
    assert.deepEqual(
      own.events.map((event) => event.change.kind),
      ['device'],
    )
    const [told] = theirs.events.map((event) => event.change)
    assert.ok(told?.kind === 'friend')
    assert.deepEqual(
      told.value.devices.map((device) => device.device),
      [alice.device],
    )
    await assert.rejects(truth.devices.list(phone), refused('signed-out'))
    await assert.rejects(truth.devices.revoke(alice, phone.device), refused('unknown-device'))
  })

  test(`${engine}: a changed profile is told to own devices and friends, an unchanged one to nobody`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const alice = await join(truth, 'alice', testDevice(1))
    const bob = await join(truth, 'bob', testDevice(2))
    await join(truth, 'carol', testDevice(3))
    await befriend(truth, alice, bob)
    truth.rung.length = 0
    const change = { displayName: 'A', signature: undefined, region: undefined }
    await truth.accounts.setProfile(alice, change)
    await truth.accounts.setProfile(alice, change)
    assert.deepEqual(
      truth.rung.map((head) => head.account).toSorted(),
      [alice.account, bob.account].toSorted(),
    )
    assert.equal((await truth.accounts.profile(alice)).displayName, 'A')
  })

  test(`${engine}: of the keys logged out, ${MAX_REVOKED_DEVICES} are remembered, and older events are still told`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const alice = await join(truth, 'alice', testDevice(0))
    for (let n = 1; n <= MAX_REVOKED_DEVICES + 1; n++) {
      await truth.devices.signIn(alice.account, testDevice(n), '')
      await truth.devices.logout(await truth.devices.openSession(testDevice(n)))
      // The oldest is told by its time.
      await truth.clock.turn(1)
    }
    await truth.devices.signIn(alice.account, testDevice(9999), '')
    const count = await sql.read((tx) => tx.selectFrom('devices').select('id').execute())
    assert.equal(count.length, MAX_REVOKED_DEVICES + 1, 'with both that are in use')
    const limits = { maxEvents: 1, maxBytes: 1000 }
    const read = await truth.log.eventsAfter(alice, 0, limits)
    assert.ok(read.kind === 'events')
    const change = read.events[0]?.change
    assert.ok(change?.kind === 'device')
    assert.deepEqual([change.value.device, change.value.sinceMs], [testDevice(1), 0])
  })

  test(`${engine}: cards and last seen are kept for those who ask about friends`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const alice = await join(truth, 'alice', testDevice(1))
    await truth.devices.setCard(alice, bodyOf('card'))
    await truth.devices.seen(alice.device, 5_000_000_000_000)
    await truth.devices.seen(alice.device, 4)
    const [known] = (await truth.devices.devicesOf([alice.account])).get(alice.account) ?? []
    assert.equal(known?.lastSeenMs, 5_000_000_000_000)
    assert.deepEqual(Uint8Array.from(known?.card ?? []), bodyOf('card'))
    await truth.devices.logout(alice)
    assert.equal((await truth.devices.devicesOf([alice.account])).size, 0)
  })
}
