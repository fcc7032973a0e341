import { existsSync } from 'node:fs'
import { DiskBlobs } from './blobs/data/disk-blobs.ts'
import type { Blobs } from './blobs/ports.ts'
import { SegmentFiles } from './conversations/data/segment-files.ts'
import { SqlColdStore } from './conversations/data/sql-cold-store.ts'
import { HistoryCooler } from './conversations/domain/history-cooler.ts'
import type { Segments } from './conversations/ports.ts'
import type { Journal } from './data/journal.ts'
import type { Foundation } from './foundation.ts'
import { openBlobs } from './open-blobs.ts'

export type History = Readonly<{ blobs: Blobs; segments: Segments }>

type HistoryDeps = Pick<Foundation, 'config' | 'bucket' | 'random' | 'log' | 'meter'>

/** Where closed history lies, also while nothing more is moved there. */
export async function openHistory({ config, bucket, ...deps }: HistoryDeps): Promise<History> {
  const { coldAfterDays, folder } = config.history
  // Turned off, what is cold is read where it lies; where nothing ever was, nothing is made.
  const isUnused = bucket === undefined && coldAfterDays === undefined && !existsSync(folder)
  const blobs = isUnused
    ? new DiskBlobs(folder)
    : await openBlobs(bucket, { under: 'history', folder })
  return { blobs, segments: new SegmentFiles({ ...deps, blobs }) }
}

export function historyCooler(
  { config, clock, log }: Pick<Foundation, 'config' | 'clock' | 'log'>,
  { blobs, segments }: History,
  journal: Journal,
): HistoryCooler {
  const store = new SqlColdStore(journal)
  return new HistoryCooler({ store, segments, blobs, clock, log }, config.history)
}
