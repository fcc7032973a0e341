import { lstatSync } from 'node:fs'
import type { Hasher } from '../../../src/core/hasher.ts'
import { chunkDigest, hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import { TOP } from '../../../src/transfer/entity/listing.ts'
import { localNameOf } from '../../../src/transfer/entity/local-names.ts'
import type { TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import type { Candidate, Waiting } from '../../../src/transfer/ports.ts'
import { readLocal } from './local-file.ts'
import { Slices } from './slices.ts'
import type { TreeContent } from './staged-tree.ts'

/**
 * Chunks of the files of a folder that lies at the wanted name already. Of a file of one leaf, or of the last part of a larger
 * one, only a file of the same size is a candidate: with other sizes the leaves are others.
 */
export class TreeCandidates {
  readonly #hasher: Hasher
  readonly #root: string
  readonly #plan: TreePlan
  readonly #content: TreeContent
  /** Is it a real folder? One behind a link is not looked into. */
  readonly #isFolder = new Map<number, boolean>()

  constructor(
    deps: Readonly<{ hasher: Hasher }>,
    wanted: Readonly<{ root: string; plan: TreePlan; content: TreeContent }>,
  ) {
    this.#hasher = deps.hasher
    this.#root = wanted.root
    this.#plan = wanted.plan
    this.#content = wanted.content
  }

  async find(index: number, options: Waiting): Promise<Candidate | undefined> {
    const pieces = this.#plan.piecesOf(index)
    const { sizes } = this.#content.listing
    const slices = new Slices()
    const bytes = new Uint8Array(this.#plan.lengthOf(index))
    let filled = 0
    for (const { entry, offset, length } of pieces) {
      if (this.#content.wanted[entry] !== 1) return undefined
      if (slices.isOver) await slices.pause(options)
      const isWhole = pieces.length === 1 && offset + length < (sizes[entry] as number)
      const range = { offset, length, ...(!isWhole && { fileBytes: sizes[entry] as number }) }
      const into = bytes.subarray(filled, filled + length)
      const place = this.#placeOf(entry)
      if (place === undefined || !readLocal(place, range, into)) return undefined
      filled += length
    }
    const leaves = hashLeaves(this.#hasher, bytes, this.#plan.leavesOf(index))
    return { index, bytes, leaves, digest: chunkDigest(this.#hasher, leaves) }
  }

  #placeOf(entry: number): string | undefined {
    const { listing, names } = this.#content
    const folder = this.#placeOfFolder(listing.parents[entry] as number)
    return folder === undefined ? undefined : `${folder}/${localNameOf(listing, names, entry)}`
  }

  #placeOfFolder(folder: number): string | undefined {
    const place = folder === TOP ? this.#root : this.#placeOf(folder)
    if (place === undefined) return undefined
    const isKnown = this.#isFolder.get(folder)
    const isFolder = isKnown ?? lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true
    if (isKnown === undefined) this.#isFolder.set(folder, isFolder)
    return isFolder ? place : undefined
  }
}
