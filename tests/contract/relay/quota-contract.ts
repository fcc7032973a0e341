import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relayConfig } from '../../../relay/config.ts'
import { AccountQuotas } from '../../../relay/limits/domain/account-quotas.ts'
import { monthTurnsMs } from '../../../relay/limits/entity/month.ts'
import { OVER_FRESH_MS, QUOTA_FRESH_MS, SENT_FRESH_MS } from '../../../relay/limits/limits.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import type { MessageId } from '../../../src/core/ids.ts'
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

const DAY_MS = 24 * 3600_000
const over = { name: 'HomeRefusal', code: 'slow-down', limit: 'monthMessages' }

/** Alice may send three messages a month to Bob. */
async function rig(sql: Sql) {
  const clock = new TurnedClock()
  const limits = relayConfig({ data: '/x', account: { monthMessages: 3 } } as never)
  const truth = relayTruth(sql, { clock, limits })
  const alice = await join(truth, 'alice', testDevice(1))
  const bob = await join(truth, 'bob', testDevice(2))
  const conversation = await befriend(truth, alice, bob)
  const send = (id: MessageId = newMessageId(truth)) =>
    truth.conversations.send(alice, { conversation, id, body: bodyOf('hi') })
  return { truth, clock, alice, bob, conversation, send }
}

/** What the relay keeps of quotas and of messages in a month (relay/limits/ports.ts), through the domain above it. */
export function quotaContract(engine: string, open: OpenSql): void {
  test(`${engine}: after the last message of the month the next is refused, with when the month turns`, async () => {
    await using sql = await open()
    const { truth, clock, bob, conversation, send } = await rig(sql)
    for (const seq of [1, 2, 3]) assert.equal((await send()).seq, seq)
    await assert.rejects(send(), {
      ...over,
      retryAfterMs: monthTurnsMs(clock.nowMs()) - clock.nowMs(),
    })
    const answer = { conversation, id: newMessageId(truth), body: bodyOf('to alice') }
    assert.equal((await truth.conversations.send(bob, answer)).seq, 4)
    await clock.turn(monthTurnsMs(clock.nowMs()) - clock.nowMs())
    assert.equal((await send()).seq, 5)
  })

  test(`${engine}: a retry of what was stored gets its first receipt, whatever the month says`, async () => {
    await using sql = await open()
    const { truth, send } = await rig(sql)
    const id = newMessageId(truth)
    const first = await send(id)
    await send()
    await send()
    await assert.rejects(send(), over)
    assert.deepEqual(await send(id), first)
  })

  test(`${engine}: messages count once: neither a retry nor another relay’s memory uses up a month`, async () => {
    await using sql = await open()
    const { truth, clock, alice, conversation, send } = await rig(sql)
    const id = newMessageId(truth)
    for (let n = 0; n < 10; n++) await send(id)
    // Counted as ten here, one in truth: what is read again before a refusal.
    await clock.turn(OVER_FRESH_MS)
    await send()
    // Another relay of the home knows nothing of these.
    const limits = relayConfig({ data: '/x', account: { monthMessages: 3 } } as never)
    const other = relayTruth(sql, { clock, limits })
    const body = bodyOf('over there')
    await other.conversations.send(alice, { conversation, id: newMessageId(other), body })
    await assert.rejects(
      other.conversations.send(alice, { conversation, id: newMessageId(other), body }),
      over,
    )
    await clock.turn(SENT_FRESH_MS)
    await assert.rejects(send(), over)
    const { quotas } = await truth.quotaAdmin.show(alice.name)
    assert.equal(quotas.find(({ quota }) => quota === 'monthMessages')?.used, 3)
  })

  test(`${engine}: the operator gives an account other quotas, and the home’s again`, async () => {
    await using sql = await open()
    const { truth, alice, send } = await rig(sql)
    for (let n = 0; n < 3; n++) await send()
    await assert.rejects(send(), over)
    await truth.quotaAdmin.change(alice.name, { monthMessages: 4, storedBytes: 5_000_000 })
    await send()
    await assert.rejects(send(), over)
    const before = truth.quotas.home
    const own = { ...before, monthMessages: 4, storedBytes: 5_000_000 }
    assert.deepEqual(await truth.quotas.of(alice.account), own)
    await truth.quotaAdmin.change(alice.name, { monthMessages: undefined })
    assert.deepEqual(await truth.quotas.of(alice.account), { ...own, monthMessages: 3 })
    const shown = await truth.quotaAdmin.show(alice.name)
    assert.deepEqual(
      shown.quotas.map(({ quota, amount, isOwn }) => [quota, amount, isOwn]),
      [
        ['monthMessages', 3, false],
        ['monthBytes', before.monthBytes, false],
        ['storedBytes', 5_000_000, true],
        ['openReports', 20, false],
      ],
    )
    await assert.rejects(truth.quotaAdmin.show('nobody' as never), { code: 'unknown-account' })
  })

  test(`${engine}: another relay of the home hears of other quotas within a minute`, async () => {
    await using sql = await open()
    const { truth, clock, alice } = await rig(sql)
    const other = new AccountQuotas({ store: truth.quotaStore, clock }, relayConfig({ data: '/x' }))
    const before = await other.of(alice.account)
    await truth.quotaAdmin.change(alice.name, { monthBytes: 9_000_000 })
    await clock.turn(QUOTA_FRESH_MS - 1)
    assert.deepEqual(await other.of(alice.account), before)
    await clock.turn(1)
    assert.deepEqual(await other.of(alice.account), { ...before, monthBytes: 9_000_000 })
  })

  test(`${engine}: a month in which nothing was sent, and years of messages before, count nothing`, async () => {
    await using sql = await open()
    const { truth, clock, send } = await rig(sql)
    for (let month = 0; month < 4; month++) {
      for (let n = 0; n < 3; n++) await send()
      await assert.rejects(send(), over)
      await clock.turn(62 * DAY_MS)
    }
    const { quotas } = await truth.quotaAdmin.show('alice' as never)
    assert.equal(quotas[0]?.used, 0)
  })
}
