import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reportDetails, reportLine } from '../../../node/cli/transfer-text.ts'
import { folderReport, MAX_TOLD_ENTRIES } from '../../../node/control/entity/folder-report.ts'
import { LeftOut } from '../../../node/transfer/data/left-out.ts'
import { folderReportOf } from '../../../node/transfer/data/tree-report.ts'
import type { TransferView } from '../../../node/control/entity/nouns.ts'

const ID = '019339a0-0000-7000-8000-0000000000ab'
const ofReport = (report: unknown) =>
  ({ id: ID, report: folderReport.check(report, '') }) as unknown as TransferView

describe('what of a folder does not arrive as it was', () => {
  test('is one line, and each entry in the details', () => {
    const view = ofReport(
      folderReportOf({
        mapped: [{ path: 'a/con', as: 'a/%63on' }],
        mappedCount: 1,
        refused: [{ path: '../x', why: 'path' }],
        refusedCount: 1,
      }),
    )
    const see = 'see: homing transfers show 000000ab'
    assert.equal(reportLine(view), `1 not made here, 1 under another name here; ${see}`)
    assert.deepEqual(reportDetails(view), [
      '../x: not made here: its name leads to another folder',
      'a/con is here a/%63on',
    ])
  })

  test('is counted beyond the first, and those that the person does not know come first', () => {
    const leftOut = new LeftOut()
    for (let at = 0; at < 1000; at++) leftOut.exclude([`${at}.tmp`])
    leftOut.add(['socket'], 'special')
    const view = ofReport(leftOut.report)
    assert.equal(view.report?.told.length, MAX_TOLD_ENTRIES)
    assert.equal(view.report?.told[0]?.path, 'socket')
    assert.equal(reportDetails(view).at(-1), `and ${1001 - MAX_TOLD_ENTRIES} more`)
  })

  test('is kept within a record, whatever the names are', () => {
    const leftOut = new LeftOut()
    for (let at = 0; at < 100; at++) leftOut.add(['\u{1f3ac}\ud800'.repeat(1000), `${at}`], 'name')
    const { report } = ofReport(leftOut.report)
    assert.ok(JSON.stringify(report).length < 16 * 1024)
    assert.ok(report?.told[0]?.path.endsWith('/0'))
  })

  test('is shown as text, not obeyed', () => {
    const leftOut = new LeftOut()
    leftOut.add(['\u001b[2J'], 'special')
    assert.ok(!reportDetails(ofReport(leftOut.report)).join('').includes('\u001b'))
  })
})
