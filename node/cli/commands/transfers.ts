import { resolve } from 'node:path'
import type { TransferView } from '../../control/entity/nouns.ts'
import type { Context } from '../context.ts'
import type { Action } from '../program.ts'
import { bytesText, momentText } from '../quantities.ts'
import { safeText } from '../safe-text.ts'
import { fit, table } from '../table.ts'
import { nameText, shortId, stateText } from '../transfer-text.ts'
import { findTransfer } from '../transfer-watch.ts'
import { follow } from './send.ts'

/** A name in the list; the whole of it is in `show`. */
const LISTED_NAME_COLUMNS = 40

export async function list(context: Context): Promise<void> {
  const found = await context.call('transfers', {})
  const rows = found.transfers.map((each) => [
    shortId(each.id),
    each.direction === 'outgoing' ? 'to' : 'from',
    each.friend,
    fit(safeText(each.file.name), LISTED_NAME_COLUMNS),
    stateText(each),
  ])
  context.out.result(found, () =>
    rows.length === 0
      ? 'no transfers; send something: homing send <name> <path>'
      : table(['ID', '', 'FRIEND', 'FILE', 'STATE'], rows),
  )
}

export async function show(context: Context, [given]: readonly [string]): Promise<void> {
  const client = await context.connect()
  const found = await findTransfer(client, given, { signal: context.signal })
  context.out.result(found, () => details(found))
}

export async function accept(
  context: Context,
  [given]: readonly [string],
  options: Readonly<{ into?: string; wait?: boolean }>,
): Promise<number | void> {
  const client = await context.connect()
  const { id } = await findTransfer(client, given, { signal: context.signal })
  const folder = options.into === undefined ? undefined : resolve(options.into)
  const accepted = await client.call('acceptTransfer', { id, folder }, { signal: context.signal })
  if (options.wait === true) return await follow(context, client, [accepted])
  say(context, accepted)
}

const CALLS = {
  decline: 'declineTransfer',
  pause: 'pauseTransfer',
  resume: 'resumeTransfer',
  cancel: 'cancelTransfer',
} as const

export function change(what: keyof typeof CALLS): Action<readonly [string], object> {
  return async (context, [given]) => {
    const client = await context.connect()
    const { id } = await findTransfer(client, given, { signal: context.signal })
    say(context, await client.call(CALLS[what], { id }, { signal: context.signal }))
  }
}

function say(context: Context, transfer: TransferView): void {
  context.out.result(transfer, () => `${nameText(transfer)}  ${stateText(transfer)}`)
}

function details(transfer: TransferView): readonly string[] {
  const nowMs = Date.now()
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['transfer', transfer.id],
    ['friend', `${transfer.direction === 'outgoing' ? 'to' : 'from'} ${transfer.friend}`],
    ['file', safeText(transfer.file.name)],
    ['size', `${bytesText(transfer.file.size)} (${transfer.file.size} bytes)`],
    ['state', stateText(transfer)],
    ['code', transfer.code],
    ['location', transfer.location === undefined ? undefined : safeText(transfer.location)],
    ['root', transfer.root],
    ['since', momentText(transfer.createdMs, nowMs)],
    ['ended', transfer.endedMs === undefined ? undefined : momentText(transfer.endedMs, nowMs)],
  ]
  return rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padEnd(10)}${value}`],
  )
}
