import { MemoryBuckets } from '../../../relay/limits/data/memory-buckets.ts'
import { MemoryDoorbell } from '../../../relay/presence/data/memory-doorbell.ts'
import { MemoryRoutes } from '../../../relay/presence/data/memory-routes.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { rateBucketsContract } from './buckets.ts'
import { doorbellContract } from './doorbell.ts'
import type { HintFactory } from './hints.ts'
import { routeTableContract } from './routes.ts'

routeTableContract(
  'memory',
  inMemory((clock) => new MemoryRoutes({ clock })),
)
doorbellContract(
  'memory',
  inMemory(() => new MemoryDoorbell()),
)
rateBucketsContract(
  'memory',
  inMemory((clock) => new MemoryBuckets({ clock })),
)

function inMemory<T>(make: (clock: Clock) => T): HintFactory<T> {
  return async () => {
    const clock = new TurnedClock()
    return {
      hint: make(clock),
      pass: (ms) => clock.turn(ms),
      [Symbol.asyncDispose]: async () => undefined,
    }
  }
}
