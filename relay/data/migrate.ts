import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/migrations.ts'
import { StoreError } from './store-error.ts'
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

/** Runs the migrations that have not run; only up to `last`, where it is given. @throws StoreError. */
export async function migrate(db: Kysely<Tables>, last?: string): Promise<void> {
  if (await isUpToDate(db)) return
  const migrator = migratorOf(db)
  const { error } = await (last === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(last))
  throwFailure(error, 'migration failed')
}

/** Undoes the last one that was applied; it must know how. @throws StoreError. */
export async function undoLast(db: Kysely<Tables>): Promise<void> {
  const { error } = await migratorOf(db).migrateDown()
  throwFailure(error, 'undoing the migration failed')
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

function throwFailure(error: unknown, message: string): void {
  if (error instanceof StoreError) throw error
  if (error !== undefined) throw new StoreError('failed', message, { cause: error })
}
