/** Every expected no to the operator, with what to do. A code is for scripts and stays. */
export const ADMIN_REFUSALS = {
  'bad-request': 'the request was malformed',
  'unknown-call':
    'the relay that runs does not know that; it may be of another version: restart it',
  'unknown-account': 'there is no account of that name; see: relay admin accounts',
  'unknown-device': 'the account has no such device; see: relay admin account <name>',
  'ambiguous-device': 'several devices of the account fit; give its whole id',
  'unknown-invite': 'there is no such invite; see: relay admin invites',
  'too-many-invites': 'too many invites are open; revoke some: relay admin revoke-invite <code>',
  'unknown-report': 'there is no such report; see: relay admin reports',
  unavailable: 'the relay cannot do that right now; see its log, and try again',
} as const

export type AdminRefusalCode = keyof typeof ADMIN_REFUSALS

export class AdminRefusal extends Error {
  override readonly name = 'AdminRefusal'
  readonly code: AdminRefusalCode
  /** @param detail what exactly, where the sentence of the code alone would not tell. */
  constructor(code: AdminRefusalCode, options: ErrorOptions & { detail?: string } = {}) {
    const { detail } = options
    super(
      detail === undefined ? ADMIN_REFUSALS[code] : `${ADMIN_REFUSALS[code]}: ${detail}`,
      options,
    )
    this.code = code
  }
}
