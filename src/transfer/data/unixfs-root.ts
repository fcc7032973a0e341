import type { Hasher } from '../../core/hasher.ts'
import { leafAt } from '../entity/leaves.ts'
import type { RootBuilder } from '../ports.ts'
import { FileDag, rootOf } from './unixfs-dag.ts'

/** The root of a content that is one file. */
export function fileRootBuilder(deps: Readonly<{ hasher: Hasher }>): RootBuilder {
  const file = new FileDag(deps.hasher)
  return {
    add: (leaves, lengths) => {
      for (const [at, bytes] of lengths.entries()) file.add(leafAt(leaves, at), bytes)
    },
    root: async () => rootOf(file.finish()),
  }
}
