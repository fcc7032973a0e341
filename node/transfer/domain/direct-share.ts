import { DIRECT_CHUNKS, SHARED_DIRECT_CHUNKS } from '../limits.ts'

/** Lines of this process whose chunks go to a bucket. */
let lines = 0

/** What one line may have under way to or from a bucket: each is a chunk in memory, so all lines share what one process may. */
export interface DirectShare extends Disposable {
  readonly chunks: number
}

export function joinDirect(): DirectShare {
  lines++
  let isIn = true
  return {
    get chunks() {
      return Math.max(1, Math.min(DIRECT_CHUNKS, Math.floor(SHARED_DIRECT_CHUNKS / lines)))
    },
    [Symbol.dispose]: () => {
      if (isIn) lines--
      isIn = false
    },
  }
}
