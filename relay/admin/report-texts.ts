import { momentText } from '../../src/system/quantities.ts'
import { safeText } from '../../src/system/safe-text.ts'
import { fit, table } from '../../src/system/table.ts'
import type { ReportDetails, ReportView } from '../reports/entity/report-view.ts'

/** Reports as lines for people. What was said is made safe, and cut to a column. */

const COLUMN = 40
const NOBODY = '(deleted)'

export function reportsTable(reports: readonly ReportView[], nowMs: number): readonly string[] {
  const rows = reports.map((each) => [
    each.report,
    momentText(each.createdMs, nowMs),
    each.accused,
    each.reason,
    each.reporter ?? NOBODY,
    fit(safeText(each.closedMs === 0 ? each.text : each.note), COLUMN),
    stateText(each, nowMs),
  ])
  return table(['REPORT', 'SINCE', 'ABOUT', 'REASON', 'BY', 'SAYS', ''], rows)
}

export function reportLines(report: ReportDetails, nowMs: number): readonly string[] {
  const { accused, reporter } = report
  const facts = [
    ['report', report.report],
    ['since', momentText(report.createdMs, nowMs)],
    ['about', `${accused} (${timesText(report.aboutAccused)} reported in all)`],
    ['by', reporter === undefined ? NOBODY : `${reporter} (made ${report.byReporter} in all)`],
    ['reason', report.reason],
    ['says', safeText(report.text) || '–'],
    ['blocked', momentOrNo(report.accusedBlockedMs, nowMs)],
    ['closed', momentOrNo(report.closedMs, nowMs)],
    ...(report.note === '' ? [] : [['done', safeText(report.note)]]),
  ]
  return [
    ...facts.map(([name = '', value]) => `${name.padEnd(9)}${value}`),
    '',
    'What it says is the reporter’s word: the relay compares it with no message.',
    `look at them   relay admin account ${accused}`,
    `shut them out  relay admin block ${accused}`,
    `be done        relay admin reports close ${report.report} <what you did>`,
  ]
}

export function closedReportLines(report: ReportView): readonly string[] {
  const { accused } = report
  const isIn = report.accusedBlockedMs === 0
  return [
    `the report about ${accused} is closed: ${safeText(report.note)}`,
    ...(isIn ? [`${accused} is not blocked; to shut them out: relay admin block ${accused}`] : []),
  ]
}

function stateText({ closedMs, accusedBlockedMs }: ReportView, nowMs: number): string {
  if (closedMs !== 0) return `closed ${momentText(closedMs, nowMs)}`
  return accusedBlockedMs === 0 ? '' : 'blocked already'
}

function momentOrNo(ms: number, nowMs: number): string {
  return ms === 0 ? 'no' : `since ${momentText(ms, nowMs)}`
}

function timesText(times: number): string {
  return times === 1 ? 'once' : `${times} times`
}
