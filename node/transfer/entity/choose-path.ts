/** `unknown`: our own link to the home is down, so nobody can say. */
export type Reach = 'online' | 'offline' | 'unknown'

/** What is known when it has to be decided how chunks are to travel now. The same facts on both sides. */
export type PathFacts = Readonly<{
  /** This person does not want to show friends where they are. */
  spoolOnly: boolean
  /** There is a link to the friend's device. */
  isLinked: boolean
  /** The friend's device says where it can be dialled: a link may come. One that is spool-only, too, never does. */
  isDialable: boolean
  /** Chunks come (or go) straight now. */
  isDirect: boolean
  /** Of the friend's device, or of all of them while none has answered. */
  reach: Reach
  /** The receiver has said yes. */
  isAccepted: boolean
  /** The offer names a spool, and our home can be asked for it. */
  hasSpool: boolean
  /** Since chunks could have moved straight and did not. */
  waitedMs: number
}>

export type PathChoice = Readonly<{ direct: boolean; spool: boolean }>

/**
 * Straight whenever there is a way; through the spool when the friend is away, or when no way was found within a moment. Both
 * at once while a better path is being tried: the spool is left as soon as chunks move straight.
 *
 *   spool only          spool
 *   chunks come straight    direct
 *   friend is away      spool, and direct as soon as there is a link
 *   friend is there, not accepted       nothing moves: they may say no
 *   accepted, no way within SPOOL_AFTER_MS      both
 *   accepted, and no link can come      spool at once: there is nothing to wait for
 */
export function choosePath(facts: PathFacts, settings: Readonly<{ afterMs: number }>): PathChoice {
  const direct = facts.isLinked && facts.isAccepted && !facts.spoolOnly
  return { direct, spool: facts.hasSpool && wantsSpool(facts, settings) }
}

function wantsSpool(facts: PathFacts, { afterMs }: Readonly<{ afterMs: number }>): boolean {
  if (facts.reach === 'offline' && !facts.isDirect) return true
  if (!facts.isAccepted) return false
  if (facts.spoolOnly) return true
  const hasHope = facts.isLinked || facts.isDialable
  return !facts.isDirect && (!hasHope || facts.waitedMs >= afterMs)
}
