import { bytesText } from '../../../src/system/quantities.ts'
import { table } from '../../../src/system/table.ts'
import type { ControlAnswer } from '../../control/entity/calls.ts'
import type { LimitKey, LimitView, Rate } from '../../control/entity/queue-nouns.ts'
import { accountName, byteRate } from '../arguments.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { hoursText, parseHours } from '../hours-text.ts'

type KeyOptions = Readonly<{ friend?: string; hours?: string }>

export async function list(context: Context): Promise<void> {
  show(context, await context.call('limits', {}))
}

export async function set(
  context: Context,
  _: readonly [],
  options: KeyOptions & Readonly<{ up?: string; down?: string }>,
): Promise<void> {
  const { up, down } = options
  if (up === undefined && down === undefined) {
    throw new CliError('usage', 'say which rate: --up, --down, or both', {
      advice: 'such as: homing limits set --up 2MB/s',
    })
  }
  const limit = {
    ...keyOf(options),
    up: up === undefined ? undefined : byteRate(up, '--up'),
    down: down === undefined ? undefined : byteRate(down, '--down'),
  }
  show(context, await context.call('setLimit', limit))
}

export async function clear(
  context: Context,
  _: readonly [],
  options: KeyOptions & Readonly<{ all?: boolean }>,
): Promise<void> {
  const key = keyOf(options)
  const answer =
    options.all === true
      ? await context.call('clearLimits', {})
      : await context.call('clearLimit', key)
  show(context, answer)
}

function keyOf({ friend, hours }: KeyOptions): LimitKey {
  return {
    friend: friend === undefined ? undefined : accountName(friend),
    hours: hours === undefined ? undefined : parseHours(hours, '--hours'),
  }
}

function show(context: Context, found: ControlAnswer<'limits'>): void {
  context.out.result(found, () => lines(found))
}

function lines({ limits, inForce }: ControlAnswer<'limits'>): readonly string[] {
  if (limits.length === 0) return ['no limits: transfers use what the network gives']
  const { up, down } = inForce
  return [
    ...table(['FRIEND', 'HOURS', 'UP', 'DOWN'], limits.map(row)),
    '',
    `now, for all together: up ${rateText(up ?? 'unlimited')}, down ${rateText(down ?? 'unlimited')}`,
  ]
}

function row({ friend, hours, up, down }: LimitView): readonly string[] {
  const when = hours === undefined ? 'always' : hoursText(hours)
  return [friend ?? 'all', when, rateText(up), rateText(down)]
}

function rateText(rate: Rate | undefined): string {
  if (rate === undefined) return '–'
  return rate === 'unlimited' ? rate : `${bytesText(rate)}/s`
}
