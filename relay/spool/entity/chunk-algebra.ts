import { type ChunkSet, NO_CHUNKS, type Run } from '../../../src/transfer/entity/chunk-set.ts'

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
  const runs: Run[] = []
  let [atA, atB] = [0, 0]
  for (;;) {
    const [runA, runB] = [a.runs[atA], b.runs[atB]]
    if (runA === undefined || runB === undefined) return setOf(runs)
    const start = Math.max(runA.start, runB.start)
    const end = Math.min(runA.end, runB.end)
    if (start < end) runs.push({ start, end })
    if (runA.end <= runB.end) atA++
    else atB++
  }
}

export function withoutChunk(set: ChunkSet, index: number): ChunkSet {
  const runs = set.runs.flatMap(({ start, end }) => {
    if (index < start || index >= end) return [{ start, end }]
    return [
      { start, end: index },
      { start: index + 1, end },
    ].filter((run) => run.start < run.end)
  })
  return setOf(runs)
}

function setOf(runs: readonly Run[]): ChunkSet {
  if (runs.length === 0) return NO_CHUNKS
  return { count: runs.reduce((sum, run) => sum + run.end - run.start, 0), runs }
}
