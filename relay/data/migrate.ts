import type { Kysely } from 'kysely'
import { type MigrationResultSet, Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/migrations.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'
import type { Tables } from './tables.ts'

export type AppliedMigration = Readonly<{
  name: string
  /** ISO 8601, by the clock of the relay that did it. */
  at: string
}>

/** Is there nothing to migrate? @throws StoreError newer-data. */
export async function isUpToDate(db: Kysely<Tables>): Promise<boolean> {
  const applied = await appliedMigrations(db)
  checkKnown(applied.map(({ name }) => name))
  return applied.length === Object.keys(MIGRATIONS).length
}

/** @throws StoreError newer-data */
export function checkKnown(migrations: readonly string[]): void {
  const unknown = migrations.find((name) => !Object.hasOwn(MIGRATIONS, name))
  if (unknown === undefined) return
  throw new StoreError('newer-data', `a newer relay wrote this data (${unknown}); use that version`)
}

/**
 * How a relay that starts came by its tables: it ran a migration, it ran one that another relay had begun, or another one brought all up
 * to date while this one waited.
 */
export type Migrated = 'applied' | 'finished' | 'elsewhere'

export interface MigrationMeter {
  migrated(how: Migrated): void
}

/** Runs the migrations that have not run; only up to `last`, where it is given. @returns which. @throws StoreError. */
export async function migrate(db: Kysely<Tables>, last?: string): Promise<readonly string[]> {
  if (await isUpToDate(db)) return []
  const migrator = migratorOf(db)
  const run = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last))
  throwFailure(run)
  return (run.results ?? []).map(({ migrationName }) => migrationName)
}

/** Undoes the last one that was applied; it must know how. @throws StoreError. */
export async function undoLast(db: Kysely<Tables>): Promise<void> {
  throwFailure(await migratorOf(db).migrateDown())
}

export function canBeUndone(name: string): boolean {
  return MIGRATIONS[name]?.down !== undefined
}

/** In order of name, which is the order in which they are applied. */
export async function appliedMigrations(db: Kysely<Tables>): Promise<readonly AppliedMigration[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const journal = db as unknown as Kysely<{ kysely_migration: { name: string; timestamp: string } }>
  const rows = await journal
    .selectFrom('kysely_migration')
    .select(['name', 'timestamp'])
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ name: row.name, at: row.timestamp }))
}

function migratorOf(db: Kysely<Tables>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
}

/** Others may be at it: these pass, and who waits for that must see them. */
const PASSING: readonly StoreErrorCode[] = ['conflict', 'locked']

function throwFailure({ error, results }: MigrationResultSet): void {
  if (error === undefined) return
  if (error instanceof StoreError && PASSING.includes(error.code)) throw error
  const name = results?.find(({ status }) => status === 'Error')?.migrationName ?? 'of the tables'
  const why = error instanceof Error ? error.message : 'for an unknown reason'
  throw new StoreError(
    'migration-failed',
    `the migration ${name} failed (${why}); nothing stored is lost: mend the cause and start again, it goes on where it was; relay migrate status says what is missing`,
    { cause: error },
  )
}
