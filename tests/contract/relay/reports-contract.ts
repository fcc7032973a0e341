import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { KEEP_CLOSED_MS } from '../../../relay/reports/limits.ts'
import type { ReportState } from '../../../relay/reports/entity/report-view.ts'
import { parseAccountName, type ReportId } from '../../../src/core/ids.ts'
import type { ReportReason } from '../../../src/home/entity/nouns.ts'
import { MAX_REPORT_CHARS } from '../../../src/home/limits.ts'
import {
  befriend,
  join,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import type { OpenSql } from './sql-contract.ts'

const refused = (code: string) => ({ name: 'HomeRefusal', code })
const signal = new AbortController().signal

async function people(truth: RelayTruth, ...names: readonly string[]) {
  return Promise.all(names.map((name, n) => join(truth, name, testDevice(n + 1))))
}

function report(truth: RelayTruth, who: Session, about: string, given: Given = {}): Promise<void> {
  const { reason = 'spam', text = '' } = given
  return truth.reports.report(who, { name: parseAccountName(about), reason, text })
}
type Given = Readonly<{ reason?: ReportReason; text?: string }>

async function listed(truth: RelayTruth, state: ReportState = 'open') {
  return (await truth.reportStore.page(state, { after: '', limit: 100 })).items
}

async function only(truth: RelayTruth): Promise<ReportId> {
  const [first, second] = await listed(truth)
  assert.ok(first !== undefined && second === undefined)
  return first.report
}

async function about(truth: RelayTruth, accused: string): Promise<ReportId> {
  const found = (await listed(truth)).find((each) => String(each.accused) === accused)
  assert.ok(found !== undefined, accused)
  return found.report
}

/** What the store keeps of reports (relay/reports/ports.ts), through the domain above it. */
export function reportsContract(engine: string, open: OpenSql): void {
  test(`${engine}: a report waits for the operator with all that was said, and the accused hears nothing`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [alice, bob] = (await people(truth, 'alice', 'bob')) as [Session, Session]
    await befriend(truth, alice, bob)
    const rung = truth.rung.length
    const text = `\u{1F426}${'x'.repeat(MAX_REPORT_CHARS - 2)}`
    await report(truth, alice, 'bob', { reason: 'harassment', text })
    assert.equal(truth.rung.length, rung)
    const found = await truth.reportStore.find(await only(truth))
    const { report: _id, createdMs, ...said } = found
    assert.equal(createdMs, truth.clock.nowMs())
    assert.deepEqual(said, {
      ...{ reporter: 'alice', accused: 'bob', accusedBlockedMs: 0, reason: 'harassment', text },
      ...{ closedMs: 0, note: '', aboutAccused: 1, byReporter: 1 },
    })
  })

  test(`${engine}: what is said again takes the place of what is open, also at the same moment`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [alice, bob] = (await people(truth, 'alice', 'bob')) as [Session, Session]
    await befriend(truth, alice, bob)
    await report(truth, alice, 'bob')
    const first = await only(truth)
    await Promise.all([1, 2, 3].map(() => report(truth, alice, 'bob', { text: 'again' })))
    const [now, ...others] = await listed(truth)
    assert.deepEqual([now?.report, now?.text, others], [first, 'again', []])
    await report(truth, bob, 'alice')
    assert.equal((await listed(truth)).length, 2)
  })

  test(`${engine}: who first reports at the same moment from two sides of a race makes one report`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [alice, bob] = (await people(truth, 'alice', 'bob')) as [Session, Session]
    await befriend(truth, alice, bob)
    await truth.devices.signIn(alice.account, testDevice(9), 'phone')
    const phone = await truth.devices.openSession(testDevice(9))
    await Promise.all([alice, phone, alice, phone].map((from) => report(truth, from, 'bob')))
    await only(truth)
  })

  test(`${engine}: friends, requests, blocks and those one wrote with can be reported; all others answer alike`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const names = ['me', 'friend', 'former', 'asked', 'asking', 'blocked', 'stranger', 'blocking']
    const [me, ...others] = (await people(truth, ...names)) as Session[] as [Session, ...Session[]]
    const [friend, former, asked, asking, blocked, , blocking] = others as [
      Session,
      Session,
      Session,
      Session,
      Session,
      Session,
      Session,
    ]
    for (const each of [friend, former]) await befriend(truth, me, each)
    await truth.friends.remove(former, me.account)
    await truth.friends.request(me, { name: asked.name, note: '' })
    await truth.friends.request(asking, { name: me.name, note: '' })
    await truth.friends.block(me, blocked.name)
    await truth.friends.block(blocking, me.name)
    for (const each of [friend, former, asked, asking, blocked]) {
      await report(truth, me, each.name)
    }
    // Who blocks the reporter is told apart from nobody by nothing.
    for (const each of ['stranger', 'blocking', 'nobody']) {
      await assert.rejects(report(truth, me, each), refused('no-relation'), each)
    }
    await assert.rejects(report(truth, me, 'me'), refused('yourself'))
    assert.equal((await listed(truth)).length, 5)
  })

  test(`${engine}: somebody who takes a request back can be reported by who blocked them`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [me, troll] = (await people(truth, 'me', 'troll')) as [Session, Session]
    await truth.friends.request(troll, { name: me.name, note: 'ugly' })
    await truth.friends.block(me, troll.name)
    await truth.friends.cancel(troll, me.account)
    await report(truth, me, 'troll', { text: 'ugly' })
    await only(truth)
  })

  test(`${engine}: so many may be open of one account as its quota says, which may be none`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const all = await people(truth, 'me', 'bob', 'carol', 'dave')
    const [me, bob, carol, dave] = all as [Session, Session, Session, Session]
    for (const each of [bob, carol, dave]) await befriend(truth, me, each)
    await truth.quotaAdmin.change(me.name, { openReports: 2 })
    await report(truth, me, 'bob')
    await report(truth, me, 'carol')
    await assert.rejects(report(truth, me, 'dave'), refused('too-many-reports'))
    await report(truth, me, 'bob', { text: 'more of it' })
    await report(truth, dave, 'me')
    const { quotas } = await truth.quotaAdmin.show(me.name)
    assert.equal(quotas.find(({ quota }) => quota === 'openReports')?.used, 2)
    await truth.reportStore.close(await about(truth, 'bob'), 'done', 1)
    await report(truth, me, 'dave')
    await truth.quotaAdmin.change(dave.name, { openReports: 0 })
    await truth.reportStore.close(await about(truth, 'me'), 'noise', 2)
    await assert.rejects(report(truth, dave, 'me'), refused('too-many-reports'))
  })

  test(`${engine}: a session that was fenced reports nobody`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [alice, bob] = (await people(truth, 'alice', 'bob')) as [Session, Session]
    await befriend(truth, alice, bob)
    await truth.devices.openSession(alice.device)
    await assert.rejects(report(truth, alice, 'bob'), refused('fenced'))
    assert.deepEqual(await listed(truth), [])
  })

  test(`${engine}: a close keeps its first moment; the same pair may be reported and closed again at that moment`, async () => {
    await using sql = await open()
    const clock = new TurnedClock()
    const truth = relayTruth(sql, { clock })
    const [alice, bob] = (await people(truth, 'alice', 'bob')) as [Session, Session]
    await befriend(truth, alice, bob)
    await report(truth, alice, 'bob')
    const id = await only(truth)
    const closed = await truth.reportStore.close(id, 'talked to bob', clock.nowMs())
    assert.deepEqual([closed.closedMs, closed.note], [clock.nowMs(), 'talked to bob'])
    const again = await truth.reportStore.close(id, 'blocked bob', clock.nowMs() + 99)
    assert.deepEqual([again.closedMs, again.note], [clock.nowMs(), 'blocked bob'])
    assert.deepEqual(await listed(truth), [])
    await report(truth, alice, 'bob', { text: 'still' })
    const second = await only(truth)
    assert.notEqual(second, id)
    // The clock was set back.
    await truth.reportStore.close(second, 'blocked', 1)
    assert.equal((await listed(truth, 'closed')).length, 2)
    const unknown = { name: 'AdminRefusal', code: 'unknown-report' }
    const nobody = alice.account as string as ReportId
    await assert.rejects(truth.reportStore.close(nobody, 'x', 1), unknown)
    await assert.rejects(truth.reportStore.find(nobody), unknown)
  })

  test(`${engine}: pages are in order of time, and end`, async () => {
    await using sql = await open()
    const clock = new TurnedClock()
    const truth = relayTruth(sql, { clock })
    const all = (await people(truth, 'me', 'bob', 'carol', 'dave')) as Session[]
    const me = all[0] as Session
    for (const each of all.slice(1)) {
      await befriend(truth, me, each)
      await report(truth, me, each.name)
      await clock.turn(1_000)
    }
    const first = await truth.reportStore.page('open', { after: '', limit: 2 })
    const after = first.items.at(-1)?.report ?? ''
    const rest = await truth.reportStore.page('open', { after, limit: 2 })
    const names = [...first.items, ...rest.items].map(({ accused }) => String(accused))
    assert.deepEqual([names, first.more, rest.more], [['bob', 'carol', 'dave'], true, false])
    assert.equal(await truth.reportStore.open(), 3)
  })

  test(`${engine}: a closed report is forgotten after a year, by the next close`, async () => {
    await using sql = await open()
    const clock = new TurnedClock()
    const truth = relayTruth(sql, { clock })
    const [me, bob, carol] = (await people(truth, 'me', 'bob', 'carol')) as [
      Session,
      Session,
      Session,
    ]
    await befriend(truth, me, bob)
    await befriend(truth, me, carol)
    const at = clock.nowMs()
    await report(truth, me, 'bob')
    await truth.reportStore.close(await only(truth), 'done', at)
    await report(truth, me, 'carol')
    const second = await only(truth)
    await truth.reportStore.close(second, 'done', at + KEEP_CLOSED_MS)
    assert.equal((await listed(truth, 'closed')).length, 2)
    await truth.reportStore.close(second, 'done', at + KEEP_CLOSED_MS + 1)
    const left = await listed(truth, 'closed')
    assert.deepEqual(
      left.map(({ accused }) => String(accused)),
      ['carol'],
    )
  })

  test(`${engine}: who is deleted takes what was said of them along; what they said stays, without a name`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [alice, bob] = (await people(truth, 'alice', 'bob')) as [Session, Session]
    await befriend(truth, alice, bob)
    await report(truth, alice, 'bob', { text: 'of bob' })
    await report(truth, bob, 'alice', { text: 'of alice' })
    await truth.deletion.delete(bob.name, { signal })
    const [left, ...others] = await listed(truth)
    assert.deepEqual([left?.text, left?.reporter, others], ['of alice', undefined, []])
    await assert.rejects(report(truth, alice, 'bob'), refused('no-relation'))
    await truth.deletion.delete(alice.name, { signal })
    assert.deepEqual(await listed(truth), [])
  })

  test(`${engine}: an export has the reports that a person made, and none about them`, async () => {
    await using sql = await open()
    const truth = relayTruth(sql)
    const [alice, bob] = (await people(truth, 'alice', 'bob')) as [Session, Session]
    await befriend(truth, alice, bob)
    await report(truth, alice, 'bob', { reason: 'illegal', text: 'of bob' })
    await report(truth, bob, 'alice', { text: 'of alice' })
    const lines = await Array.fromAsync(await truth.exporter.open(alice.name))
    const found = lines.filter(({ kind }) => kind === 'report')
    assert.deepEqual(
      found.map(({ name, account, reason, text, closedMs }) => [
        ...[name, account, reason, text, closedMs],
      ]),
      [['bob', bob.account, 'illegal', 'of bob', 0]],
    )
    assert.ok(!JSON.stringify(lines).includes('of alice'))
  })
}
