/** One entry for each table: a few kilobytes. */
export const MAX_MANIFEST_BYTES = 1024 * 1024
/** Rows of one INSERT: ten columns each are far below any engine's limit of parameters. */
export const RESTORE_STATEMENT_ROWS = 100
/** And their bytes, unless one alone has more: half of the smallest packet that a server may be set to. */
export const RESTORE_STATEMENT_BYTES = 512 * 1024
/** Rows of one transaction: its fsync is nothing beside the work, and its undo log is small. */
export const RESTORE_COMMIT_ROWS = 5_000
/** And their bytes: so much of a backup is in memory. */
export const RESTORE_COMMIT_BYTES = 16 * 1024 * 1024
/** Less free disk than this is a warning, and a fault: a busy home writes a gigabyte in days, a burst some hundred megabytes. */
export const LITTLE_FREE_BYTES = 2e9
export const MIN_FREE_BYTES = 200e6
/** Open files: a link is one, a relay takes 20,000; a small home is well with far fewer. */
export const GOOD_OPEN_FILES = 24_000
export const MIN_OPEN_FILES = 1_024
/** What should be reachable from here answers within this. Milliseconds. */
export const REACH_MS = 5_000
/** Between this machine's clock and a bucket's: a URL for nodes lives for five minutes. */
export const STORE_DRIFT_MS = 60_000
/** Each measurement of `relay bench`: long enough that a slow second does not count. */
export const BENCH_SECONDS = 3
export const MAX_BENCH_SECONDS = 60
/** Transactions at once, as of a busy home. */
export const BENCH_AT_ONCE = 64
/** Problems that are told one by one; the rest are counted. */
export const MAX_TOLD_PROBLEMS = 100
