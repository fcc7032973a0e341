import type { BackoffLimits } from '../../src/core/backoff.ts'

/** Files that come from one friend at once: enough to fill a line with small files, few enough to finish the first soon. */
export const MAX_PULLS_PER_FRIEND = 4
/** Files that come in at once from everybody: 8 × about 8 MiB of chunks stays far below the memory of a small machine. */
export const MAX_PULLS = 8
/** Files that go out to one friend at once; a friend who asks for more is told to come back. */
export const MAX_SERVES_PER_FRIEND = 4
/** Files that go out at once to everybody: the disk reads of eight, and their memory as above. */
export const MAX_SERVES = 8
/** Streams of one device at once: its pulls, ours that it knocks for, and as many that are just being refused. */
export const MAX_TRANSFER_STREAMS_PER_LINK = 16
/** Between two tries to move a transfer over a live link. The cap keeps recovery below 15 s. */
export const MOVE_RETRY: BackoffLimits = { baseMs: 250, capMs: 10_000 }
/** Between two tries to reach a device that should be there. */
export const DIAL_RETRY: BackoffLimits = { baseMs: 250, capMs: 10_000 }
/** One try to reach a device over all its addresses: two slow handshakes. */
export const DIAL_TIMEOUT_MS = 15_000
/** A transfer that the friend has paused is asked for again this often, should the knock that ends the pause get lost. */
export const PEER_PAUSE_RETRY_MS = 60_000
/** A device may open the stream before its answer has come by way of the home; for so long it is not sent away. */
export const ANSWER_HOLD_MS = 10_000
/** The word of a peer that has just opened a stream. */
export const OPENING_TIMEOUT_MS = 10_000
/** Between two progress events of one transfer: 4 a second look smooth and cost nothing. */
export const PROGRESS_EVENT_MS = 250
/** Between two saved progress marks: what a restarted node shows at first may be so old. */
export const PROGRESS_SAVE_MS = 5000
/** The rate is that of the last seconds: short enough to be true, long enough to be calm. */
export const RATE_WINDOW_MS = 5000
/** A full disk is looked at this often, to go on without being told. */
export const DISK_CHECK_MS = 60_000
/** Offers of one friend that nobody has answered: a person cannot judge more, and a stranger's script must not fill the disk. */
export const MAX_UNANSWERED_PER_FRIEND = 100
/** Transfers that have not ended, in both directions: what is kept in memory, about 2 KiB each. */
export const MAX_OPEN_TRANSFERS = 5000
/** Transfers that have ended and are still listed; the oldest are forgotten. */
export const MAX_ENDED_TRANSFERS = 1000
/** Between two tries to hand a message to the outbox, which fails only with the store. */
export const POST_RETRY: BackoffLimits = { baseMs: 500, capMs: 60_000 }
/** A link that breaks sooner than this was no success, and does not reset the backoff of dialling. */
export const STEADY_LINK_MS = 10_000
/** Files that may be set to move at once with one friend: with as many knocks they still fit the streams of a link. */
export const MAX_AT_ONCE_PER_FRIEND = 8
/** Files that may be set to move at once with everybody, in one direction: 32 × about 8 MiB is what a small machine bears. */
export const MAX_AT_ONCE = 32
/** The lowest bandwidth limit: a chunk of 1 MiB takes 105 s then. Slower is no transfer but a pause. */
export const MIN_RATE_BYTES_PER_SECOND = 10_000
/** The highest bandwidth limit, 1 TB/s: beyond it a limit limits nothing, and counts of bytes stay exact. */
export const MAX_RATE_BYTES_PER_SECOND = 1e12
/** What may pass at once after a silence, beside one chunk: smooth at high rates, and below a round trip's worth of harm. */
export const BURST_MS = 250
/** Bandwidth limits kept: more than a person keeps in mind. Each chunk looks through them. */
export const MAX_BANDWIDTH_LIMITS = 64
/** Ranges of hours in one rule: some for each day of the week. */
export const MAX_QUIET_RANGES = 16
/** How late quiet hours may end: what waits for it is looked at so often. */
export const QUIET_CHECK_MS = 30_000
/** Free space is looked at this often while files come in: a fast line writes 5 GB meanwhile, a usual one 500 MB. */
export const DISK_LOOK_MS = 5_000
/** Patterns in the choice from a folder, of each kind. */
export const MAX_PATTERNS = 64
/** One such pattern: a whole path inside the folder. */
export const MAX_PATTERN_CHARS = 1024
/** Places in line that are told anew when the line moves; places behind them are seen when somebody asks. */
export const PLACES_TOLD = 16
/** How long `discard` waits for the sweep, before it says that it goes on by itself. */
export const DISCARD_WAIT_MS = 10_000
/** A moment in which a straight way may be found before the spool is used too. Source: design, moving again within 5 s. */
export const SPOOL_AFTER_MS = 3000
/** A receiver whose sender is there looks for the spool object this often at least: the upload is about to begin. */
export const SPOOL_LOOK: BackoffLimits = { baseMs: 50, capMs: 1_500 }
/** A full spool is asked again this often: another device of ours may have made room. What we make ourselves is known at once. */
export const SPOOL_FULL_LOOK_MS = 5 * 60_000
/** Ways are looked at anew this often while something moves or waits: a timer a transfer. */
export const PATH_CHECK_MS = 1000
/** A spool that has all of it is asked this often whether it still does: a chunk may have spoiled on its disk. */
export const STORED_CHECK_MS = 10 * 60_000
/** Free space that a stream of unknown size needs before it is accepted by a rule, or goes on after a full disk: seconds of a fast line. */
export const STREAM_ROOM_BYTES = 256 * 1024 * 1024
/** A stream is kept here so far ahead of what the friend has: seconds of a fast line; then its program waits, as in a pipe. */
export const STREAM_AHEAD_BYTES = 256 * 1024 * 1024
/** Free space that a stream leaves on the disk of the profile, where records and conversations must be written too. */
export const STREAM_KEEP_FREE_BYTES = 256 * 1024 * 1024
/** Bytes of a stream between two looks at the free space: a system call, and well below what is kept free. */
export const STREAM_SPACE_CHECK_BYTES = 64 * 1024 * 1024
/** An input that has to wait looks so often whether it may go on. A quarter of a second is far below what lies ahead. */
export const STREAM_WAIT_MS = 250
/** Between the offer of a stream and its first byte: a program that does not come back at once is gone. */
export const STREAM_FEED_MS = 10_000
/** Chunks of one line under way to or from a bucket: at 100 ms an answer, 40 MiB/s. */
export const DIRECT_CHUNKS = 4
/** Of all lines together, and connections to the bucket: 8 MiB. With more lines each has one. */
export const SHARED_DIRECT_CHUNKS = 8
/** A bucket that moves nothing for so long is not there: the relay is quicker. */
export const BUCKET_IDLE_MS = 10_000
/** One chunk to or from a bucket: 4 of them at 0.3 Mbit/s. Slower lines go through the relay, which waits for them. */
export const BUCKET_MS = 120_000
/** What a bucket may say beside a chunk: nobody reads it. */
export const MAX_BUCKET_WORD_BYTES = 64 * 1024
/** A bucket that did not serve us is tried again after this; each time costs one line a few seconds. */
export const BUCKET_RETRY_MS = 5 * 60_000
