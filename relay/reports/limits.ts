/** What the operator writes when they close a report, in UTF-16 units: what was done, not a letter. */
export const MAX_REPORT_NOTE_CHARS = 500
/** A closed report is forgotten after a year: long enough to see who does it again. Milliseconds. */
export const KEEP_CLOSED_MS = 365 * 24 * 3600_000
/** Those that one close forgets: a transaction of milliseconds. */
export const MAX_FORGOTTEN_REPORTS = 200
