import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { SpoolQuotas } from '../entity/quota.ts'
import type { Checksum, ChunkBlobs, SpoolStore, Tickets } from '../ports.ts'
import { AwaitedChunks } from './awaited.ts'
import { Bell } from './bell.ts'
import { Freeing } from './freeing.ts'
import { Lines } from './lines.ts'
import { Quotas } from './quotas.ts'
import { Shelf } from './shelf.ts'
import { Spool } from './spool.ts'
import { SpoolSweeper } from './spool-sweeper.ts'
import { SpoolTraffic } from './spool-traffic.ts'
import { StoredChunks } from './stored-chunks.ts'

type PartsDeps = Readonly<{
  blobs: ChunkBlobs
  store: SpoolStore
  tickets: Tickets
  checksum: Checksum
  clock: Clock
  log: Logger
}>

export type SpoolParts = ReturnType<typeof spoolParts>

/** The spool of one process: what its calls, its lines and its sweep share. */
export function spoolParts(
  deps: PartsDeps,
  settings: SpoolQuotas & Readonly<{ keepDays: number }>,
) {
  const { clock, log, tickets } = deps
  const keeping = {
    get keepMs() {
      return settings.keepDays * 24 * 3600_000
    },
  }
  const bell = new Bell({ clock })
  const awaited = new AwaitedChunks()
  const lines = new Lines({ clock })
  const stored = new StoredChunks(deps)
  const shelf = new Shelf({ ...deps, stored })
  const quotas = new Quotas({ ...deps, awaited, bell }, settings)
  const freeing = new Freeing({ shelf, quotas, bell })
  const shared = { ...deps, bell, awaited, lines, stored, shelf, quotas, freeing }
  return {
    clock,
    log,
    tickets,
    lines,
    blobs: deps.blobs,
    calls: new Spool(shared, keeping),
    traffic: new SpoolTraffic(shared, keeping),
    sweeper: new SpoolSweeper(shared),
  }
}
