import type { SpoolId } from '../../../src/core/ids.ts'
import { intersection, withoutChunk } from '../../../src/transfer/entity/chunk-algebra.ts'
import {
  addChunk,
  type ChunkSet,
  chunksOf,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import type { SpoolStore } from '../ports.ts'

/** What came and went while the rows were being read: for those that were read before it. */
type Changes = Map<number, 'added' | 'removed'>
type View = {
  readers: number
  set: ChunkSet
  loading: Changes | undefined
  loaded: Promise<void> | undefined
}

/** What lies here of one object, until disposed. */
export interface StoredView extends Disposable {
  readonly set: ChunkSet
}

/**
 * Which chunks are here of the objects that somebody reads now: told to them, so that they take the others from elsewhere. A
 * hint: what another relay stores or drops is in it when its word was heard, or when the rows were read again.
 */
export class StoredChunks {
  readonly #store: SpoolStore
  readonly #views = new Map<SpoolId, View>()

  constructor(deps: Readonly<{ store: SpoolStore }>) {
    this.#store = deps.store
  }

  async watch(spool: SpoolId): Promise<StoredView> {
    const view = this.#views.get(spool) ?? newView()
    this.#views.set(spool, view)
    view.readers++
    const leave = () => {
      if (--view.readers === 0) this.#views.delete(spool)
    }
    try {
      view.loaded ??= this.#load(spool, view)
      await view.loaded
    } catch (err) {
      leave()
      throw err
    }
    return {
      get set() {
        return view.set
      },
      [Symbol.dispose]: leave,
    }
  }

  added(spool: SpoolId, index: number): void {
    const view = this.#views.get(spool)
    if (view === undefined) return
    view.set = addChunk(view.set, index)
    view.loading?.set(index, 'added')
  }

  removed({ spool, indices, isWhole }: Removed): void {
    const view = this.#views.get(spool)
    if (view === undefined) return
    if (isWhole) view.set = NO_CHUNKS
    for (const index of indices) {
      view.set = withoutChunk(view.set, index)
      view.loading?.set(index, 'removed')
    }
  }

  /** @returns the objects of which others lie here than was known. */
  async reload(): Promise<readonly SpoolId[]> {
    const changed: SpoolId[] = []
    for (const [spool, view] of [...this.#views]) {
      await view.loaded
      const before = view.set
      await this.#load(spool, view)
      if (!isSame(before, view.set)) changed.push(spool)
    }
    return changed
  }

  /** What happens while it is being read counts too. */
  async #load(spool: SpoolId, view: View): Promise<void> {
    const changes: Changes = new Map()
    view.loading = changes
    const rows = await this.#store.stored(spool)
    const indices = new Set(rows.map(({ index }) => index))
    for (const [index, change] of changes) {
      if (change === 'added') indices.add(index)
      else indices.delete(index)
    }
    view.set = chunksOf([...indices].toSorted((a, b) => a - b))
    if (view.loading === changes) view.loading = undefined
  }
}

type Removed = Readonly<{ spool: SpoolId; indices: readonly number[]; isWhole: boolean }>

function isSame(one: ChunkSet, other: ChunkSet): boolean {
  return one.count === other.count && intersection(one, other).count === one.count
}

function newView(): View {
  return { readers: 0, set: NO_CHUNKS, loading: undefined, loaded: undefined }
}
