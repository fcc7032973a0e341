import { type ChunkSet, chunksBetween, NO_CHUNKS, type Run } from './chunk-set.ts'

/** What is in either. */
export function union(a: ChunkSet, b: ChunkSet): ChunkSet {
  if (a.count === 0) return b
  if (b.count === 0) return a
  const runs: { start: number; end: number }[] = []
  for (const run of [...a.runs, ...b.runs].toSorted((x, y) => x.start - y.start)) {
    const last = runs.at(-1)
    if (last !== undefined && run.start <= last.end) last.end = Math.max(last.end, run.end)
    else runs.push({ ...run })
  }
  return setOf(runs)
}

/** What is in both. */
export function intersection(a: ChunkSet, b: ChunkSet): ChunkSet {
  return setOf([...commonRuns(a, b)])
}

/** What is in `a` and not in `b`. */
export function difference(a: ChunkSet, b: ChunkSet): ChunkSet {
  return setOf([...runsWithout(a, b)])
}

export function withoutChunk(set: ChunkSet, index: number): ChunkSet {
  return difference(set, chunksBetween(index, index + 1))
}

/** Runs of what is in both, the lowest first. */
export function* commonRuns(a: ChunkSet, b: ChunkSet): Generator<Run, undefined> {
  let [atA, atB] = [0, 0]
  for (;;) {
    const [runA, runB] = [a.runs[atA], b.runs[atB]]
    if (runA === undefined || runB === undefined) return
    const start = Math.max(runA.start, runB.start)
    const end = Math.min(runA.end, runB.end)
    if (start < end) yield { start, end }
    if (runA.end <= runB.end) atA++
    else atB++
  }
}

/** Runs of what is in `a` and not in `b`, the lowest first. */
export function* runsWithout(a: ChunkSet, b: ChunkSet): Generator<Run, undefined> {
  let at = 0
  for (const run of a.runs) {
    let { start } = run
    while (start < run.end) {
      const other = b.runs[at]
      const end = Math.min(run.end, other?.start ?? run.end)
      if (start < end) yield { start, end }
      start = Math.max(start, other?.end ?? run.end)
      // It may reach into the run after this one.
      if (other !== undefined && other.end <= run.end) at++
    }
  }
}

function setOf(runs: readonly Run[]): ChunkSet {
  if (runs.length === 0) return NO_CHUNKS
  return { count: runs.reduce((sum, { start, end }) => sum + end - start, 0), runs }
}
