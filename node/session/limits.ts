import type { BackoffLimits } from '../../src/core/backoff.ts'

/**
 * Full jitter up to 15 s: a home that is back is found again in 7.5 s on average and 15 s at most, and ten thousand nodes
 * do not come in the same second.
 */
export const RECONNECT: BackoffLimits = { baseMs: 1_000, capMs: 15_000 }
/** A link that lived this long was sound: the next loss begins the backoff anew. */
export const SOUND_LINK_MS = 10_000
/** Dialling, negotiating and the first answer of a home, together. */
export const CONNECT_TIMEOUT_MS = 20_000
/** How long a request of the person waits for a link that is just being made, before it says `offline`. */
export const ASK_WAIT_MS = 5_000
/** How often the node looks whether it slept and whether its own addresses changed. Cheap; sleep is noticed this soon. */
export const WATCH_INTERVAL_MS = 5_000
/** The wall clock went this much further than the timer: the machine slept (or its clock was set; trying is harmless). */
export const SLEPT_MS = 15_000
/** After a sleep the old link is tried with one ping; a live home answers far sooner. */
export const WAKE_PING_MS = 3_000
/** Pushes that arrived and are not yet applied: the event window and some presence. A home that sends more is cut off. */
export const MAX_WAITING_PUSHES = 2_048
/** Leaving is a courtesy: not worth a longer stop. */
export const LEAVE_TIMEOUT_MS = 1_000
