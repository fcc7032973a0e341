/** One frame of the home protocol. Holds 1 MiB of events plus heads; a larger claim is refused before any allocation. */
export const MAX_HOME_FRAME_BYTES = 1_250_000
/** The body of one message: a long text (16 Ki characters of 4 bytes) or an offer. */
export const MAX_BODY_BYTES = 64 * 1024
/** One frame that a node sends: a message with the largest body; every other request is far smaller. */
export const MAX_REQUEST_BYTES = MAX_BODY_BYTES + 4 * 1024
/** Events sent and not yet acknowledged, per device: a slow reader costs the relay one integer, not a queue. */
export const EVENT_WINDOW = 256
/** The same window in bytes of bodies: what one device may keep the relay reading ahead. */
export const EVENT_WINDOW_BYTES = 1024 * 1024
/** One page of friends: 200 × about 1.5 KiB stays far below a frame. */
export const MAX_FRIENDS_PAGE = 200
/** One page of history; it also ends at EVENT_WINDOW_BYTES. */
export const MAX_HISTORY_PAGE = 200
/** Devices of one account that are not logged out; every friend is told all of them. */
export const MAX_DEVICES = 16
/** A signed peer card: 16 addresses of at most 256 characters, key and signature. */
export const MAX_CARD_BYTES = 6 * 1024
/** A display name, remark, device name or region, in UTF-16 units. */
export const MAX_LABEL_CHARS = 64
/** A signature line or the note of a request, in UTF-16 units. */
export const MAX_NOTE_CHARS = 280
/** What somebody who reports an account says of it, in UTF-16 units: a quoted conversation, no archive. */
export const MAX_REPORT_CHARS = 2_000
/** A telephone number as a person writes it, in UTF-16 units: the longest has 15 digits. */
export const MAX_PHONE_CHARS = 32
/** Sides of an avatar's pictures: sharp on a screen of twice the usual density; so many pixels are a megabyte when they are shown. */
export const MAX_PICTURE_SIDE = { small: 96, large: 512 } as const
/** Bytes of each: both fit into one request (MAX_REQUEST_BYTES). */
export const MAX_PICTURE_BYTES = { small: 8 * 1024, large: 48 * 1024 } as const
/** One base64url message of OPAQUE; a registration record is 257 bytes for ristretto255. */
export const MAX_OPAQUE_CHARS = 1024
/** Accounts that one sealed content in the spool is for: a content is uploaded once for all of them. */
export const MAX_SPOOL_RECEIVERS = 64
/**
 * A home that is restored from a backup goes on so far above it, with session epochs and with the usn of every log: further than any home
 * came between a backup and its loss. A node that finds such a step knows that its copy and the home's may have parted.
 */
export const RESTORE_STEP = 2 ** 32
/** The node pings this often; a lost doorbell costs at most one ping. */
export const PING_INTERVAL_MS = 25_000
/** No frame at all for this long: the link is dead. One ping and a slow answer. */
export const LINK_DEAD_MS = 35_000
/** An answer to a request over the home protocol; far above a slow commit, below a person's patience. */
export const ANSWER_TIMEOUT_MS = 15_000
