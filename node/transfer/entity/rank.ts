import type { TransferId } from '../../../src/core/ids.ts'
import { PRIORITIES, type Priority, type QueueMove } from '../../control/entity/queue-nouns.ts'

/** Where a transfer stands among those that wait: by priority, then by order, then by id, so that no two are equal. */
export type Ranked = Readonly<{ id: TransferId; priority: Priority; order: number }>

/** Who was there first, unless a person has moved it. */
export function rankOf(
  record: Readonly<{
    id: TransferId
    priority: Priority
    order: number | undefined
    createdMs: number
  }>,
): Ranked {
  const { id, priority, order, createdMs } = record
  return { id, priority, order: order ?? createdMs }
}

export function compareRanks(a: Ranked, b: Ranked): number {
  const byPriority = PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority)
  if (byPriority !== 0) return byPriority
  if (a.order !== b.order) return a.order - b.order
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

export type Reordered = Readonly<{ id: TransferId; order: number }>

/** @returns the order of each that must change so that `id` has moved, in a line of one priority. */
export function reorder(
  line: readonly Ranked[],
  id: TransferId,
  to: QueueMove,
): readonly Reordered[] {
  const before = line.toSorted(compareRanks)
  const at = before.findIndex((ranked) => ranked.id === id)
  const target = { first: 0, up: at - 1, down: at + 1, last: before.length - 1 }[to]
  const moved = before[at]
  if (moved === undefined || target === at || before[target] === undefined) return []
  // One write is enough at the ends, however long the line.
  if (to === 'first') return [{ id, order: (before[0]?.order ?? 0) - 1 }]
  if (to === 'last') return [{ id, order: (before.at(-1)?.order ?? 0) + 1 }]
  const after = before.toSpliced(at, 1).toSpliced(target, 0, moved)
  return renumbered(before, after)
}

/** The keys that the line had, given out anew in its new order; where two were the same, later ones make room. */
function renumbered(before: readonly Ranked[], after: readonly Ranked[]): readonly Reordered[] {
  const changes: Reordered[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const [at, { id, order: own }] of after.entries()) {
    const order = Math.max(last + 1, before[at]?.order ?? 0)
    if (order !== own) changes.push({ id, order })
    last = order
  }
  return changes
}
