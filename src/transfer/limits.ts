/** The unit of verification and resume, and one raw UnixFS leaf of profile `unixfs-v1-2025`. */
export const CHUNK_BYTES = 1024 * 1024
/** Children of one UnixFS node in profile `unixfs-v1-2025`. */
export const LINKS_PER_NODE = 1024
/** Chunks sent and not yet acknowledged: what a cut can cost (16 MiB), and the most that waits in a slow receiver, on all its lines together. */
export const WINDOW_CHUNKS = 16
/** Chunks read from disk ahead of the one being sent: enough to overlap disk and network, 2 MiB of memory. */
export const READ_AHEAD_CHUNKS = 2
/** A chunk on its way to or from a spool: a nonce of 12 bytes before it, the tag of AES-256-GCM behind it. */
export const SEAL_BYTES = 28
export const SEAL_KEY_BYTES = 32
export const MAX_SEALED_CHUNK_BYTES = CHUNK_BYTES + SEAL_BYTES
/** The sealed last word: a root, two numbers and the tag. */
export const MAX_SEALED_END_BYTES = 512
/** Of a sealed chunk: what tells whether it is still what was stored. */
export const CHECKSUM_BYTES = 16
/** A presigned URL: half a kilobyte, and names of buckets and keys. */
export const MAX_DIRECT_URL_CHARS = 2048
/** A ticket of a home: names, numbers and a signature. */
export const MAX_TICKET_BYTES = 1024
/** Memory of chunks that is kept for the next ones, whatever their transfer: what two busy ones hold, 8 MiB. */
export const MAX_FREE_CHUNKS = 8
/** Room in the window that is worth a Want of its own, unless nothing is under way. */
export const WANT_CHUNKS = 4
/** Each side says so often what it mostly waited for; three such words fit into TRANSFER_IDLE_MS. */
export const HOLDING_MS = 5_000
/** Verified chunks on their way to the disk while the next ones arrive: 4 MiB, then the network waits for the disk. */
export const WRITES_IN_FLIGHT = 4
/** The largest file: 2^53 − 1 bytes, the last whole number that JavaScript counts exactly (9 PB). */
export const MAX_FILE_BYTES = Number.MAX_SAFE_INTEGER
/** The longest stream, in chunks: as long as a file. A stream that goes on beyond it has no end. */
export const MAX_STREAM_CHUNKS = Math.floor(MAX_FILE_BYTES / CHUNK_BYTES)
/** One frame without its payload. The largest is a chunk set; all others are below 200 bytes. */
export const MAX_TRANSFER_FRAME_BYTES = 64 * 1024
/** A chunk set inside such a frame; one that needs more is sent as a truthful part of itself. */
export const MAX_SET_BYTES = 60 * 1024
/** Verified chunks that one Ack may wait for, well below the window: each Ack costs both sides a frame and a system call. */
export const ACK_CHUNKS = 4
/** Unless the last Ack is older than this: on a slow line every chunk is told at once. */
export const ACK_MS = 50
/** Data written and not yet forced to the disk: what a power cut may cost, and what is re-read at resume. */
export const CHECKPOINT_BYTES = 64 * 1024 * 1024
/** Age of such data, so that a slow transfer loses at most a second of work to a power cut. */
export const CHECKPOINT_MS = 1000
/** Chunks between two looks at whether the source is still the file that was offered: one `fstat` a 64 MiB. */
export const SOURCE_CHECK_CHUNKS = 64
/** The channel's idle time: not one byte for so long means a line that has stalled; another path is tried. */
export const TRANSFER_IDLE_MS = 15_000
/** Time to say the last word and to hear the peer's end, before the line is cut. */
export const STOP_GRACE_MS = 3000
/** Space that stays free: a disk filled to the last byte hurts its owner more than a paused transfer. */
export const KEEP_FREE_BYTES = 64 * 1024 * 1024
/** What file systems allow for one name, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 255
/** A name as a peer writes it, in UTF-16 units, before `safe-name` has made it fit. */
export const MAX_OFFERED_NAME_CHARS = 1024
/** `name (1)` … `name (9999)`: after so many namesakes the folder is told to be the problem. */
export const MAX_NAME_NUMBER = 9999
/** Files, folders and links of one offered folder: a listing of this many is read in seconds and held in 100 MiB. */
export const MAX_FOLDER_ENTRIES = 1_000_000
/** The encoded listing of a folder: 67 bytes for each of the most entries, and what a sender holds of it in memory. */
export const MAX_LISTING_BYTES = 64 * 1024 * 1024
/** A path inside an offered folder, in bytes of UTF-8 with its separators: with a target folder it fits every system's path. */
export const MAX_PATH_BYTES = 1024
/** Names of such a path: deeper folders cost every later step a look-up for each level. */
export const MAX_PATH_DEPTH = 32
/** What a link points to, in bytes of UTF-8: no longer than the paths that it may name. */
export const MAX_LINK_TARGET_BYTES = 1024
/** One record of a listing: a name, a target, and numbers. A longer one is refused before it is read. */
export const MAX_LISTING_RECORD_BYTES = 2048
/** Chunks of what lies here that may differ before the first is the same: then it is no older version, and is let be. */
export const MAX_VAIN_CHUNKS = 32
/** Leaves of one chunk: small files whose reading or writing stays below 20 ms of the event loop, and 8 KiB of digests. */
export const MAX_CHUNK_LEAVES = 256
/** A path inside a received folder after mapping, which can make names longer; Linux ends at 4,096 with the target folder. */
export const MAX_LOCAL_PATH_BYTES = 2048
