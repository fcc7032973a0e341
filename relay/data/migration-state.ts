import { Kysely } from 'kysely'
import { appliedMigrations, checkKnown, migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/migrations.ts'
import { SqliteEngineDialect } from './sqlite-dialect.ts'
import { openNodeSqlite } from './sqlite-engine.ts'
import { untyped } from './table-pages.ts'
import type { Tables } from './tables.ts'

export type MigrationState = Readonly<{
  name: string
  /** ISO 8601; undefined: it was not recorded as done. */
  appliedAt: string | undefined
  /**
   * Of what it makes, what is there and what is not, where that does not go with its record: a relay was killed in the middle, on a server
   * that commits after each statement of a schema.
   */
  half: Readonly<{ there: readonly string[]; missing: readonly string[] }> | undefined
}>

/** Every migration that this version knows, in order. @throws StoreError newer-data */
export async function migrationStates(db: Kysely<Tables>): Promise<readonly MigrationState[]> {
  const applied = new Map((await appliedMigrations(db)).map(({ name, at }) => [name, at]))
  checkKnown([...applied.keys()])
  const live = await objectsIn(db)
  return [...(await madeByEach())].map(([name, made]) => {
    const there = made.filter((each) => live.has(each))
    const missing = made.filter((each) => !live.has(each))
    const appliedAt = applied.get(name)
    const isHalf = (appliedAt === undefined ? there : missing).length > 0
    return { name, appliedAt, half: isHalf ? { there, missing } : undefined }
  })
}

/** What would be lost with this migration: its tables that have rows, and its columns that have values. */
export async function lostWith(db: Kysely<Tables>, name: string): Promise<readonly string[]> {
  const live = await objectsIn(db)
  const made = ((await madeByEach()).get(name) ?? []).filter((each) => live.has(each))
  const lost: string[] = []
  for (const each of made) {
    const [table = '', column] = each.split('.')
    let rows = untyped(db).selectFrom(table).selectAll().limit(1)
    // Flags and moments begin as 0, texts empty.
    if (column !== undefined) rows = rows.where(column, 'not in', live.get(each) ? [0] : [''])
    if ((await rows.executeTakeFirst()) !== undefined) lost.push(each)
  }
  return lost
}

/** Tables, and columns as `table.column`; and whether those are numbers. */
async function objectsIn(db: Kysely<Tables>): Promise<ReadonlyMap<string, boolean>> {
  const objects = new Map<string, boolean>()
  for (const { name, columns } of await db.introspection.getTables()) {
    objects.set(name, false)
    for (const each of columns) objects.set(`${name}.${each.name}`, /int/i.test(each.dataType))
  }
  return objects
}

/** By running each on a database in memory: what is there after it and was not before. Columns of a new table are not told. */
function madeByEach(): Promise<ReadonlyMap<string, readonly string[]>> {
  return inMemory(async (db) => {
    const made = new Map<string, readonly string[]>()
    let before: readonly string[] = []
    for (const name of Object.keys(MIGRATIONS)) {
      await migrate(db, name)
      const after = [...(await objectsIn(db)).keys()]
      const fresh = new Set(after).difference(new Set(before))
      made.set(
        name,
        [...fresh].filter((each) => !(each.includes('.') && fresh.has(tableOf(each)))),
      )
      before = after
    }
    return made
  })
}

/** Tables as the migrations of this version make them, and nothing in them. */
export function withSchemaInMemory<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return inMemory(async (db) => {
    await migrate(db)
    return work(db)
  })
}

async function inMemory<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const engine = openNodeSqlite(':memory:', { readOnly: false })
  try {
    return await work(new Kysely<Tables>({ dialect: new SqliteEngineDialect(engine) }))
  } finally {
    engine.close()
  }
}

function tableOf(column: string): string {
  return column.slice(0, column.indexOf('.'))
}
