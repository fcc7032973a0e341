import { parseBytes } from '../../src/system/quantities.ts'
import type { AccountView, InviteView } from '../accounts/entity/admin-views.ts'
import { allPages, askOf, numberOf } from './asks.ts'
import type { AdminAsk } from './entity/admin-calls.ts'
import type { AdminClient } from './data/admin-client.ts'
import {
  accountLines,
  accountsTable,
  blockedLine,
  inviteLine,
  invitesTable,
  loggedOutLines,
  quotaLines,
} from './texts.ts'
import { isQuotaName, QUOTA_NAMES, QUOTAS } from '../limits/entity/quotas.ts'
import { MAX_ADMIN_PAGE } from '../accounts/limits.ts'
import { REPORTS_ARGS, reportsCommand } from './reports-command.ts'
import { AdminUsage } from './usage.ts'

/** What a command ends with: the document of `--json`, and lines for people; or a stream of documents, the same for both. */
export type Result =
  | Readonly<{ json: unknown; lines: readonly string[] }>
  | Readonly<{ stream: AsyncIterable<object> }>

export type AdminOptions = Readonly<{
  uses?: string | undefined
  days?: string | undefined
  yes?: boolean | undefined
}>

export type Given = Readonly<{
  client: Pick<AdminClient, 'ask' | 'export'>
  args: readonly string[]
  options: AdminOptions
  nowMs: number
}>

type Command = Readonly<{
  /** Place holders of its arguments, and how many of them must be there. */
  args: string
  needs: number
  takes: number
  help: string
  options?: readonly (keyof AdminOptions)[]
  run: (given: Given) => Promise<Result>
}>

/** A circle of friends; as the invite that a start prints, but for one person at a time. */
const DEFAULT_USES = '1'
const DEFAULT_DAYS = '30'
const UNSURE =
  'this cannot be undone (relay admin export keeps a copy, relay admin block only shuts out); to do it, add --yes'

export const COMMANDS: Readonly<Record<string, Command>> = {
  accounts: {
    ...{ args: '', needs: 0, takes: 0, help: 'all accounts' },
    run: async ({ client, nowMs }) => {
      const accounts = await allPages<AccountView>((after) =>
        client.ask('accounts', { after: after?.name ?? '', limit: MAX_ADMIN_PAGE }),
      )
      return { json: { accounts }, lines: accountsTable(accounts, nowMs) }
    },
  },
  account: {
    ...{ args: '<name>', needs: 1, takes: 1, help: 'one account, with its devices and invites' },
    run: async ({ client, args, nowMs }) => {
      const account = await client.ask('account', askOf('account', { name: args[0] }))
      return { json: account, lines: accountLines(account, nowMs) }
    },
  },
  block: {
    ...{ args: '<name>', needs: 1, takes: 1 },
    help: 'let it neither log in nor attach, from now on; nothing of it is lost',
    run: async ({ client, args, nowMs }) => {
      const blocked = await client.ask('block', askOf('block', { name: args[0] }))
      return { json: blocked, lines: [blockedLine(blocked, nowMs)] }
    },
  },
  unblock: {
    ...{ args: '<name>', needs: 1, takes: 1, help: 'let it in again' },
    run: async ({ client, args }) => {
      const { name } = await client.ask('unblock', askOf('unblock', { name: args[0] }))
      return { json: { name }, lines: [`${name} is not blocked`] }
    },
  },
  logout: {
    ...{ args: '<name> [<device>]', needs: 1, takes: 2 },
    help: 'log out all its devices, or one: by id, the end of it, or name',
    run: async ({ client, args }) => {
      const [name, device] = args
      const answer = await client.ask('logout', askOf('logout', { name, device }))
      return { json: answer, lines: loggedOutLines(answer) }
    },
  },
  export: {
    ...{ args: '<name>', needs: 1, takes: 1 },
    help: 'everything that is held of a person, as lines of JSON',
    run: async ({ client, args }) => ({
      stream: client.export(askOf('account', { name: args[0] }).name),
    }),
  },
  quota: {
    ...{ args: '<name> [set <quota>=<n>… | reset [<quota>]]', needs: 1, takes: 16 },
    help: 'what an account may use and uses; give it others, or the home’s again',
    run: quotaCommand,
  },
  reports: {
    ...{ args: REPORTS_ARGS, needs: 0, takes: 64 },
    help: 'what people report to you: those that are open, or closed; one; close it',
    run: reportsCommand,
  },
  delete: {
    ...{ args: '<name> --yes', needs: 1, takes: 1, options: ['yes'] },
    help: 'take a person’s data away for ever; what they sent stays with who received it',
    run: async ({ client, args, options }) => {
      const ask = askOf('delete', { name: args[0] })
      if (options.yes !== true) throw new AdminUsage(UNSURE)
      const deleted = await client.ask('delete', ask)
      return { json: deleted, lines: [`${deleted.name} is deleted; the name is free`] }
    },
  },
  invites: {
    ...{ args: '', needs: 0, takes: 0, help: 'invites that somebody could use now' },
    run: async ({ client, nowMs }) => {
      const invites = await allPages<InviteView>((after) =>
        client.ask('invites', { after: after?.code ?? '', limit: MAX_ADMIN_PAGE }),
      )
      return { json: { invites }, lines: invitesTable(invites, nowMs) }
    },
  },
  invite: {
    ...{ args: '[--uses <n>] [--days <n>]', needs: 0, takes: 0, options: ['uses', 'days'] },
    help: `make an invite (for ${DEFAULT_USES}, good for ${DEFAULT_DAYS} days)`,
    run: async ({ client, options, nowMs }) => {
      const { uses = DEFAULT_USES, days = DEFAULT_DAYS } = options
      const ask = askOf('invite', { uses: numberOf(uses), days: numberOf(days) }, '--')
      const invite = await client.ask('invite', ask)
      return { json: invite, lines: inviteLine(invite, nowMs) }
    },
  },
  'revoke-invite': {
    ...{ args: '<code>', needs: 1, takes: 1, help: 'let nobody in by it any more' },
    run: async ({ client, args }) => {
      const { code } = await client.ask('revokeInvite', askOf('revokeInvite', { code: args[0] }))
      return { json: { code }, lines: [`${code} lets nobody in any more`] }
    },
  },
}

