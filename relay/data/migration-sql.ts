import { CompiledQuery, Kysely } from 'kysely'
import type { Engine } from './engine-driver.ts'
import type { HomeDatabase } from './home-database.ts'
import { appliedMigrations, checkKnown } from './migrate.ts'
import { MIGRATIONS } from './migrations/migrations.ts'
import { MysqlEngineDialect } from './mysql-dialect.ts'
import { SqliteEngineDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

export type PlannedMigration = Readonly<{ name: string; statements: readonly string[] }>

const READS = /^\s*(select|with)\b/i

/**
 * What the migrations that have not run would say to this database as it is: what they ask is answered by it, what they change is only
 * noted. A later one does not see what an earlier one would have changed. @throws StoreError newer-data
 */
export function plannedMigrations(database: HomeDatabase): Promise<readonly PlannedMigration[]> {
  return database.snapshot(async (db) => {
    const applied = (await appliedMigrations(db)).map(({ name }) => name)
    checkKnown(applied)
    const planned: PlannedMigration[] = []
    for (const [name, migration] of Object.entries(MIGRATIONS)) {
      if (applied.includes(name)) continue
      const statements: string[] = []
      await migration.up(noting(db, database.engine, statements))
      planned.push({ name, statements })
    }
    return planned
  })
}

function noting(
  db: Kysely<Tables>,
  kind: HomeDatabase['engine'],
  statements: string[],
): Kysely<unknown> {
  const engine: Engine = {
    run: async (sql, parameters = []) => {
      if (READS.test(sql)) {
        const { rows } = await db.executeQuery(CompiledQuery.raw(sql, [...parameters]))
        return { rows, changes: 0 }
      }
      statements.push(parameters.length === 0 ? sql : `${sql} -- ${JSON.stringify(parameters)}`)
      return { rows: [], changes: 0 }
    },
  }
  return new Kysely<unknown>({
    dialect: kind === 'mysql' ? new MysqlEngineDialect(engine) : new SqliteEngineDialect(engine),
  })
}
