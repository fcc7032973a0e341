import { randomFillSync } from 'node:crypto'
import type { Random } from '../core/random.ts'

export const systemRandom: Random = {
  bytes: (count) => randomFillSync(new Uint8Array(count)),
  fraction: () => Math.random(),
}
