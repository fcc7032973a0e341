import { accountId, deviceId } from '../../../src/core/ids.ts'
import { choice, type Of, record, text } from '../../../src/core/shape.ts'
import { profile } from '../../../src/home/entity/nouns.ts'

/**
 * Whose profile this is, for ever: a profile folder belongs to the account that signed in first. `device` is the key that
 * signed in; a key belongs to one account and dies with the sign-out.
 */
export const membership = record({
  account: accountId,
  home: text({ max: 255 }),
  /** The relay's multiaddr as the person gave it. */
  address: text({ max: 512 }),
  device: deviceId,
  state: choice('signed-in', 'signed-out'),
  /** Why it is signed out, when that was not asked for here. */
  why: text({ max: 255 }),
  profile,
})
export type Membership = Of<typeof membership>
