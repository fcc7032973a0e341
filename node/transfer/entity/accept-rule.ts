import type { RuleView } from '../../control/entity/nouns.ts'

export { ruleView as acceptRule } from '../../control/entity/nouns.ts'

/** A person's own rule: accept by itself what this friend offers, up to a size, into a folder. */
export type AcceptRule = RuleView

export type OfferAtHand = Readonly<{
  sizeBytes: number
  /** Free where the rule's folder is. */
  freeBytes: number
  /** Still to come of what was accepted before. */
  promisedBytes: number
  keepFreeBytes: number
}>

export type RuleVerdict = 'accept' | 'too-large' | 'no-space'

export function judge(rule: AcceptRule, offer: OfferAtHand): RuleVerdict {
  if (offer.sizeBytes > rule.maxBytes) return 'too-large'
  const needed = offer.sizeBytes + offer.promisedBytes + offer.keepFreeBytes
  return needed <= offer.freeBytes ? 'accept' : 'no-space'
}
