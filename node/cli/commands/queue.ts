import type { TransferId } from '../../../src/core/ids.ts'
import { bytesText, momentText, percentText } from '../../../src/system/quantities.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import { fit, table } from '../../../src/system/table.ts'
import type { ControlAnswer } from '../../control/entity/calls.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import {
  type HoldView,
  type LeftoverView,
  priority as priorityShape,
  queueMove,
} from '../../control/entity/queue-nouns.ts'
import { allowed } from '../arguments.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { nameText, shortId, stateText } from '../transfer-text.ts'
import { findTransfer } from '../transfer-watch.ts'

/** The order of transfers, all of them at once, and what lies around. */

const LISTED_NAME_COLUMNS = 32

export async function priority(
  context: Context,
  [given, text]: readonly [string, string],
): Promise<void> {
  const wanted = allowed(priorityShape, text as never, 'the priority')
  const { client, id } = await found(context, given)
  const { signal } = context
  say(context, await client.call('prioritiseTransfer', { id, priority: wanted }, { signal }))
}

export async function move(
  context: Context,
  [given, text]: readonly [string, string],
): Promise<void> {
  const to = allowed(queueMove, text as never, 'where to')
  const { client, id } = await found(context, given)
  say(context, await client.call('moveTransfer', { id, to }, { signal: context.signal }))
}

export async function discard(context: Context, [given]: readonly [string]): Promise<void> {
  const { client, id } = await found(context, given)
  const swept = await client.call('discardTransfer', { id }, { signal: context.signal })
  context.out.result(swept, () => `${nameText(swept)}  discarded; nothing of it is left here`)
}

export async function leftovers(context: Context): Promise<void> {
  const found = await context.call('leftovers', {})
  context.out.result(found, () =>
    found.leftovers.length === 0
      ? 'nothing is left over: no unfinished file lies on this disk'
      : leftoverLines(found.leftovers),
  )
}

function leftoverLines(all: readonly LeftoverView[]): readonly string[] {
  const nowMs = Date.now()
  const rows = all.map((each) => [
    shortId(each.id),
    each.friend,
    fit(safeText(each.name), LISTED_NAME_COLUMNS),
    `${bytesText(each.bytes)} (${each.sizeKnown ? percentText(each.bytes, each.size) : 'a stream'})`,
    momentText(each.movedMs ?? each.sinceMs, nowMs),
    `${each.state}${each.why === undefined ? '' : `: ${safeText(each.why)}`}`,
    safeText(each.folder),
  ])
  return [
    ...table(['ID', 'FRIEND', 'FILE', 'HERE', 'LAST MOVED', 'STATE', 'IN'], rows),
    '',
    'go on: homing transfers resume <id>; give up and free the space: homing transfers discard <id>',
  ]
}

export async function pauseAll(context: Context): Promise<void> {
  const hold = await context.call('pauseAllTransfers', {})
  context.out.result(hold, () => [
    `everything is paused: ${hold.held} ${transfers(hold.held)}, and what comes later`,
    'until: homing transfers resume --all',
  ])
}

export async function resumeAll(context: Context): Promise<void> {
  const hold = await context.call('resumeAllTransfers', {})
  context.out.result(hold, () => resumedLines(hold))
}

function resumedLines({ paused }: HoldView): readonly string[] {
  if (paused === 0) return ['everything goes on']
  return [
    `everything goes on, but for ${paused} ${transfers(paused)} paused for reasons of their own`,
    'these too: homing transfers resume --all (once more), or homing transfers resume <id>',
  ]
}

export async function cancelAll(context: Context, yes: boolean): Promise<void> {
  if (!yes) {
    throw new CliError('usage', 'this ends every transfer for good, on both sides', {
      advice: 'if that is meant: homing transfers cancel --all --yes',
    })
  }
  const ended = await context.call('cancelAllTransfers', {})
  context.out.result(ended, () =>
    ended.cancelled.length === 0
      ? 'there was nothing to cancel'
      : ended.cancelled.map((each) => `${nameText(each)}  ${stateText(each)}`),
  )
}

/** Below the list: what is true of all. */
export function standing(
  { hold, forgotten }: Pick<ControlAnswer<'transfers'>, 'hold' | 'forgotten'>,
  nowMs: number,
): readonly string[] {
  const since = hold?.sinceMs === undefined ? undefined : momentText(hold.sinceMs, nowMs)
  return [
    ...(since === undefined
      ? []
      : [`everything is paused since ${since}: homing transfers resume --all`]),
    ...(forgotten === undefined || forgotten === 0
      ? []
      : [`${forgotten} older ones that have ended are no longer listed; chats still show them`]),
  ]
}

function transfers(count: number): string {
  return count === 1 ? 'transfer' : 'transfers'
}

async function found(context: Context, given: string) {
  const client = await context.connect()
  const { id } = await findTransfer(client, given, { signal: context.signal })
  return { client, id: id as TransferId }
}

function say(context: Context, transfer: TransferView): void {
  context.out.result(transfer, () => `${nameText(transfer)}  ${stateText(transfer)}`)
}
