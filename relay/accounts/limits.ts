/** Uses of the invite that the relay prints for its operator: a circle of friends. */
export const OPERATOR_INVITE_USES = 25
/** An invite is good for 30 days: long enough to be read, short enough to be forgotten safely. Milliseconds. */
export const INVITE_TTL_MS = 30 * 24 * 60 * 60 * 1000
/** Invites of one member that are neither used up nor expired: one account cannot fill a home by itself. */
export const MAX_OPEN_INVITES = 20
/** Random bytes of an invite code: 80 bits are not to be guessed at any rate that a relay answers. */
export const INVITE_CODE_BYTES = 10
/** Logged-out keys kept per account, so that their epochs go on; a new login beyond it forgets the oldest. */
export const MAX_REVOKED_DEVICES = 256
/** Open invites of the operator: a list that a person can still read. */
export const MAX_OPERATOR_INVITES = 1_000
/** Uses of one invite that the operator makes: more is `registration: open`. */
export const MAX_INVITE_USES = 10_000
/** Days an invite of the operator is good for. */
export const MAX_INVITE_DAYS = 365
/** Accounts, or invites, of one page of a list for the operator: some hundred bytes each. */
export const MAX_ADMIN_PAGE = 200
/** Rows of one page of an export: short ones, and messages, of up to 64 KiB each. */
export const MAX_EXPORT_ROWS = 200
export const MAX_EXPORT_MESSAGES = 64
/** Rows that one transaction of a deletion takes away: milliseconds, between which others write. */
export const MAX_DELETED_EVENTS = 1_000
export const MAX_DELETED_MESSAGES = 200
