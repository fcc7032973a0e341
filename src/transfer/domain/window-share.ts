import { WANT_CHUNKS, WINDOW_CHUNKS } from '../limits.ts'
import { type LineShare, LineShares } from './line-shares.ts'

/** Of lines on which chunks come in. */
const window = new LineShares({ all: WINDOW_CHUNKS, least: WANT_CHUNKS, most: WINDOW_CHUNKS })

/** What one line may have asked for and not yet kept: where the disk is slower than the network, all of that lies in memory. */
export interface WindowShare extends LineShare {
  /** Room that is worth a Want of its own. */
  readonly wantChunks: number
}

export function joinWindow(): WindowShare {
  const share = window.join()
  return {
    get chunks() {
      return share.chunks
    },
    get wantChunks() {
      return Math.min(WANT_CHUNKS, share.chunks / 2)
    },
    [Symbol.dispose]: () => share[Symbol.dispose](),
  }
}
