import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_OPERATOR_INVITES } from '../../../relay/accounts/limits.ts'
import { type AccountName, parseAccountName } from '../../../src/core/ids.ts'
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
const no = (code: string) => ({ name: 'AdminRefusal', code })
const name = (text: string) => parseAccountName(text)
const FIRST = { after: '', limit: 10 }
const ONE = { uses: 1, days: 1 }

/** What the store keeps of the operator's acts (relay/accounts/admin-ports.ts), through the domain above it. */
export function adminContract(engine: string, open: OpenSql): void {
  test(`${engine}: accounts are listed by name, page by page, with what is counted of them`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const alice = await join(truth, 'alice', testDevice(2))
    await join(truth, 'carol', testDevice(3))
    await befriend(truth, alice, bob)
    await truth.devices.signIn(bob.account, testDevice(4), 'phone')
    await truth.devices.logout(await truth.devices.openSession(testDevice(4)))
    const page = await truth.admin.accounts({ after: '', limit: 2 })
    assert.deepEqual(
      page.items.map((each) => [each.name, each.devices, each.friends, each.storedBytes]),
      [
        ['alice', 1, 1, 0],
        ['bob', 1, 1, 0],
      ],
    )
    assert.equal(page.more, true)
    const rest = await truth.admin.accounts({ after: 'bob', limit: 2 })
    assert.deepEqual(
      rest.items.map(({ name }) => String(name)),
      ['carol'],
    )
    assert.equal(rest.more, false)
  })

  test(`${engine}: of one account its devices, invites and bytes are shown`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const { code } = await truth.invites.create(bob, 3)
    const month = new Date(truth.clock.nowMs()).toISOString().slice(0, 7)
    await sql.transact((tx) =>
      tx.insertInto('spool_usage').values({ account_id: bob.account, month, bytes: 77 }).execute(),
    )
    const found = await truth.admin.account(bob.name)
    assert.deepEqual(
      found.deviceList.map((each) => each.device),
      [bob.device],
    )
    assert.deepEqual(
      found.invites.map((each) => [each.code, each.maker, each.usesLeft]),
      [[code, 'bob', 3]],
    )
    assert.equal(found.monthBytes, 77)
    await assert.rejects(truth.admin.account(name('nobody')), no('unknown-account'))
  })

  test(`${engine}: a blocked account is fenced, and neither logs in nor attaches until it is unblocked`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const alice = await join(truth, 'alice', testDevice(2))
    const conversation = await befriend(truth, alice, bob)
    const send = (from: typeof bob) =>
      truth.conversations.send(from, {
        conversation,
        id: newMessageId(truth),
        body: bodyOf('hello'),
      })
    await truth.admin.block(bob.name)
    await assert.rejects(send(bob), refused('fenced'))
    await assert.rejects(truth.devices.openSession(bob.device), refused('account-blocked'))
    const login = () => truth.devices.signIn(bob.account, testDevice(3), 'phone')
    await assert.rejects(login(), refused('account-blocked'))
    const stored = await send(alice)
    await truth.admin.unblock(bob.name)
    const back = await truth.devices.openSession(bob.device)
    const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
    const { messages } = await truth.conversations.history(back, page)
    assert.deepEqual(
      messages.map(({ seq }) => seq),
      [stored.seq],
    )
    await login()
  })

  test(`${engine}: a block ends every session up to the epoch it fenced, and no later one`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    await truth.devices.signIn(bob.account, testDevice(2), 'phone')
    const phone = await truth.devices.openSession(testDevice(2))
    await truth.admin.block(bob.name)
    assert.deepEqual(
      truth.ended.sessions.toSorted((a, b) => (a.device < b.device ? -1 : 1)),
      [bob, phone]
        .map(({ device, epoch }) => ({ device, epoch: epoch + 1, reason: 'away' }))
        .toSorted((a, b) => (a.device < b.device ? -1 : 1)),
    )
    assert.deepEqual(truth.ended.spool, [bob.account])
    await truth.admin.unblock(bob.name)
    const back = await truth.devices.openSession(bob.device)
    assert.ok(back.epoch > bob.epoch + 1)
  })

  test(`${engine}: a repeated block keeps its moment, a repeated unblock is no fault`, async () => {
    await using sql = await open()
    const clock = new TurnedClock()
    const truth = relayTruth(sql, { clock })
    const bob = await join(truth, 'bob', testDevice(1))
    const first = await truth.admin.block(bob.name)
    await clock.turn(60_000)
    assert.deepEqual(await truth.admin.block(bob.name), first)
    assert.equal((await truth.admin.account(bob.name)).blockedMs, first.blockedMs)
    await truth.admin.unblock(bob.name)
    await truth.admin.unblock(bob.name)
    assert.equal((await truth.admin.account(bob.name)).blockedMs, 0)
    for (const act of ['block', 'unblock'] as const) {
      await assert.rejects(truth.admin[act](name('nobody')), no('unknown-account'))
    }
  })

  test(`${engine}: invites of a blocked member let nobody in until it is unblocked`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const { code } = await truth.invites.create(bob, 1)
    const inviting = relayTruth(sql, { registration: 'invite' })
    await truth.admin.block(bob.name)
    await assert.rejects(inviting.accounts.checkRegistration(code), refused('invite-invalid'))
    assert.deepEqual((await truth.admin.invites(FIRST)).items, [])
    await truth.admin.unblock(bob.name)
    await inviting.accounts.checkRegistration(code)
    const [shown] = (await truth.admin.invites(FIRST)).items
    assert.deepEqual([shown?.code, shown?.maker], [code, 'bob'])
  })

  test(`${engine}: all devices are logged out, or one by id, end of id or name; again is no fault`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const bob = await join(truth, 'bob', testDevice(1))
    const others = [testDevice(2), testDevice(3), testDevice(4)] as const
    for (const device of others) await truth.devices.signIn(bob.account, device, `of ${device}`)
    const logout = async (chosen?: string) =>
      (await truth.admin.logout(bob.name, chosen)).devices.map(({ device }) => device)
    assert.deepEqual(await logout(others[0]), [others[0]])
    assert.deepEqual(await logout(others[0]), [])
    assert.deepEqual(await logout(others[1].slice(-8)), [others[1]])
    await assert.rejects(logout('zzzz'), no('unknown-device'))
    await assert.rejects(logout(''), no('ambiguous-device'))
    assert.deepEqual((await logout()).toSorted(), [bob.device, others[2]].toSorted())
    assert.deepEqual(await logout(), [])
    await assert.rejects(truth.devices.openSession(bob.device), refused('signed-out'))
    assert.ok(truth.ended.sessions.every(({ reason }) => reason === 'revoked'))
    assert.equal(truth.ended.spool.length, 4)
    assert.deepEqual(truth.rung.map(({ account }) => account).includes(bob.account), true)
  })

  test(`${engine}: the operator's invite has the uses and days that were asked for, and can be closed`, async () => {
    await using sql = await open()
    const clock = new TurnedClock()
    const truth = relayTruth(sql, { clock, registration: 'invite' })
    const { code, expiresMs } = await truth.admin.createInvite({ uses: 2, days: 3 })
    assert.equal(expiresMs - clock.nowMs(), 3 * 24 * 3600_000)
    await truth.accounts.checkRegistration(code)
    const [shown] = (await truth.admin.invites(FIRST)).items
    assert.deepEqual(
      [shown?.code, shown?.maker, shown?.uses, shown?.usesLeft],
      [code, undefined, 2, 2],
    )
    const typed = code.toLowerCase().replaceAll('-', ' ')
    assert.deepEqual(await truth.admin.revokeInvite(typed), { code })
    assert.deepEqual(await truth.admin.revokeInvite(code), { code })
    await assert.rejects(truth.accounts.checkRegistration(code), refused('invite-invalid'))
    assert.deepEqual((await truth.admin.invites(FIRST)).items, [])
    await assert.rejects(truth.admin.revokeInvite('AAAA-BBBB'), no('unknown-invite'))
  })

  test(`${engine}: ${MAX_OPERATOR_INVITES} open invites of the operator are the most`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const made = await Promise.all(
      Array.from({ length: MAX_OPERATOR_INVITES }, () => truth.admin.createInvite(ONE)),
    )
    await assert.rejects(truth.admin.createInvite(ONE), no('too-many-invites'))
    await truth.admin.revokeInvite(made[0]?.code ?? '')
    await truth.admin.createInvite(ONE)
    const seen = new Set<string>()
    for (let after = ''; ; ) {
      const { items, more } = await truth.admin.invites({ after, limit: 300 })
      for (const { code } of items) seen.add(code)
      if (!more) break
      after = items.at(-1)?.code ?? ''
    }
    assert.equal(seen.size, MAX_OPERATOR_INVITES)
  })

  test(`${engine}: a page of nothing is no fault`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    assert.deepEqual(await truth.admin.accounts(FIRST), { items: [], more: false })
    assert.deepEqual(await truth.admin.invites(FIRST), { items: [], more: false })
    assert.equal((await truth.admin.accounts({ after: 'a' as AccountName, limit: 1 })).more, false)
  })
}
