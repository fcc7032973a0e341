import { MAX_SEALED_CHUNK_BYTES, WINDOW_CHUNKS } from '../../src/transfer/limits.ts'

/** A ticket is good for so long: a night of uploading on a slow line; a new one costs a call. */
export const TICKET_MS = 24 * 3600_000
/** From a new stream to its Open: whoever holds a stream longer has nothing to ask. */
export const OPEN_MS = 10_000
/** Streams of the transfer protocol on one link: a few objects at once, and dying ones that the node has given up. */
export const MAX_STREAMS_PER_LINK = 8
/** Chunks that become rows in one transaction: more, and a reader who follows would wait for company. */
export const ROWS_TOGETHER = 2
/** A presigned URL is good for so long: on a line of 0.5 Mbit/s the last of a window is used after 200 s. */
export const DIRECT_URL_S = 300
/** Lines that move bytes, in all. Of so many each has 4 MiB asked for, coming in (window-share), or 3 read, going out. */
export const MAX_LINES = 256
/** Of one account: one person's devices cannot take all places. */
export const MAX_LINES_PER_ACCOUNT = 16
/** Objects of one account, also empty ones: a row each, and one for each receiver. */
export const MAX_OBJECTS_PER_ACCOUNT = 2_000
/**
 * While a reader waits for a chunk that is not here, so much of its object fits above the quota, one window: else a full account
 * whose reader lacks an early chunk would stand still for ever, everything later lying in its way.
 */
export const RESERVE_BYTES = WINDOW_CHUNKS * MAX_SEALED_CHUNK_BYTES
/** Room that a new object needs to begin with, unless it is smaller: a window. Then it slides. */
export const MIN_ROOM_BYTES = WINDOW_CHUNKS * MAX_SEALED_CHUNK_BYTES
/**
 * An upload that is told to look again has had at least so long: a reader that says now this, now that, cannot keep the others
 * from getting anything.
 */
export const FRESH_LINE_MS = 10_000
/** Who waits looks again after this even when nothing rang: another process may have brought it. */
export const POLL_MS = 5_000
/** Relays that share a spool look again after this, whatever they told each other: at lines' rights, and at what is here. */
export const LOOK_AGAIN_MS = 10_000
/** What a reader at another relay waits for has room for so long; it says so again after each POLL_MS. */
export const AWAITED_ELSEWHERE_MS = 3 * POLL_MS
/** When a node asks again after a store that cannot be reached. */
export const STORE_RETRY_MS = 30_000
/** The free space of the disk is asked for at most this often; at 1 GB/s it is then a gigabyte old. */
export const FREE_CHECK_MS = 1_000
/** After the disk has refused a chunk, so long nobody is let in: every node that was cut off has come again by then, and is told. */
export const FULL_DISK_MS = 30_000
/** When a node asks again after `spool-disk`: an operator has to do something. */
export const DISK_RETRY_MS = 10 * 60_000
/** When a node asks again after `spool-full` at the earliest, however soon something expires. */
export const FULL_RETRY_MS = 60_000
/** Between two records of what a reader keeps: a transaction each, however often it says so. */
export const KEPT_EVERY_MS = 100
/** Between two words to a reader of what lies here: a chunk set each, on a line that has chunks to carry. */
export const HELD_EVERY_MS = 200
/** Bytes served and not yet charged to the month: what a crash gives away. */
export const CHARGE_BYTES = 16 * 1024 * 1024
/** Expired objects and claims without friendship go within this. */
export const SWEEP_EVERY_MS = 3600_000
/** Objects, claims or readers that one transaction of the sweep takes on. */
export const SWEEP_PAGE = 64
/** A chunk without a row younger than this may be on its way to one. */
export const ORPHAN_AGE_MS = 3600_000
