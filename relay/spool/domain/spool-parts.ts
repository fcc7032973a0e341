import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import type { Checksum } from '../../../src/transfer/ports.ts'
import type { Blobs, DirectBlobs } from '../../blobs/ports.ts'
import type { QuotasOf } from '../../limits/ports.ts'
import type { Shedding } from '../../load/ports.ts'
import type { SpoolMeter, SpoolStore, SpoolWords, Tickets } from '../ports.ts'
import { AwaitedChunks } from './awaited.ts'
import { Bell } from './bell.ts'
import { Freeing } from './freeing.ts'
import { Lines } from './lines.ts'
import { News } from './news.ts'
import { Quotas } from './quotas.ts'
import { Shelf } from './shelf.ts'
import { Spool } from './spool.ts'
import { SpoolSweeper } from './spool-sweeper.ts'
import { SpoolTraffic } from './spool-traffic.ts'
import { StoredChunks } from './stored-chunks.ts'

type PartsDeps = Readonly<{
  blobs: Blobs
  /** The same, where nodes go to it themselves; undefined when they do not. */
  direct?: DirectBlobs | undefined
  meter: SpoolMeter
  store: SpoolStore
  tickets: Tickets
  checksum: Checksum
  /** What accounts may use. */
  allowed: QuotasOf
  shedding: Shedding
  /** To the other relays that share it; undefined when this one is alone. */
  words: SpoolWords | undefined
  clock: Clock
  random: Random
  log: Logger
}>

export type SpoolParts = ReturnType<typeof spoolParts>

/** The spool of one process: what its calls, its lines and its sweep share. */
export function spoolParts(
  deps: PartsDeps,
  settings: Readonly<{ minFreeBytes: number; keepDays: number }>,
) {
  const { blobs, clock, log, tickets } = deps
  const keeping = {
    get keepMs() {
      return settings.keepDays * 24 * 3600_000
    },
  }
  const bell = new Bell({ clock })
  const awaited = new AwaitedChunks({ clock })
  const lines = new Lines({ clock })
  const stored = new StoredChunks(deps)
  const shelf = new Shelf(deps)
  const quotas = new Quotas({ ...deps, awaited, bell }, settings)
  const words = deps.words ?? NOBODY
  const news = new News({ ...deps, words, bell, awaited, lines, stored, quotas })
  const freeing = new Freeing({ shelf, news })
  const shared = { ...deps, bell, lines, stored, shelf, quotas, news, freeing }
  return {
    clock,
    log,
    tickets,
    lines,
    blobs,
    news,
    calls: new Spool(shared, keeping),
    traffic: new SpoolTraffic(shared, keeping),
    sweeper: new SpoolSweeper(shared),
  }
}

const NOBODY: SpoolWords = { say: () => undefined }
