import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/migrations.ts'
import { StoreError } from './store-error.ts'
import type { Tables } from './tables.ts'

/** Is there nothing to migrate? @throws StoreError newer-data. */
export async function isUpToDate(db: Kysely<Tables>): Promise<boolean> {
  const applied = await appliedMigrations(db)
  const known = Object.keys(MIGRATIONS)
  const unknown = applied.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new StoreError(
      'newer-data',
      `a newer relay wrote this data (${unknown}); use that version`,
    )
  }
  return applied.length === known.length
}

/** Runs the migrations that have not run. @throws StoreError. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  if (await isUpToDate(db)) return
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof StoreError) throw error
  if (error !== undefined) throw new StoreError('failed', 'migration failed', { cause: error })
}

async function appliedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const journal = db as unknown as Kysely<{ kysely_migration: { name: string } }>
  const rows = await journal.selectFrom('kysely_migration').select('name').execute()
  return rows.map((row) => row.name)
}
