import type { AccountName } from '../../../src/core/ids.ts'
import type { LimitKey, LimitView, Rate } from '../../control/entity/queue-nouns.ts'
import { isSameHours, isWithin, type LocalMoment } from './hours.ts'

export type Direction = 'up' | 'down'

/**
 * Bytes a second that are allowed at a moment; undefined: unlimited. For a friend it is what is said of that friend alone:
 * what holds for all comes on top.
 */
export function rateAt(
  limits: readonly LimitView[],
  about: Readonly<{ friend: AccountName | undefined; direction: Direction }>,
  at: LocalMoment,
): number | undefined {
  const fitting = limits.filter(
    ({ friend, hours, [about.direction]: rate }) =>
      friend === about.friend && rate !== undefined && (hours === undefined || isWithin(hours, at)),
  )
  const chosen = fitting.findLast(({ hours }) => hours !== undefined) ?? fitting.at(-1)
  const rate: Rate | undefined = chosen?.[about.direction]
  return rate === 'unlimited' ? undefined : rate
}

/** With this one set: what it does not speak of stays as it was. */
export function withLimit(
  limits: readonly LimitView[],
  { friend, hours, up, down }: LimitView,
): readonly LimitView[] {
  const before = limits.find((other) => isSameKey(other, { friend, hours }))
  const merged = { friend, hours, up: up ?? before?.up, down: down ?? before?.down }
  return [...limits.filter((other) => other !== before), merged]
}

export function withoutLimit(limits: readonly LimitView[], key: LimitKey): readonly LimitView[] {
  return limits.filter((other) => !isSameKey(other, key))
}

function isSameKey(a: LimitKey, b: LimitKey): boolean {
  return a.friend === b.friend && isSameHours(a.hours, b.hours)
}
