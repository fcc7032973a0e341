import type { Piece, TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import type { VerifiedChunk, Waiting } from '../../../src/transfer/ports.ts'
import { Slices } from './slices.ts'
import type { StagedTree } from './staged-tree.ts'

type PieceBytes = Readonly<{ piece: Piece; bytes: Uint8Array }>

/** Of a chunk that is not wanted there may be no bytes: then nothing of it is written. */
export function* piecesOf(plan: TreePlan, { index, bytes }: VerifiedChunk): Generator<PieceBytes> {
  let done = 0
  for (const piece of plan.piecesOf(index)) {
    yield { piece, bytes: bytes.subarray(done, done + piece.length) }
    done += piece.length
  }
}

/**
 * Writes what a chunk holds. Small files are written right here; `aside`: by threads, because a disk that is being forced
 * lets everybody wait who makes a file. When it has failed, nothing of it goes on.
 */
export async function writePieces(
  tree: StagedTree,
  pieces: Iterable<PieceBytes>,
  { signal, aside }: Waiting & Readonly<{ aside: boolean }>,
): Promise<void> {
  const slices = new Slices()
  const writing: Promise<void>[] = []
  const begin = (write: Promise<void>): void => {
    // Whoever waits below hears of it.
    write.catch(() => undefined)
    writing.push(write)
  }
  try {
    for (const { piece, bytes } of pieces) {
      if (!tree.isWanted(piece.entry)) continue
      if (!tree.isSmall(piece)) begin(tree.writeLarge(piece, bytes))
      else if (aside) begin(tree.writeSmallAside(piece, bytes))
      else tree.writeSmall(piece, bytes)
      if (slices.isOver) await slices.pause({ signal })
    }
  } finally {
    await Promise.allSettled(writing)
  }
  await Promise.all(writing)
}
