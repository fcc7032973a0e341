import { count, defaulted, list, type Of, optional, record } from '../../../src/core/shape.ts'
import { limitView } from '../../control/entity/queue-nouns.ts'
import { MAX_BANDWIDTH_LIMITS } from '../limits.ts'

/** What a person has set for all transfers of this node, kept over restarts. What is absent was never set. */
export const transferSettings = record({
  /** Everything is paused since then, until it is lifted. */
  heldSinceMs: optional(count()),
  limits: defaulted(list(limitView, { max: MAX_BANDWIDTH_LIMITS }), []),
  /** Transfers that had ended and are no longer listed: counted, so that none goes without a word. */
  forgotten: defaulted(count(), 0),
})
export type TransferSettings = Of<typeof transferSettings>

export const NOTHING_SET: TransferSettings = transferSettings.check({}, '')
