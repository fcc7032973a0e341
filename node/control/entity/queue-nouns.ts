import { accountName, transferId } from '../../../src/core/ids.ts'
import {
  choice,
  count,
  defaulted,
  flag,
  list,
  type Of,
  optional,
  record,
  type Shape,
  ShapeError,
  shape,
  text,
} from '../../../src/core/shape.ts'
import { moment } from '../../../src/home/entity/nouns.ts'
import {
  MAX_PATTERN_CHARS,
  MAX_PATTERNS,
  MAX_QUIET_RANGES,
  MAX_RATE_BYTES_PER_SECOND,
  MIN_RATE_BYTES_PER_SECOND,
} from '../../transfer/limits.ts'

/** The nouns of the queue of transfers: order, limits, rules, leftovers. What is stored has the same shapes. */

const path = text({ min: 1, max: 4096 })
const sentence = text({ max: 1024 })

export const PRIORITIES = ['high', 'normal', 'low'] as const
export const priority = choice(...PRIORITIES)
export type Priority = Of<typeof priority>

/** Where to, among those of the same priority and direction that do not move yet. */
export const QUEUE_MOVES = ['first', 'up', 'down', 'last'] as const
export const queueMove = choice(...QUEUE_MOVES)
export type QueueMove = Of<typeof queueMove>

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const day = choice(...DAYS)
export type Day = Of<typeof day>

const timeOfDay = text({
  max: 5,
  pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
  allowed: 'a time of day such as 22:00',
})

/**
 * From one time of day until another, in this machine's local time. Over midnight when `until` is not later; the days then
 * name the one on which it begins. No days: every day.
 */
export const hours = record({
  from: timeOfDay,
  until: timeOfDay,
  days: defaulted(list(day, { max: 7 }), []),
})
export type Hours = Of<typeof hours>

/** Bytes a second. */
export const rate: Shape<number | 'unlimited'> = shape(
  `unlimited, or bytes a second from ${MIN_RATE_BYTES_PER_SECOND} to ${MAX_RATE_BYTES_PER_SECOND}`,
  (value, at) => {
    if (value === 'unlimited') return value
    const isRate = Number.isSafeInteger(value)
    const number = isRate ? (value as number) : Number.NaN
    if (number >= MIN_RATE_BYTES_PER_SECOND && number <= MAX_RATE_BYTES_PER_SECOND) return number
    throw new ShapeError(at, rate.allowed)
  },
)
export type Rate = Of<typeof rate>

/**
 * A bandwidth limit: of everything, or of what goes to and comes from one friend. With hours it holds in these instead of
 * the one without. A direction that is absent is not spoken of.
 */
export const limitView = record({
  friend: optional(accountName),
  hours: optional(hours),
  up: optional(rate),
  down: optional(rate),
})
export type LimitView = Of<typeof limitView>
/** Which limit is meant. */
export const limitKey = record({ friend: optional(accountName), hours: optional(hours) })
export type LimitKey = Of<typeof limitKey>

export const RULE_ANSWERS = ['ask', 'accept', 'block'] as const

/**
 * What happens to the offers of one friend, or of every friend without a rule of their own (no `friend`):
 * asked for, accepted up to a size into a folder, or declined.
 */
export const ruleView = record({
  friend: optional(accountName),
  /** Rules of the first version accept. */
  answer: defaulted(choice(...RULE_ANSWERS), 'accept'),
  /** Accept: larger ones are asked for. Absent: of any size. */
  maxBytes: optional(count()),
  /** Accept: into this folder. Absent: the downloads folder. */
  folder: optional(path),
  /** Space that what this rule accepts leaves free on the disk. */
  keepFreeBytes: optional(count()),
  /** Hours in which nothing is announced and nothing accepted by itself. Absent in a friend's rule: those of the rule for all. */
  quiet: optional(list(hours, { max: MAX_QUIET_RANGES })),
})
export type RuleView = Of<typeof ruleView>

const pattern = text({ min: 1, max: MAX_PATTERN_CHARS })
export const patterns = defaulted(list(pattern, { max: MAX_PATTERNS }), [])
/** A choice from a folder: those that fit one of `only` (all, when it is empty) and none of `except`. */
export const pick = record({ only: patterns, except: patterns })
export type Pick = Of<typeof pick>

/** Everything is paused here until it is lifted. */
export const holdView = record({
  sinceMs: optional(moment),
  /** Transfers that stand still for this reason. */
  held: count(),
  /** Paused for reasons of their own, by a person or by trouble here: these stay so when the hold is lifted. */
  paused: count(),
})
export type HoldView = Of<typeof holdView>

/** Bytes on this disk that no finished file holds. */
export const leftoverView = record({
  id: transferId,
  friend: accountName,
  name: text({ max: 4096 }),
  /** Verified so far, of so many. */
  bytes: count(),
  size: count(),
  /** Of a stream that has not ended nobody knows how many. */
  sizeKnown: defaulted(flag, true),
  /** The folder in whose staging they lie. */
  folder: path,
  state: text({ max: 16 }),
  code: optional(text({ max: 64 })),
  why: optional(sentence),
  sinceMs: moment,
  /** When bytes last came. */
  movedMs: optional(moment),
  /** May go on: by `resume`, or by itself. What may not is over, and waits to be swept. */
  resumable: flag,
})
export type LeftoverView = Of<typeof leftoverView>
