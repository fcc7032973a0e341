import { normalInviteCode } from '../../accounts/entity/invite-code.ts'
import type { AdminCall, EXPORT_CALL } from './admin-calls.ts'

/** Of an invite's code: enough to find it in a list, far too little to use it. */
const SHOWN_CHARS = 4

type Fields = Readonly<Record<string, unknown>>

/** What the audit log says of an act: facts of what was asked, which may be malformed, and of what came of it. No secret. */
export function actOf(call: AdminCall | typeof EXPORT_CALL, ask: unknown, answer: unknown): Fields {
  const asked = fieldsOf(ask)
  switch (call) {
    case 'invite': {
      const { uses, days } = asked
      return { act: call, about: cut(fieldsOf(answer)['code']), uses: fact(uses), days: fact(days) }
    }
    case 'revokeInvite':
      return { act: call, about: cut(asked['code']) }
    case 'logout':
      return { act: call, about: fact(asked['name']), device: fact(asked['device']) ?? 'all' }
    case 'closeReport':
      // What was done stands with the report.
      return { act: call, about: fact(fieldsOf(answer)['accused']), report: fact(asked['report']) }
    case 'setQuota':
    case 'resetQuota': {
      const { name, quota, amount } = asked
      const which = fact(quota) ?? 'all'
      return { act: call, about: fact(name), quota: which, amount: fact(amount) }
    }
    default:
      return { act: call, about: fact(asked['name']) }
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function fact(value: unknown): string | number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? value.slice(0, 64) : undefined
}

function cut(code: unknown): string | undefined {
  return typeof code === 'string' ? normalInviteCode(code).slice(0, SHOWN_CHARS) : undefined
}
