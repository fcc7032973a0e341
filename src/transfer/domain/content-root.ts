import type { ChunkPlan } from '../entity/chunk-plan.ts'
import type { Leaves } from '../entity/leaves.ts'
import type { Root } from '../entity/root.ts'
import type { LeafEntry, RootBuilder, Waiting } from '../ports.ts'

type Deps = Readonly<{
  entries: AsyncIterable<LeafEntry>
  builder: RootBuilder
  /** Leaves of a chunk that `entries` does not know. */
  missing(index: number): Promise<Leaves>
}>

/** The root of a whole content from the leaves of its chunks, in ascending order. */
export async function contentRoot(deps: Deps, plan: ChunkPlan, options: Waiting): Promise<Root> {
  const { builder } = deps
  let next = 0
  const add = (leaves: Leaves) => builder.add(leaves, plan.leavesOf(next++))
  for await (const { index, leaves } of deps.entries) {
    while (next < index) add(await deps.missing(next))
    add(leaves)
  }
  while (next < plan.count) add(await deps.missing(next))
  return await builder.root(options)
}
