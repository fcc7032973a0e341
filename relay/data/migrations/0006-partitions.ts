import { type Kysely, MysqlAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What grows without end, and the first column of its primary key, by which all that reads or writes it asks. */
const PARTITIONED: Readonly<Record<string, string>> = {
  messages: 'conversation_id',
  events: 'account_id',
  relations: 'account_id',
  cold_ids: 'conversation_id',
}
/** A statement pays for each that its table has: a message costs the server 20 % more with 8, 50 % with 32. */
const PARTITIONS = 8
/** A larger table is copied for longer than a start may take, and takes no writes meanwhile: that moment is the operator's to choose. */
const MAX_PARTITIONED_BYTES = 64 * 1024 * 1024

/**
 * Only where tables are one piece otherwise: SQLite has no partitions, TiDB and Vitess split tables by themselves. A partition belongs to
 * the rows, not to what they mean: with or without, every query is the same.
 */
export const partitions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await partitionSmall(db)
  },
  async down(db: Kysely<unknown>): Promise<void> {
    const whole = (await wholeTables(db)).map(({ table }) => table)
    for (const table of await knownTables(db)) {
      if (!whole.includes(table))
        await sql.raw(`alter table ${table} remove partitioning`).execute(db)
    }
  },
}

/** None where nothing is partitioned. */
async function knownTables(db: Kysely<unknown>): Promise<readonly string[]> {
  if (!(await isPartitioning(db))) return []
  const tables = await db.introspection.getTables()
  return tables.map(({ name }) => name).filter((name) => Object.hasOwn(PARTITIONED, name))
}

export async function partitionSmall(db: Kysely<unknown>): Promise<void> {
  for (const { table, bytes } of await wholeTables(db)) {
    if (bytes <= MAX_PARTITIONED_BYTES) await sql.raw(partitioning(table)).execute(db)
  }
}

/** One statement, happening whole or not at all. */
export function partitioning(table: string): string {
  return `alter table ${table} partition by key (${PARTITIONED[table]}) partitions ${PARTITIONS}`
}

type WholeTable = Readonly<{ table: string; bytes: number }>

/** Those of the above that have no partitions yet. */
export async function wholeTables<T>(db: Kysely<T>): Promise<readonly WholeTable[]> {
  if (!(await isPartitioning(db))) return []
  const found = await sql<WholeTable>`
    select t.table_name as ${sql.id('table')}, t.data_length + t.index_length as bytes
    from information_schema.tables t
    where t.table_schema = database() and t.table_name in (${sql.join(Object.keys(PARTITIONED))})
      and t.create_options not like '%partitioned%'`.execute(db)
  return found.rows.map(({ table, bytes }) => ({ table, bytes: Number(bytes) }))
}

async function isPartitioning<T>(db: Kysely<T>): Promise<boolean> {
  if (!(db.getExecutor().adapter instanceof MysqlAdapter)) return false
  const server = await sql<{ version: string }>`select version() as version`.execute(db)
  return !/tidb|vitess/i.test(server.rows[0]?.version ?? '')
}
