import { type ChunkPlan, chunkLength } from '../entity/chunk-plan.ts'
import type { Digest, Root } from '../entity/root.ts'
import type { DigestEntry, MakeRootBuilder } from '../ports.ts'

type Deps = Readonly<{
  digests: AsyncIterable<DigestEntry>
  makeRootBuilder: MakeRootBuilder
  /** Digest of a chunk that `digests` does not know. */
  missing(index: number): Promise<Digest>
}>

/** The root of a whole file from the digests of its chunks, in ascending order. */
export async function fileRoot(deps: Deps, plan: ChunkPlan): Promise<Root> {
  const builder = deps.makeRootBuilder()
  let next = 0
  const add = (digest: Digest) => builder.add(digest, chunkLength(plan, next++))
  for await (const { index, digest } of deps.digests) {
    while (next < index) add(await deps.missing(next))
    add(digest)
  }
  while (next < plan.count) add(await deps.missing(next))
  return builder.root()
}
