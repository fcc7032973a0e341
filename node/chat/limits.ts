import type { BackoffLimits } from '../../src/core/backoff.ts'

/** Messages of one conversation that wait for the home. Weeks of writing offline; a script that floods hears of it. */
export const MAX_QUEUED_PER_CONVERSATION = 1_000
/** Refused messages of one conversation that stay visible; the oldest go. */
export const MAX_REFUSED_PER_CONVERSATION = 200
/** A message that the home cannot take now is tried again this often, for ever. */
export const RESEND: BackoffLimits = { baseMs: 500, capMs: 15_000 }
/** Of a time that the home told, so much is waited for at once: its operator may give more before that. */
export const HOLDUP_LOOK_MS = 3600_000
/** A time that is told from here on is shown to the person. */
export const HOLDUP_SHOWN_MS = 15_000
/** A taker that fails to take an offer is asked again this often, for ever. */
export const RETAKE: BackoffLimits = { baseMs: 500, capMs: 30_000 }
/** Lines that are shown anew when a receipt moves; older ones are right when history is read. */
export const MAX_LINES_TOLD = 200
/** How long a page of history waits for the home before it shows what is here. */
export const HISTORY_WAIT_MS = 5_000
/** While somebody types, the home is told this often. */
export const TYPING_INTERVAL_MS = 3_000
/** Of what the home lost and this node keeps, the newest so many are shown with a page. All of it is kept. */
export const MAX_KEPT_SHOWN = 200
/** Lines that a change of the journal sets aside after the home was restored: some megabytes at once, whatever was lost. */
export const SET_ASIDE_LINES = 200
