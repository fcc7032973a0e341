import { DAYS, type Day, type Hours } from '../control/entity/queue-nouns.ts'
import { CliError } from './cli-error.ts'

/** Hours as people write them: `22:00-07:00`, `22-7`, `mon-fri 8-18`, `sat,sun 00:00-10:30`. */

const RANGE = /^(?:([a-z,-]+) +)?(\d{1,2}(?::\d{2})?) ?- ?(\d{1,2}(?::\d{2})?)$/

export function parseHours(text: string, option: string): Hours {
  const match = RANGE.exec(text.trim().toLowerCase())
  const from = timeOf(match?.[2] ?? '')
  const until = timeOf(match?.[3] ?? '')
  const days = match?.[1] === undefined ? [] : daysOf(match[1])
  if (from !== undefined && until !== undefined && days !== undefined) return { from, until, days }
  throw new CliError('usage', `${option}: ${text} is no range of hours`, {
    advice: 'such as 22:00-07:00, or "mon-fri 8-18"; days are mon tue wed thu fri sat sun',
  })
}

export function hoursText({ from, until, days }: Hours): string {
  return `${days.length === 0 ? '' : `${daysText(days)} `}${from}-${until}`
}

/** 24:00 is the 00:00 of the next day, and a range that ends there is over midnight like any other. */
function timeOf(text: string): string | undefined {
  const [hour, minute] = text.split(':').map(Number)
  if (hour === undefined || hour > 24 || (minute ?? 0) > 59 || Number.isNaN(hour) || text === '') {
    return undefined
  }
  if (hour === 24 && (minute ?? 0) > 0) return undefined
  return `${two(hour % 24)}:${two(minute ?? 0)}`
}

function daysOf(text: string): readonly Day[] | undefined {
  const found = text.split(',').map(daysBetween)
  return found.includes(undefined) ? undefined : DAYS.filter((day) => found.flat().includes(day))
}

/** `fri-mon` goes over the end of the week. */
function daysBetween(text: string): readonly Day[] | undefined {
  const [first, last = first, ...more] = text.split('-').map((name) => DAYS.indexOf(name as Day))
  if (first === undefined || last === undefined || first < 0 || last < 0) return undefined
  if (more.length > 0) return undefined
  const length = ((last - first + DAYS.length) % DAYS.length) + 1
  return Array.from({ length }, (_, at) => DAYS[(first + at) % DAYS.length] ?? 'mon')
}

/** `mon-fri`, `sat,sun`. */
function daysText(days: readonly Day[]): string {
  const at = days.map((day) => DAYS.indexOf(day))
  const isRow = at.length > 2 && at.every((each, index) => each === (at[0] ?? 0) + index)
  return isRow ? `${days[0]}-${days.at(-1)}` : days.join(',')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
