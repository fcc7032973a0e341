import { durationText } from '../../../src/system/quantities.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import type { ControlAnswer } from '../../control/entity/calls.ts'
import type { LinkView } from '../../control/entity/nouns.ts'
import type { Context } from '../context.ts'

export async function status(context: Context): Promise<void> {
  const found = await context.call('status', {})
  context.out.result(found, () => lines(context, found, Date.now()))
}

function lines(context: Context, found: ControlAnswer<'status'>, nowMs: number): readonly string[] {
  const rows = [
    ['account', accountText(found)],
    ['home', linkText(context, found.link, nowMs)],
    [
      'node',
      `pid ${found.pid}, version ${found.version}, up ${durationText(nowMs - found.startedMs)}`,
    ],
    ['device', found.device],
    ...found.addresses.map((address, index) => [index === 0 ? 'listens' : '', safeText(address)]),
    ['profile', safeText(found.profile)],
    ['downloads', safeText(found.downloads)],
    ['waiting', `${found.queued} messages, ${found.openTransfers} transfers${heldText(found)}`],
  ]
  return rows.map(([name, value]) => `${(name ?? '').padEnd(10)}${value}`)
}

function heldText({ heldSinceMs }: ControlAnswer<'status'>): string {
  return heldSinceMs === undefined ? '' : ', all paused: homing transfers resume --all'
}

function accountText({ account, link }: ControlAnswer<'status'>): string {
  if (account !== undefined) return `${account.name}@${safeText(account.home)}`
  return link.why === undefined ? 'not signed in' : `not signed in: ${safeText(link.why)}`
}

function linkText(context: Context, link: LinkView, nowMs: number): string {
  const since = durationText(nowMs - link.sinceMs)
  switch (link.state) {
    case 'signed-out':
      return '–'
    case 'online':
      return context.out.paint('green', `online for ${since}`)
    case 'connecting':
      return context.out.paint('yellow', 'connecting')
    case 'offline':
      return context.out.paint('red', offlineText(link, nowMs))
  }
}

function offlineText(link: LinkView, nowMs: number): string {
  const why = link.why === undefined ? '' : `: ${safeText(link.why)}`
  const next =
    link.retryAtMs === undefined ? '' : `; next try in ${durationText(link.retryAtMs - nowMs)}`
  return `offline${why}${next}`
}
