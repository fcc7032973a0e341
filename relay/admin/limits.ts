/** One request: a call, a name, some numbers. */
export const MAX_ADMIN_REQUEST_BYTES = 16 * 1024
/** One answer: a page of accounts, a few hundred bytes each. */
export const MAX_ADMIN_ANSWER_BYTES = 4 * 1024 * 1024
/** A request has come within this. Milliseconds. */
export const ADMIN_REQUEST_MS = 10_000
/** How often requests that are too slow are looked for. Milliseconds. */
export const ADMIN_LOOK_MS = 1_000
/** Silence of an answer: a block waits for the lines of the spool that it ends. Milliseconds. */
export const ADMIN_ANSWER_MS = 60_000
/** A reader of an export that takes nothing for so long is gone: a pager may be left alone for a while. Milliseconds. */
export const EXPORT_STALL_MS = 600_000
/** Commands of one operator, and some scripts. */
export const MAX_ADMIN_CONNECTIONS = 16
/** Of the socket: Linux takes 107, macOS 103; a longer one would be cut by the system. */
export const MAX_SOCKET_PATH_BYTES = 100
