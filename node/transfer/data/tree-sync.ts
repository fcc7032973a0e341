import type { FileHandle } from 'node:fs/promises'
import type { TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import type { StagedTree } from './staged-tree.ts'
import { type SyncFileSystem, syncEach, syncFileSystem } from './sync-tree.ts'
import type { TreeStaging } from './tree-staging.ts'

type Place = Readonly<{ plan: TreePlan; staging: TreeStaging; folder: string }>

/** Forces a staged folder to the disk: all of it at once, where the system can do that, else what is new in it. */
export class TreeSync {
  readonly #syncFileSystem: SyncFileSystem
  readonly #place: Place

  constructor(deps: Readonly<{ syncFileSystem?: SyncFileSystem }>, place: Place) {
    this.#syncFileSystem = deps.syncFileSystem ?? syncFileSystem
    this.#place = place
  }

  /** What these chunks have brought. */
  async chunks(
    indices: readonly number[],
    tree: StagedTree | undefined,
    listing: FileHandle,
  ): Promise<void> {
    const { staging, folder } = this.#place
    if (await this.#syncFileSystem(staging.folder)) return
    await listing.datasync()
    const files = new Set<string>([staging.content])
    for (const index of indices) for (const file of this.#filesOf(index, tree)) files.add(file)
    await syncEach(files, folder)
  }

  /** Everything that has been made, with names, modes and times. */
  async all(tree: StagedTree): Promise<void> {
    const { staging, folder } = this.#place
    if (await this.#syncFileSystem(staging.folder)) return
    await syncEach([staging.content, ...madeBy(tree)], folder)
  }

  *#filesOf(index: number, tree: StagedTree | undefined): Generator<string, void> {
    const { plan } = this.#place
    if (index < plan.listingChunks || tree === undefined) return
    for (const { entry } of plan.piecesOf(index)) {
      if (tree.isWanted(entry)) yield tree.placeOf(entry)
    }
  }
}

function* madeBy(tree: StagedTree): Generator<string, void> {
  const { listing } = tree.content
  for (let entry = 0; entry < listing.count; entry++) {
    if (tree.isWanted(entry) && !listing.targets.has(entry)) yield tree.placeOf(entry)
  }
}
