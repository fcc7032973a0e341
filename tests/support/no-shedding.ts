import type { Shedding } from '../../relay/load/ports.ts'

/** A relay that never has too much to do. */
export const NO_SHEDDING: Shedding = { turnsAway: () => false, retryAfterMs: () => 0 }

/** The same for a whole relay: a machine that runs other tests too is slow for reasons of its own. */
export const NO_OVERLOAD = { lagMs: 60_000, lateTransactions: 100_000, freeMemoryBytes: 0 } as const

export const NO_OVERLOAD_ARGS = [
  ...['--overload-lag-ms', `${NO_OVERLOAD.lagMs}`],
  ...['--overload-late-transactions', `${NO_OVERLOAD.lateTransactions}`],
  ...['--overload-free-memory-bytes', `${NO_OVERLOAD.freeMemoryBytes}`],
]
