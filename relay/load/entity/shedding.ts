import type { Limits } from '../../limits/entity/limit-table.ts'

/** What can be seen of how much a relay has to do. */
export type LoadFacts = Readonly<{
  /** Three quarters of what the event loop did came no later than this after its time. Milliseconds. */
  lagMs: number
  /** Transactions that were asked for LATE_TRANSACTION_MS ago or before, and are not done. */
  lateTransactions: number
  /** Until the process is ended: of the machine, of its group, of its own heap, the least. */
  freeMemoryBytes: number
}>

/**
 * How much is turned away: 0 nothing, 1 all of what goes first, 2 also all of what goes last; between them a share, so that the
 * relay finds how much it can take instead of opening and closing a gate.
 */
export type Shed = number
export const NOTHING_SHED: Shed = 0
export const MOST_SHED: Shed = 2

/** With each look under pressure, times the pressure: from nothing to all of the first kind in a second, in less when it is bad. */
const RISE = 0.25
const MOST_PRESSURE = 4
/** With each look without: all of the first kind comes back over 12 s, and stops coming as soon as it is too much again. */
const FALL = 0.02
/** Below this there is none; between it and 1 nothing changes, so what is on the brink does not swing. */
const CALM = 0.5

/** 1: as much as the limits allow, by the worst of the facts. */
export function pressureOf(facts: LoadFacts, limits: Limits['overload']): number {
  return Math.max(
    facts.lagMs / limits.lagMs,
    facts.lateTransactions / limits.lateTransactions,
    limits.freeMemoryBytes / Math.max(1, facts.freeMemoryBytes),
  )
}

/**
 * What counts of the newest looks: the least of three. A pause of the collector, or a disk that takes its time for one commit, is over by
 * then and is no overload.
 */
export function sustained(newest: readonly number[]): number {
  return newest.length < SUSTAINED_LOOKS ? 0 : Math.min(...newest)
}
export const SUSTAINED_LOOKS = 3

/** After one more look. */
export function nextShed(shed: Shed, pressure: number): Shed {
  if (pressure >= 1) return Math.min(MOST_SHED, shed + RISE * Math.min(pressure, MOST_PRESSURE))
  return pressure < CALM ? Math.max(NOTHING_SHED, rounded(shed - FALL)) : shed
}

/** Sums of hundredths end at 0. */
function rounded(shed: number): number {
  return Math.round(shed * 1000) / 1000
}

/** The share of one kind that is turned away, 0 to 1. */
export function shareShed(shed: Shed, kind: 'first' | 'last'): number {
  return Math.min(1, Math.max(0, kind === 'first' ? shed : shed - 1))
}
