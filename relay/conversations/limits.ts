import { EVENT_WINDOW_BYTES, MAX_HISTORY_PAGE } from '../../src/home/limits.ts'

/** Events of one log that are kept at least this long: a device away for less needs no snapshot. Milliseconds (30 days). */
export const LOG_KEEP_MS = 30 * 24 * 60 * 60 * 1000
/** Events of one log that are kept at most: a device so far behind is quicker with a snapshot. */
export const LOG_KEEP_EVENTS = 20_000
/** Events removed by one transaction: a sweep never holds up a message for long. */
export const TRIM_BATCH_EVENTS = 500
/** How often all logs are trimmed; what is old by then is a little older. Milliseconds (an hour). */
export const SWEEP_EVERY_MS = 60 * 60 * 1000
/** Logs looked at by one read of the sweeper. */
export const SWEEP_PAGE_LOGS = 100
/** Different friends in one answer of events; each is read with up to 16 cards of 6 KiB. */
export const MAX_FRIENDS_PER_READ = 32

/** Conversations whose two members a relay remembers, about 300 bytes each: those in which somebody writes. */
export const MAX_KNOWN_CONVERSATIONS = 20_000

/** Messages of one segment of history: a page of it. Fewer stay in the table, so that none is tiny. */
export const SEGMENT_MESSAGES = MAX_HISTORY_PAGE
/** Bytes of their bodies, unless one alone has more: a page again. */
export const SEGMENT_BYTES = EVENT_WINDOW_BYTES
/** A segment unpacked: its bodies, and some hundred bytes for each message. What claims to be more is damaged. */
export const MAX_UNPACKED_BYTES = 2 * SEGMENT_BYTES
/** How often closed history is looked for, in all long conversations. Milliseconds (six hours). */
export const COOL_EVERY_MS = 6 * 60 * 60 * 1000
/** Segments of one conversation in one pass: then it is the others' turn. */
export const MAX_COOLED_TOGETHER = 100
/** A segment that nothing tells of is this old before it is taken away: nobody writes one for so long. Milliseconds (an hour). */
export const SEGMENT_ORPHAN_MS = 60 * 60 * 1000
export const DAY_MS = 24 * 60 * 60 * 1000
