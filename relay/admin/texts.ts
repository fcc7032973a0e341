import { bytesText, momentText } from '../../src/system/quantities.ts'
import { safeText } from '../../src/system/safe-text.ts'
import { fit, table } from '../../src/system/table.ts'
import type { AccountDetails, AccountView, InviteView } from '../accounts/entity/admin-views.ts'
import { type QuotaName, QUOTAS } from '../limits/entity/quotas.ts'
import type { AdminAnswer } from './entity/admin-calls.ts'

/** Answers as lines for people. Names that others chose are made safe, and cut to a column. */

const COLUMN = 24

export function accountsTable(accounts: readonly AccountView[], nowMs: number): readonly string[] {
  if (accounts.length === 0) return ['no accounts yet']
  const head = ['NAME', 'CALLED', 'SINCE', 'LAST SEEN', 'DEVICES', 'FRIENDS', 'STORED', '']
  const rows = accounts.map((each) => [
    each.name,
    shown(each.displayName),
    momentText(each.sinceMs, nowMs),
    seenText(each, nowMs),
    String(each.devices),
    String(each.friends),
    bytesText(each.storedBytes),
    each.blockedMs === 0 ? '' : `blocked since ${momentText(each.blockedMs, nowMs)}`,
  ])
  return table(head, rows)
}

export function accountLines(account: AccountDetails, nowMs: number): readonly string[] {
  const facts = [
    ['name', account.name],
    ['called', safeText(account.displayName)],
    ['account', account.account],
    ['since', momentText(account.sinceMs, nowMs)],
    ['last seen', seenText(account, nowMs)],
    ['friends', String(account.friends)],
    ['stored', bytesText(account.storedBytes)],
    ['relayed', `${bytesText(account.monthBytes)} this month`],
    ['blocked', account.blockedMs === 0 ? 'no' : `since ${momentText(account.blockedMs, nowMs)}`],
  ]
  const width = Math.max(...facts.map(([name]) => name?.length ?? 0))
  return [
    ...facts.map(([name = '', value]) => `${name.padEnd(width)}  ${value}`),
    '',
    ...devicesTable(account, nowMs),
    ...(account.invites.length === 0 ? [] : ['', ...invitesTable(account.invites, nowMs)]),
  ]
}

function devicesTable({ deviceList }: AccountDetails, nowMs: number): readonly string[] {
  if (deviceList.length === 0) return ['no device is logged in']
  const rows = deviceList.map((each) => [
    each.device,
    shown(each.name),
    momentText(each.sinceMs, nowMs),
    seenText(each, nowMs),
  ])
  return table(['DEVICE', 'CALLED', 'SINCE', 'LAST SEEN'], rows)
}

export function invitesTable(invites: readonly InviteView[], nowMs: number): readonly string[] {
  if (invites.length === 0) return ['no invite is open']
  const rows = invites.map((each) => [
    each.code,
    each.maker ?? '(operator)',
    `${each.usesLeft} of ${each.uses}`,
    momentText(each.expiresMs, nowMs),
  ])
  return table(['INVITE', 'MADE BY', 'USES LEFT', 'UNTIL'], rows)
}

export function inviteLine(invite: AdminAnswer<'invite'>, nowMs: number): readonly string[] {
  const times = invite.uses === 1 ? 'once' : `${invite.uses} times`
  return [invite.code, `good ${times}, until ${momentText(invite.expiresMs, nowMs)}`]
}

export function blockedLine({ name, blockedMs }: AdminAnswer<'block'>, nowMs: number): string {
  return `${name} is blocked since ${momentText(blockedMs, nowMs)}; let it in again: relay admin unblock ${name}`
}

export function loggedOutLines({ name, devices }: AdminAnswer<'logout'>): readonly string[] {
  if (devices.length === 0) return [`${name}: nothing was logged in there`]
  return devices.map(({ device, name: called }) => `${device} (${shown(called)}) was logged out`)
}

export function quotaLines(view: AdminAnswer<'quota'>, nowMs: number): readonly string[] {
  const rows = view.quotas.map(({ quota, amount, isOwn, used }) => [
    quota,
    amountText(quota, used),
    amountText(quota, amount),
    isOwn ? 'its own' : 'the home’s',
    QUOTAS[quota].what,
  ])
  return [
    ...table(['QUOTA', 'USED', 'OF', 'WHOSE', ''], rows),
    `the month turns ${momentText(view.monthTurnsMs, nowMs)}`,
  ]
}

function amountText(quota: QuotaName, amount: number): string {
  return QUOTAS[quota].unit === 'bytes' ? bytesText(amount) : String(amount)
}

function seenText(seen: Readonly<{ online: boolean; lastSeenMs: number }>, nowMs: number): string {
  return seen.online ? 'online' : momentText(seen.lastSeenMs, nowMs)
}

function shown(text: string): string {
  return fit(safeText(text), COLUMN)
}
