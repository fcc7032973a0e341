import type { Hasher } from '../../core/hasher.ts'
import type { ChunkPlan } from '../entity/chunk-plan.ts'
import { chunkDigest, hashLeaves, type Leaves } from '../entity/leaves.ts'
import { beginOf, type Manifest } from '../entity/manifest.ts'
import type { Begin, EndMessage } from '../entity/messages.ts'
import { isZero, zeroDigest } from '../entity/zeros.ts'
import { CHUNK_BYTES } from '../limits.ts'
import type { ChunkSource, Growth, HeldChunk, Holder, LeafLedger, Waiting } from '../ports.ts'
import { contentRoot } from './content-root.ts'

type Deps = Readonly<{ source: ChunkSource; ledger: LeafLedger; hasher: Hasher }>

const NOTHING = new Uint8Array()

function isOneLeaf(plan: ChunkPlan, index: number): boolean {
  return plan.leavesOf(index).length === 1
}

/**
 * The sender's own content. One pass: read, hash, send. Nothing is prepared first, and the root is known once every chunk
 * has gone, over whatever line.
 */
export class SourceHolder implements Holder {
  readonly begin: Begin
  readonly plan: ChunkPlan
  readonly growth: Growth | undefined
  readonly #deps: Deps

  constructor(deps: Deps, manifest: Manifest) {
    this.#deps = deps
    this.plan = deps.source.plan
    this.growth = deps.source.growth
    this.begin = beginOf(manifest, deps.source.plan)
  }

  async ready(options: Waiting): Promise<void> {
    await this.#deps.source.confirm(options)
  }

  async chunk(index: number, options: Waiting): Promise<HeldChunk> {
    const { source, hasher } = this.#deps
    const bytes = await source.read(index, options)
    const { length } = bytes
    const hole = length === CHUNK_BYTES && isOneLeaf(source.plan, index) && isZero(bytes)
    const leaves = hole ? zeroDigest(hasher, length) : this.#hash(index, bytes)
    await this.#record(index, leaves)
    const value = { index, length, digest: chunkDigest(hasher, leaves) }
    if (!hole) return { value: { ...value, form: 'bytes' }, bytes, leaves }
    source.release?.(bytes)
    return { value: { ...value, form: 'hole' }, bytes: NOTHING, leaves }
  }

  release(bytes: Uint8Array): void {
    this.#deps.source.release?.(bytes)
  }

  /**
   * From the leaves kept over all lines of this transfer. Chunks that went out while theirs got lost are read again. Only
   * then is the source confirmed: what was read under another content never gets a root (invariant 5).
   */
  async end(options: Waiting): Promise<EndMessage> {
    const { source, ledger } = this.#deps
    const { plan } = source
    const missing = async (index: number): Promise<Leaves> => {
      const bytes = await source.read(index, options)
      const leaves = this.#hash(index, bytes)
      source.release?.(bytes)
      await this.#record(index, leaves)
      return leaves
    }
    const deps = { entries: ledger.entries(options), builder: source.rootBuilder(), missing }
    const root = await contentRoot(deps, plan, options)
    await source.confirm(options)
    return { kind: 'done', value: { root, size: plan.size, chunkCount: plan.count } }
  }

  /** What a full disk does not keep is read again at the end: no reason to send nothing. */
  async #record(index: number, leaves: Leaves): Promise<void> {
    await this.#deps.ledger.record(index, leaves).catch(() => undefined)
  }

  #hash(index: number, bytes: Uint8Array): Leaves {
    const { source, hasher } = this.#deps
    return hashLeaves(hasher, bytes, source.plan.leavesOf(index))
  }
}
