import type { Freed } from '../ports.ts'
import type { News } from './news.ts'
import type { Shelf } from './shelf.ts'

type FreeingDeps = Readonly<{ shelf: Shelf; news: News }>

/** After the store dropped something: whoever waits for room or for the object looks again, and its bytes go. */
export class Freeing {
  readonly #deps: FreeingDeps

  constructor(deps: FreeingDeps) {
    this.#deps = deps
  }

  async free(freed: readonly Freed[]): Promise<void> {
    const { shelf, news } = this.#deps
    for (const each of freed) {
      if (each.isWhole || each.chunks.length > 0) await news.removed(each)
      await shelf.remove(each.spool, each.chunks)
    }
  }
}
