import { WANT_CHUNKS, WINDOW_CHUNKS } from '../limits.ts'

/** Lines of this process on which chunks come in. */
let lines = 0

/**
 * What one line may have asked for and not yet kept. Where the disk is slower than the network, or a limit holds them back, all
 * of that lies in memory; so all lines of the process share one window, in equal parts.
 */
export interface WindowShare extends Disposable {
  readonly chunks: number
  /** Room that is worth a Want of its own. */
  readonly wantChunks: number
}

export function joinWindow(): WindowShare {
  lines++
  return {
    get chunks() {
      return Math.max(WANT_CHUNKS, Math.floor(WINDOW_CHUNKS / lines))
    },
    get wantChunks() {
      return Math.min(WANT_CHUNKS, this.chunks / 2)
    },
    [Symbol.dispose]: () => {
      lines--
    },
  }
}
