/** What one line may have under way; it changes as others come and go. Disposed more than once it counts once. */
export interface LineShare extends Disposable {
  readonly chunks: number
}

type Limits = Readonly<{ all: number; least: number; most: number }>

/** Chunks under way lie in memory, so all lines of the process share what one process may have, in equal parts. */
export class LineShares {
  readonly #limits: Limits
  readonly #lines = new Set<LineShare>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  join(): LineShare {
    const lines = this.#lines
    const { all, least, most } = this.#limits
    const share: LineShare = {
      get chunks() {
        return Math.max(least, Math.min(most, Math.floor(all / lines.size)))
      },
      [Symbol.dispose]: () => void lines.delete(share),
    }
    lines.add(share)
    return share
  }
}
