import { accountName, reportId } from '../../../src/core/ids.ts'
import { count, type Of, optional, record, text } from '../../../src/core/shape.ts'
import { moment, reportReason, reportText } from '../../../src/home/entity/nouns.ts'
import { MAX_REPORT_NOTE_CHARS } from '../limits.ts'

/** What the operator is shown of reports: what a person said of another, which the relay cannot check. */

export const REPORT_STATES = ['open', 'closed'] as const
export type ReportState = (typeof REPORT_STATES)[number]

export const reportNote = text({ min: 1, max: MAX_REPORT_NOTE_CHARS })

const reportFields = {
  report: reportId,
  createdMs: moment,
  /** Absent: that account was deleted. */
  reporter: optional(accountName),
  accused: accountName,
  /** Since when the operator keeps the accused out; 0: not. */
  accusedBlockedMs: moment,
  reason: reportReason,
  text: reportText,
  /** 0: open. */
  closedMs: moment,
  /** What the operator did about it; empty while it is open. */
  note: text({ max: MAX_REPORT_NOTE_CHARS }),
}
export const reportView = record(reportFields)
export type ReportView = Of<typeof reportView>

export const reportDetails = record({
  ...reportFields,
  /** Reports about the accused, open or closed, this one too. */
  aboutAccused: count(),
  /** And by the reporter, about anybody. */
  byReporter: count(),
})
export type ReportDetails = Of<typeof reportDetails>
