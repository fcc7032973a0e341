import { accountId, accountName, deviceId, reportId } from '../../../src/core/ids.ts'
import {
  choice,
  count,
  flag,
  list,
  type Of,
  optional,
  record,
  type Shape,
  shape,
  strictRecord,
  text,
} from '../../../src/core/shape.ts'
import { label, moment } from '../../../src/home/entity/nouns.ts'
import { MAX_DEVICES } from '../../../src/home/limits.ts'
import { ADMIN_REFUSALS, type AdminRefusalCode } from '../../accounts/entity/admin-refusal.ts'
import { accountDetails, accountView, inviteView } from '../../accounts/entity/admin-views.ts'
import {
  REPORT_STATES,
  reportDetails,
  reportNote,
  reportView,
} from '../../reports/entity/report-view.ts'
import { QUOTA_NAMES } from '../../limits/entity/quotas.ts'
import { MAX_ADMIN_PAGE, MAX_INVITE_DAYS, MAX_INVITE_USES } from '../../accounts/limits.ts'

/** The socket in the data folder of a relay that runs. */
export const ADMIN_SOCKET = 'admin.sock'

const code = text({ min: 1, max: 64 })
const named = strictRecord({ name: accountName })
const pageFields = {
  after: text({ max: 64 }),
  limit: count({ min: 1, max: MAX_ADMIN_PAGE }),
}
const page = strictRecord(pageFields)
const made = record({ code, uses: count(), expiresMs: moment })
const loggedOut = record({ device: deviceId, name: label })

const quotaName = choice(...QUOTA_NAMES)
const accountQuotas = record({
  name: accountName,
  quotas: list(record({ quota: quotaName, amount: count(), isOwn: flag, used: count() }), {
    max: QUOTA_NAMES.length,
  }),
  monthTurnsMs: moment,
})

/** What the operator may ask of a relay that runs. `changes`: it is noted in the audit log, also when it is refused. */
export const ADMIN_CALLS = {
  accounts: call(page, record({ items: list(accountView, { max: MAX_ADMIN_PAGE }), more: flag })),
  account: call(named, accountDetails),
  block: change(named, record({ name: accountName, blockedMs: moment })),
  unblock: change(named, named),
  logout: change(
    strictRecord({ name: accountName, device: optional(text({ min: 1, max: 64 })) }),
    record({ name: accountName, devices: list(loggedOut, { max: MAX_DEVICES }) }),
  ),
  delete: change(named, record({ name: accountName, account: accountId })),
  quota: call(named, accountQuotas),
  setQuota: change(
    strictRecord({ name: accountName, quota: quotaName, amount: count() }),
    accountQuotas,
  ),
  resetQuota: change(
    strictRecord({ name: accountName, quota: optional(quotaName) }),
    accountQuotas,
  ),
  reports: call(
    strictRecord({ state: choice(...REPORT_STATES), ...pageFields }),
    record({ items: list(reportView, { max: MAX_ADMIN_PAGE }), more: flag }),
  ),
  report: call(strictRecord({ report: reportId }), reportDetails),
  closeReport: change(strictRecord({ report: reportId, note: reportNote }), reportView),
  invites: call(page, record({ items: list(inviteView, { max: MAX_ADMIN_PAGE }), more: flag })),
  invite: change(
    strictRecord({
      uses: count({ min: 1, max: MAX_INVITE_USES }),
      days: count({ min: 1, max: MAX_INVITE_DAYS }),
    }),
    made,
  ),
  revokeInvite: change(strictRecord({ code }), record({ code })),
} as const

/** The one call that is answered by lines of JSON, the last of which is `{"kind":"end",…}`. It is noted, too. */
export const EXPORT_CALL = 'export'
export const exportAsk = named
export const exportLine = record({ kind: text({ min: 1, max: 32 }) })
export const EXPORT_END = 'end'

export type AdminCall = keyof typeof ADMIN_CALLS
export type AdminAsk<K extends AdminCall> = Of<(typeof ADMIN_CALLS)[K]['ask']>
export type AdminAnswer<K extends AdminCall> = Of<(typeof ADMIN_CALLS)[K]['answer']>

const json = shape<unknown>('JSON', (value) => value)

/** `by`: who asks, as the operating system of the command knows them. Whoever can open the socket may say anything here. */
export const adminRequest = strictRecord({
  call: text({ min: 1, max: 32 }),
  ask: json,
  by: text({ min: 1, max: 64 }),
})

export const adminNo = record({
  error: record({
    code: choice(...(Object.keys(ADMIN_REFUSALS) as AdminRefusalCode[])),
    message: text({ max: 2_048 }),
  }),
})

export function isAdminCall(name: string): name is AdminCall {
  return Object.hasOwn(ADMIN_CALLS, name)
}

function call<A, B>(ask: Shape<A>, answer: Shape<B>) {
  return { ask, answer, changes: false }
}

function change<A, B>(ask: Shape<A>, answer: Shape<B>) {
  return { ask, answer, changes: true }
}
