import type { Freed } from '../ports.ts'
import type { Bell } from './bell.ts'
import type { Quotas } from './quotas.ts'
import type { Shelf } from './shelf.ts'

type FreeingDeps = Readonly<{ shelf: Shelf; quotas: Quotas; bell: Bell }>

/** After the store dropped something: its bytes go, and whoever waits for room or for the object looks again. */
export class Freeing {
  readonly #deps: FreeingDeps

  constructor(deps: FreeingDeps) {
    this.#deps = deps
  }

  async free(freed: readonly Freed[]): Promise<void> {
    const { shelf, quotas, bell } = this.#deps
    for (const each of freed) {
      await shelf.remove(each)
      bell.ring(each.spool)
    }
    for (const owner of new Set(freed.map((each) => each.owner))) await quotas.changed(owner)
  }
}
