/** Requests of one link that are not answered yet: then the link is not read. A node sends an outbox in such bursts. */
export const MAX_IN_FLIGHT = 32
/** Requests of one link that arrived and are not read yet, beside yamux's first window: two of the largest. */
export const REQUESTS_AHEAD_BYTES = 136 * 1024
/** Streams of the home protocol a device may hold: the living one, and a dying one that the node has already given up. */
export const MAX_STREAMS_PER_DEVICE = 2
/** How long a device may be connected without a session: a slow password, typed twice. */
export const STRANGER_MS = 120_000
/** Devices connected without a session: at 4 links each half of all links, and far more than come back at once. */
export const MAX_STRANGERS = 2_500
/**
 * Attaches at the same time: an attach is several transactions, and of a thousand at once none would come to its last in time. As many
 * may wait as there may be strangers.
 */
export const MAX_OPENING = 64
/** An attach waits no longer for its turn, milliseconds: its node soon waits no more (ANSWER_TIMEOUT_MS). */
export const MAX_OPENING_WAIT_MS = 10_000
/** When a node whose turn did not come may try again, beside its own backoff. */
export const OPENING_RETRY_MS = 2_000
/** No frame for this long: the node is gone. Two lost pings of 25 s and the sweep below. */
export const LINK_IDLE_MS = 65_000
/** How often idle links are looked for; the worst case of LINK_IDLE_MS and this is 70 s. */
export const IDLE_SWEEP_MS = 5_000
/** An ended link gets its last words (logged out, go away) within this, or is cut: a slow reader cannot stay. */
export const LAST_WORDS_MS = 500
/** Requests under way at a stop: a commit takes milliseconds, a disk that hangs this long will not come back now. */
export const DRAIN_MS = 5_000
/** Nodes come back after 1 to 5 s, spread, when the relay stops. */
export const COME_BACK_MIN_MS = 1_000
export const COME_BACK_SPREAD_MS = 4_000
/** A login begun and not finished: the client's key stretching takes a second, a slow link another. */
export const LOGIN_TTL_MS = 60_000
/** Logins begun and not finished, in all: about 1 KiB each. The oldest goes first. */
export const MAX_LOGINS = 10_000
/** Every so many pings a session looks who of its friends is there: what no ring told is seen within 75 s, or twice that. */
export const LOOK_PINGS = 3
