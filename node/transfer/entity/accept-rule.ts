import type { AccountName } from '../../../src/core/ids.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import { STREAM_ROOM_BYTES } from '../limits.ts'
import type { Hours, RuleView } from '../../control/entity/queue-nouns.ts'
import { type LocalMoment, rangeAt } from './hours.ts'

export { ruleView as acceptRule } from '../../control/entity/queue-nouns.ts'

/** A person's own rule for the offers of one friend, or of all who have none of their own. */
export type AcceptRule = RuleView

export const ASK: AcceptRule = {
  friend: undefined,
  answer: 'ask',
  maxBytes: undefined,
  folder: undefined,
  keepFreeBytes: undefined,
  quiet: undefined,
}

/** What holds for this friend: their own rule, else the one for all. Quiet hours are for all unless their rule has some. */
export function ruleFor(rules: readonly AcceptRule[], friend: AccountName): AcceptRule {
  const common = rules.find((rule) => rule.friend === undefined) ?? ASK
  const own = rules.find((rule) => rule.friend === friend)
  return own === undefined ? common : { ...own, quiet: own.quiet ?? common.quiet }
}

export type OfferAtHand = Readonly<{
  /** Undefined: a stream, and nobody knows. */
  sizeBytes: number | undefined
  /** Free where the rule's folder is. */
  freeBytes: number
  /** Still to come of what was accepted before. */
  promisedBytes: number
}>

export type RuleVerdict =
  | 'ask'
  | 'accept'
  | 'block'
  | 'quiet'
  | 'too-large'
  | 'unknown-size'
  | 'no-space'

/** A block holds at every hour; in quiet hours nothing else happens. */
export function judge(
  rule: AcceptRule,
  given: Readonly<{ at: LocalMoment; offer: OfferAtHand }>,
): RuleVerdict {
  if (rule.answer === 'block') return 'block'
  if (quietRange(rule, given.at) !== undefined) return 'quiet'
  if (rule.answer === 'ask') return 'ask'
  const { sizeBytes, promisedBytes, freeBytes } = given.offer
  // A limit is the person's word that nothing larger comes unasked: what may be larger is asked for.
  if (rule.maxBytes !== undefined && sizeBytes === undefined) return 'unknown-size'
  if (rule.maxBytes !== undefined && (sizeBytes ?? 0) > rule.maxBytes) return 'too-large'
  const needed = (sizeBytes ?? STREAM_ROOM_BYTES) + promisedBytes + keepFreeOf(rule)
  return needed <= freeBytes ? 'accept' : 'no-space'
}

export function quietRange(rule: AcceptRule, at: LocalMoment): Hours | undefined {
  return rangeAt(rule.quiet ?? [], at)
}

/** A rule may leave more free than is always left, not less. */
export function keepFreeOf({
  keepFreeBytes,
}: Readonly<{ keepFreeBytes: number | undefined }>): number {
  return Math.max(KEEP_FREE_BYTES, keepFreeBytes ?? 0)
}
