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
