import type { SpoolId } from '../../../src/core/ids.ts'
import { union, withoutChunk } from '../../../src/transfer/entity/chunk-algebra.ts'
import {
  addChunk,
  type ChunkSet,
  chunksOf,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import type { Freed, SpoolStore } from '../ports.ts'

type View = {
  readers: number
  set: ChunkSet
  removed: Set<number> | undefined
  loaded: Promise<void> | undefined
}

/** What lies here of one object, until disposed. */
export interface StoredView extends Disposable {
  readonly set: ChunkSet
}

/**
 * Which chunks are here of the objects that somebody reads now: told to them, so that they take the others from elsewhere. A
 * hint: what another process stores or drops meanwhile is not in it.
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
    view.removed?.delete(index)
  }

  removed({ spool, indices, isWhole }: Pick<Freed, 'spool' | 'indices' | 'isWhole'>): void {
    const view = this.#views.get(spool)
    if (view === undefined) return
    if (isWhole) view.set = NO_CHUNKS
    for (const index of indices) {
      view.set = withoutChunk(view.set, index)
      view.removed?.add(index)
    }
  }

  /** What happens while it is being read counts too. */
  async #load(spool: SpoolId, view: View): Promise<void> {
    const removed = new Set<number>()
    view.removed = removed
    const indices = await this.#store.stored(spool)
    view.set = union(view.set, chunksOf(indices.filter((index) => !removed.has(index))))
    view.removed = undefined
  }
}

function newView(): View {
  return { readers: 0, set: NO_CHUNKS, removed: undefined, loaded: undefined }
}
