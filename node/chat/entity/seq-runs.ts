/** A set of seqs as ascending runs that do not touch: unread messages mostly follow each other. */
export type SeqRuns = readonly (readonly [first: number, last: number])[]

/** @param seq not lower than any in `runs`, or already in it. */
export function withSeq(runs: SeqRuns, seq: number): SeqRuns {
  const last = runs.at(-1)
  if (last === undefined || seq > last[1] + 1) return [...runs, [seq, seq]]
  if (seq === last[1] + 1) return [...runs.slice(0, -1), [last[0], seq]]
  return runs.some(([first, end]) => seq >= first && seq <= end) ? runs : insert(runs, seq)
}

export function above(runs: SeqRuns, seq: number): SeqRuns {
  return runs
    .filter(([, last]) => last > seq)
    .map(([first, last]) => [Math.max(first, seq + 1), last] as const)
}

export function upTo(runs: SeqRuns, seq: number): SeqRuns {
  return runs
    .filter(([first]) => first <= seq)
    .map(([first, last]) => [first, Math.min(last, seq)] as const)
}

export function countOf(runs: SeqRuns): number {
  return runs.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/** For a seq that comes late, out of a gap. */
function insert(runs: SeqRuns, seq: number): SeqRuns {
  const seqs: (readonly [number, number])[] = []
  for (const run of [...runs, [seq, seq] as const].sort((a, b) => a[0] - b[0])) {
    const last = seqs.at(-1)
    if (last !== undefined && run[0] <= last[1] + 1) seqs[seqs.length - 1] = [last[0], run[1]]
    else seqs.push(run)
  }
  return seqs
}
