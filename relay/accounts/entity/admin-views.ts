import { accountId, accountName, deviceId } from '../../../src/core/ids.ts'
import { count, flag, list, type Of, optional, record, text } from '../../../src/core/shape.ts'
import { moment } from '../../../src/home/entity/nouns.ts'
import { MAX_DEVICES, MAX_LABEL_CHARS } from '../../../src/home/limits.ts'
import { MAX_OPEN_INVITES } from '../limits.ts'

/** What the operator is shown of accounts: facts for running a home, nothing that was written or sent. */

const label = text({ max: MAX_LABEL_CHARS })

const accountFields = {
  account: accountId,
  name: accountName,
  displayName: label,
  sinceMs: moment,
  /** When a device of it attached or left last; look at `online` first. */
  lastSeenMs: moment,
  online: flag,
  devices: count(),
  friends: count(),
  /** In the spool. */
  storedBytes: count(),
  /** 0: not blocked. */
  blockedMs: moment,
}
export const accountView = record(accountFields)
export type AccountView = Of<typeof accountView>

export const deviceView = record({
  device: deviceId,
  name: label,
  sinceMs: moment,
  lastSeenMs: moment,
  online: flag,
})
export type DeviceView = Of<typeof deviceView>

export const inviteView = record({
  code: text({ min: 1, max: 64 }),
  /** Absent: the operator. */
  maker: optional(accountName),
  uses: count(),
  usesLeft: count(),
  sinceMs: moment,
  expiresMs: moment,
})
export type InviteView = Of<typeof inviteView>

export const accountDetails = record({
  ...accountFields,
  /** Over the relay, this month. */
  monthBytes: count(),
  deviceList: list(deviceView, { max: MAX_DEVICES }),
  /** That somebody could use now. */
  invites: list(inviteView, { max: MAX_OPEN_INVITES }),
})
export type AccountDetails = Of<typeof accountDetails>