/** One quota after the other: each is an act of its own in the audit log. */
async function quotaCommand({ client, args, nowMs }: Given): Promise<Result> {
  const [typedName, deed = 'show', ...changes] = args
  const { name } = askOf('quota', { name: typedName })
  const asks = quotaAsks(name, deed, changes)
  let answer = await client.ask('quota', { name })
  for (const each of asks) {
    answer =
      each.call === 'setQuota'
        ? await client.ask('setQuota', each.ask)
        : await client.ask('resetQuota', each.ask)
  }
  return { json: answer, lines: quotaLines(answer, nowMs) }
}

type QuotaAsk =
  | Readonly<{ call: 'setQuota'; ask: AdminAsk<'setQuota'> }>
  | Readonly<{ call: 'resetQuota'; ask: AdminAsk<'resetQuota'> }>

/** All of them are checked before the first is done. @throws AdminUsage. */
function quotaAsks(name: string, deed: string, changes: readonly string[]): readonly QuotaAsk[] {
  switch (deed) {
    case 'show':
      if (changes.length > 0) throw new AdminUsage('usage: relay admin quota <name> show')
      return []
    case 'set':
      if (changes.length === 0) throw new AdminUsage(SET_USAGE)
      return changes.map((each) => ({ call: 'setQuota', ask: setAsk(name, each) }))
    case 'reset': {
      const named = changes.length === 0 ? [undefined] : changes
      return named.map((quota) => ({
        call: 'resetQuota',
        ask: askOf('resetQuota', { name, quota }),
      }))
    }
    default:
      throw new AdminUsage(`${deed}: unknown; known: show, set, reset`)
  }
}

const SET_USAGE = 'usage: relay admin quota <name> set storedBytes=50GB monthMessages=1000000'

function setAsk(name: string, typed: string): AdminAsk<'setQuota'> {
  const [quota = '', text] = typed.split('=')
  if (text === undefined) throw new AdminUsage(SET_USAGE)
  if (!isQuotaName(quota)) {
    throw new AdminUsage(`${quota}: unknown; known: ${QUOTA_NAMES.join(', ')}`)
  }
  const { unit, min, max } = QUOTAS[quota]
  const amount = (unit === 'bytes' ? parseBytes(text) : numberOf(text)) ?? Number.NaN
  if (!(amount >= min && amount <= max)) {
    throw new AdminUsage(`${quota}: must be ${min} to ${max} ${unit}, such as ${quota}=${min}`)
  }
  return askOf('setQuota', { name, quota, amount })
}
