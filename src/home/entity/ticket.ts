import { accountId, deviceId, spoolId } from '../../core/ids.ts'
import { choice, count, type Of, record } from '../../core/shape.ts'
import { MAX_FILE_BYTES } from '../../transfer/limits.ts'
import { moment } from './nouns.ts'

/** What a home allows one device to do at its spool. Fields: proto/home.proto. */
export const ticket = record({
  spool: spoolId,
  device: deviceId,
  account: accountId,
  op: choice('put', 'get'),
  maxBytes: count({ max: MAX_FILE_BYTES }),
  untilMs: moment,
})
export type Ticket = Of<typeof ticket>
