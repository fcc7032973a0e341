import { DAYS, type Day, type Hours } from '../../control/entity/queue-nouns.ts'

/** A moment as the clock on the wall shows it. Where clocks are turned, a time of day may come twice or not at all. */
export type LocalMoment = Readonly<{ day: Day; minute: number }>
/** The wall's clock for a moment in milliseconds since 1970. */
export type LocalTime = (atMs: number) => LocalMoment

export function isWithin(hours: Hours, at: LocalMoment): boolean {
  const [from, until] = [minuteOf(hours.from), minuteOf(hours.until)]
  const isNamed = (day: Day) => hours.days.length === 0 || hours.days.includes(day)
  const isSameDay = at.minute >= from && (until <= from || at.minute < until)
  if (isSameDay && isNamed(at.day)) return true
  return until <= from && at.minute < until && isNamed(dayBefore(at.day))
}

/** The range that it is within, if any. */
export function rangeAt(ranges: readonly Hours[], at: LocalMoment): Hours | undefined {
  return ranges.find((hours) => isWithin(hours, at))
}

export function isSameHours(a: Hours | undefined, b: Hours | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.from === b.from && a.until === b.until && daysOf(a) === daysOf(b)
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function dayBefore(day: Day): Day {
  return DAYS[(DAYS.indexOf(day) + DAYS.length - 1) % DAYS.length] ?? day
}

/** All days is every day. */
function daysOf({ days }: Hours): string {
  const named = DAYS.filter((day) => days.includes(day))
  return named.length === DAYS.length ? '' : named.join()
}
