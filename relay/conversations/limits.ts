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
