import { choice, count, type Of, record, type Shape, shape } from '../../core/shape.ts'

/**
 * Every expected no of the home protocol, with the sentence a person reads. The relay sends the code alone: the sentence
 * is chosen here, by the reader, so a hostile home cannot put words into the UI.
 */
export const REFUSALS = {
  'bad-request': 'the request was malformed; the programs may be of different versions',
  'unknown-call': 'this home does not know that request; it may be older than your node',
  'signed-out': 'this device is not signed in; run: homing login <name> --home <address>',
  'wrong-password': 'name or password is wrong',
  'login-expired': 'the login took too long; try again',
  'name-taken': 'that name is taken; choose another',
  'invite-needed': 'this home needs an invite; ask its operator or a friend who is on it',
  'invite-invalid': 'that invite is unknown, used up or expired; ask for a new one',
  'account-blocked': 'the operator of this home has blocked the account; ask them',
  'registration-closed': 'this home takes no new accounts',
  'slow-down': 'too many requests; wait a moment',
  fenced: 'a newer session of this device took over',
  'device-taken': 'this device belongs to another account; use another profile folder',
  'too-many-devices': 'the account has too many devices; log one out first',
  'unknown-device': 'no such device on your account',
  'unknown-account': 'there is nobody of that name on this home',
  'not-friends': 'you are not friends, so nothing can be sent',
  'already-friends': 'you are friends already',
  'no-request': 'there is no such request',
  yourself: 'that is you',
  'too-many-friends': 'the list of friends and requests is full',
  'no-relation':
    'you can report who is a friend, asked you or was asked, is blocked by you, or wrote to you',
  'too-many-reports':
    'so many reports of yours wait for the operator that they take no more; write to them directly',
  'unknown-conversation': 'no such conversation',
  'id-reused': 'this message id was already used for another content',
  'too-large': 'that is larger than this home allows',
  'not-allowed': 'this home does not allow that',
  'too-many-invites': 'too many invites are open; wait until some are used or expire',
  'unknown-spool': 'the relay does not hold that, or not for you',
  'spool-full': 'your space on the relay is full; it frees as friends fetch what waits there',
  'spool-month': 'this month’s bytes over the relay are used up; it goes on next month',
  'spool-disk': 'the relay has too little free disk; ask its operator',
  'spool-off': 'this relay stores no files; both of you must be online',
  unavailable: 'the home cannot do that right now; it will be tried again',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** Which limit it was, where the code alone does not tell: the sentence that a person reads instead. */
export const REFUSED_BY = {
  monthMessages: 'this month’s messages are used up; it goes on next month',
  overload: 'the home has too much to do just now; it will be tried again',
  storedBytes: REFUSALS['spool-full'],
  monthBytes: REFUSALS['spool-month'],
  minFreeBytes: REFUSALS['spool-disk'],
} as const

export type RefusedBy = keyof typeof REFUSED_BY

export const refusal = record({
  code: choice(...(Object.keys(REFUSALS) as RefusalCode[])),
  retryAfterMs: count(),
  limit: knownLimit(),
})
export type Refusal = Of<typeof refusal>

/** A refusal as a thrown value, for code between the place that refuses and the edge that answers. */
export class HomeRefusal extends Error {
  override readonly name = 'HomeRefusal'
  readonly code: RefusalCode
  /** Milliseconds after which trying again may help; 0 when it will not by itself. */
  readonly retryAfterMs: number
  readonly limit: RefusedBy | undefined
  constructor(
    code: RefusalCode,
    options: ErrorOptions & { retryAfterMs?: number; limit?: RefusedBy | undefined } = {},
  ) {
    const { limit } = options
    super(limit === undefined ? REFUSALS[code] : REFUSED_BY[limit], options)
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? 0
    this.limit = limit
  }
}

/** A newer home has more of them: those are not shown, and the code says enough. */
function knownLimit(): Shape<RefusedBy | undefined> {
  return shape('the name of a limit', (value) =>
    typeof value === 'string' && Object.hasOwn(REFUSED_BY, value)
      ? (value as RefusedBy)
      : undefined,
  )
}
