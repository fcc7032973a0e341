import type { Migration } from 'kysely/migration'
import { firstTables } from './0001-first-tables.ts'
import { spool } from './0002-spool.ts'
import { blockedAccounts } from './0003-blocked-accounts.ts'

/**
 * In order of name; never edited once released. The same code runs on SQLite and on MySQL: no RETURNING, no partial index, no
 * type of one engine only, lengths always given. MySQL commits after each statement, so every step says `if not exists`.
 */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-spool': spool,
  '0003-blocked-accounts': blockedAccounts,
}
