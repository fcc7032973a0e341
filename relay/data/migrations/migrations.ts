import type { Migration } from 'kysely/migration'
import { firstTables } from './0001-first-tables.ts'
import { spool } from './0002-spool.ts'
import { home } from './0003-home.ts'
import { blockedAccounts } from './0004-blocked-accounts.ts'
import { chunkBlobs } from './0005-chunk-blobs.ts'
import { partitions } from './0006-partitions.ts'
import { coldHistory } from './0007-cold-history.ts'
import { quotas } from './0008-quotas.ts'
import { profiles } from './0009-profiles.ts'
import { reports } from './0010-reports.ts'

/**
 * In order of name; never edited once released. The same code runs on SQLite and on MySQL: no RETURNING, no partial index, no
 * type of one engine only, lengths always given. MySQL commits after each statement of a schema, so a killed relay leaves a migration half
 * done and not recorded: it runs again from its start, and every step must bear that, as `if not exists` does.
 * `down`, for `relay migrate down`, bears it as well; one that cannot be undone has none.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-spool': spool,
  '0003-home': home,
  '0004-blocked-accounts': blockedAccounts,
  '0005-chunk-blobs': chunkBlobs,
  '0006-partitions': partitions,
  '0007-cold-history': coldHistory,
  '0008-quotas': quotas,
  '0009-profiles': profiles,
  '0010-reports': reports,
}
