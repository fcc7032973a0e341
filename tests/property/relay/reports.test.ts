import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { befriend, join, relayTruth, testDevice } from '../../support/relay-truth.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const RUNS = IS_NIGHTLY ? 1_000 : 50
const PEOPLE = 4
const MOST_OPEN = 2

const person = fc.integer({ min: 0, max: PEOPLE - 1 })
const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ by: person, about: person, text: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ close: fc.nat() }) },
)

type Deed = Readonly<{ by: number; about: number; text: string } | { close: number }>

test('in any order of reports and closes, what is open is the last word of each pair, and no more than the quota', async () => {
  const run = async (deeds: readonly Deed[]) => {
    await using sql = await openTempSqlite()
    const truth = relayTruth(sql)
    const people: Session[] = []
    for (let n = 0; n < PEOPLE; n++) people.push(await join(truth, `p${n}`, testDevice(n + 1)))
    for (const [n, one] of people.entries()) {
      await truth.quotaAdmin.change(one.name, { openReports: MOST_OPEN })
      for (const other of people.slice(n + 1)) await befriend(truth, one, other)
    }
    const open = new Map<string, string>()
    const listed = async () =>
      (await truth.reportStore.page('open', { after: '', limit: 100 })).items
    const pairOf = (by: string | undefined, about: string) => `${by} ${about}`
    let closed = 0
    for (const each of deeds) {
      if ('close' in each) {
        const all = await listed()
        const found = all[each.close % Math.max(1, all.length)]
        if (found === undefined) continue
        await truth.reportStore.close(found.report, 'done', 1)
        open.delete(pairOf(found.reporter, found.accused))
        closed += 1
        continue
      }
      const [by, about] = [people[each.by] as Session, people[each.about] as Session]
      const said = { name: about.name, reason: 'other', text: each.text } as const
      const refusal = await truth.reports.report(by, said).catch((err: unknown) => err)
      const pair = pairOf(by.name, about.name)
      const ofReporter = [...open.keys()].filter((key) => key.startsWith(`${by.name} `)).length
      const isFull = !open.has(pair) && ofReporter >= MOST_OPEN
      const expected = by === about ? 'yourself' : isFull ? 'too-many-reports' : undefined
      assert.equal(refusal instanceof HomeRefusal ? refusal.code : refusal, expected)
      if (expected === undefined) open.set(pair, each.text)
    }
    const left = (await listed()).map((each) => [pairOf(each.reporter, each.accused), each.text])
    assert.deepEqual(new Map(left as [string, string][]), open)
    assert.equal(left.length, open.size)
    const { items } = await truth.reportStore.page('closed', { after: '', limit: 100 })
    assert.equal(items.length, closed)
  }
  const deeds = fc.array(deed, { maxLength: 40 })
  await fc.assert(fc.asyncProperty(deeds, run), { numRuns: RUNS })
})
