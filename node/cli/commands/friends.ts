import { writeFile } from 'node:fs/promises'
import type { AccountName } from '../../../src/core/ids.ts'
import {
  label,
  note,
  type ReportReason,
  reportReason,
  reportText,
} from '../../../src/home/entity/nouns.ts'
import { momentText } from '../../../src/system/quantities.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import { table } from '../../../src/system/table.ts'
import type { FriendView } from '../../control/entity/nouns.ts'
import { factLines } from '../account-lines.ts'
import { accountName, allowed } from '../arguments.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import type { Action } from '../program.ts'

export async function list(context: Context): Promise<void> {
  const found = await context.call('friends', {})
  const friends = found.friends.filter((each) => each.state === 'friend')
  const blocked = found.friends.filter((each) => each.state === 'blocked')
  const asked = found.friends.filter((each) => each.state === 'asked')
  context.out.result({ friends: [...friends, ...blocked] }, () => [
    ...(friends.length === 0 ? ['no friends yet; ask somebody: homing friends add <name>'] : []),
    ...(friends.length > 0 ? friendTable(context, friends) : []),
    ...(blocked.length > 0 ? [`blocked: ${blocked.map(({ name }) => name).join(' ')}`] : []),
  ])
  if (asked.length > 0) {
    context.out.notice(`${asked.length} waiting for your answer: homing friends requests`)
  }
}

export async function show(
  context: Context,
  [given]: readonly [string],
  options: Readonly<{ avatar?: string }>,
): Promise<void> {
  const name = accountName(given)
  const client = await context.connect()
  const { friends } = await client.call('friends', {}, { signal: context.signal })
  const friend = friends.find((each) => each.name === name)
  if (friend === undefined) {
    throw new CliError('not-found', `you know nobody called ${name}`, { advice: 'homing friends' })
  }
  const { avatar } = options
  const saved =
    avatar === undefined ? undefined : await savePicture(context, { name, file: avatar })
  context.out.result({ ...friend, saved }, () => [
    ...friendLines(friend, Date.now()),
    ...(saved === undefined ? [] : [`their picture is in ${safeText(saved)}`]),
  ])
}

/** Never over a file that is there. */
async function savePicture(
  context: Context,
  { name, file }: Readonly<{ name: AccountName; file: string }>,
): Promise<string> {
  const { picture } = await context.call('avatar', { name, size: 'large' })
  if (picture === undefined) throw new CliError('not-found', `${name} shows no picture`)
  try {
    await writeFile(file, Uint8Array.fromBase64(picture), { flag: 'wx', mode: 0o600 })
    return file
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST'
    const why = isThere ? `${file} is there already` : `${file} cannot be written`
    throw new CliError(isThere ? 'conflict' : 'failed', why, { cause, advice: 'name another file' })
  }
}

function friendLines(friend: FriendView, nowMs: number): readonly string[] {
  return factLines([
    ['name', friend.name],
    ['is', friend.state],
    ['nickname', friend.remark || '–'],
    ['shown as', friend.displayName || '–'],
    ['signature', friend.signature || '–'],
    ['region', friend.region || '–'],
    ['phone', friend.phone ?? '–'],
    ['avatar', friend.avatar === undefined ? '–' : 'yes'],
    ['since', momentText(friend.sinceMs, nowMs)],
    ['seen', friend.online ? 'online' : momentText(friend.lastSeenMs, nowMs)],
  ])
}

export async function requests(context: Context): Promise<void> {
  const { friends } = await context.call('friends', {})
  const incoming = friends.filter((each) => each.state === 'asked')
  const outgoing = friends.filter((each) => each.state === 'requested')
  const line = (each: FriendView) => {
    const shown = each.displayName === '' ? '' : ` (${safeText(each.displayName)})`
    const note = each.note === '' ? '' : `: ${safeText(each.note)}`
    return `  ${each.name}${shown}${note}`
  }
  context.out.result({ incoming, outgoing }, () => [
    ...(incoming.length + outgoing.length === 0 ? ['no open requests'] : []),
    ...(incoming.length > 0 ? ['they ask you (homing friends accept <name>):'] : []),
    ...incoming.map(line),
    ...(outgoing.length > 0 ? ['you asked them:'] : []),
    ...outgoing.map(line),
  ])
}

export async function add(
  context: Context,
  [name]: readonly [string],
  options: Readonly<{ note?: string }>,
): Promise<void> {
  const ask = { name: accountName(name), note: allowed(note, options.note ?? '', '--note') }
  say(context, await context.call('requestFriend', ask))
}

type Change =
  | 'acceptFriend'
  | 'declineFriend'
  | 'cancelFriend'
  | 'removeFriend'
  | 'blockAccount'
  | 'unblockAccount'

export function change(call: Change): Action<readonly [string], object> {
  return async (context, [name]) => {
    say(context, await context.call(call, { name: accountName(name) }), ENDED[call])
  }
}

export async function remark(
  context: Context,
  [name, nickname]: readonly [string, string | undefined],
): Promise<void> {
  const ask = { name: accountName(name), remark: allowed(label, nickname ?? '', 'the nickname') }
  const friend = await context.call('remarkFriend', ask)
  context.out.result(friend, () =>
    friend.remark === ''
      ? `${friend.name} has no nickname`
      : `${friend.name} is ${safeText(friend.remark)} to you`,
  )
}

export async function report(
  context: Context,
  [name, reason, words]: readonly [string, string, readonly string[]],
): Promise<void> {
  const ask = {
    name: accountName(name),
    reason: allowed(reportReason, reason as ReportReason, 'the reason'),
    text: allowed(reportText, words.join(' '), 'the text'),
  }
  await context.call('reportAccount', ask)
  context.out.result(ask, () => [
    `${ask.name} is reported to the operator of your home, and is not told`,
    `to hear no more of them: homing friends block ${ask.name}`,
  ])
}

/** What was done, where the state that it leads to (`none`) would not say it. */
const ENDED: Partial<Record<Change, string>> = {
  declineFriend: 'you said no to <name>',
  cancelFriend: 'you do not ask <name> any more',
  removeFriend: '<name> is no friend of yours any more',
  unblockAccount: '<name> is not blocked any more',
}

const NOW: Record<FriendView['state'], string> = {
  none: '<name> is no friend of yours',
  requested: '<name> was asked; waiting for the answer',
  asked: '<name> asks to be your friend: homing friends accept <name>',
  friend: '<name> is your friend',
  blocked: '<name> is blocked',
}

function say(context: Context, friend: FriendView, ended?: string): void {
  const now = NOW[friend.state]
  const said = friend.state === 'none' ? (ended ?? now) : now
  context.out.result(friend, () => said.replaceAll('<name>', friend.name))
}

function friendTable(context: Context, friends: readonly FriendView[]): readonly string[] {
  const nowMs = Date.now()
  const rows = friends.map((each) => [
    each.name,
    safeText(each.remark || each.displayName),
    each.online ? context.out.paint('green', 'online') : momentText(each.lastSeenMs, nowMs),
    each.unread > 0 ? `${each.unread} new` : '',
    safeText(each.signature),
  ])
  return table(['NAME', 'SHOWN AS', 'SEEN', 'UNREAD', 'SIGNATURE'], rows)
}
