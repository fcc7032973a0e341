import type { Kysely } from 'kysely'
import { BEING_RESTORED } from '../../data/being-restored.ts'
import type { HomeDatabase } from '../../data/home-database.ts'
import { checkKnown, migrate } from '../../data/migrate.ts'
import { TABLE_NAMES, type TableName } from '../../data/table-keys.ts'
import { type Row, untyped } from '../../data/table-pages.ts'
import type { Tables } from '../../data/tables.ts'
import { UpkeepError } from '../errors.ts'
import {
  RESTORE_COMMIT_BYTES,
  RESTORE_COMMIT_ROWS,
  RESTORE_STATEMENT_BYTES,
  RESTORE_STATEMENT_ROWS,
} from '../limits.ts'
import { type Backup, rowsOf } from './backup-reader.ts'
import { restoredRow } from './restored-row.ts'

/**
 * Puts a backup, whose parts were checked, into a database without rows. Until the last of it is committed the database is marked, and no
 * relay starts on it. @throws UpkeepError refused, StoreError.
 */
export async function restoreRows(database: HomeDatabase, backup: Backup): Promise<void> {
  const { migrations, parts, home } = backup.manifest
  checkKnown(migrations)
  await database.snapshot(checkEmpty)
  // First the tables as they were then: later migrations may change what is in them.
  await database.migrating((db) => migrate(db, migrations.at(-1)))
  await database.transact((db) =>
    db.insertInto('home').values({ secret: BEING_RESTORED, mark: '' }).execute(),
  )
  for (const part of parts)
    await restoreTable(database, part.table as TableName, rowsOf(backup, part))
  await database.migrating((db) => migrate(db))
  await database.transact(async (db) => {
    const marks = Object.entries(home).map(([secret, mark]) => ({ secret, mark }))
    await db.insertInto('home').values(marks).execute()
    await db.deleteFrom('home').where('secret', '=', BEING_RESTORED).execute()
  })
}

async function checkEmpty(db: Kysely<Tables>): Promise<void> {
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name))
  // The marks first: they say that it was a restore.
  for (const table of TABLE_NAMES.toReversed().filter((name) => there.has(name))) {
    const row = await untyped(db).selectFrom(table).selectAll().limit(1).executeTakeFirst()
    if (row === undefined) continue
    const isCutOff = table === 'home' && row['secret'] === BEING_RESTORED
    throw new UpkeepError(
      'refused',
      `${isCutOff ? 'an earlier restore into this database was cut off' : `this database is not empty (${table})`}: restore into a new one (CREATE DATABASE …, and database.url)`,
    )
  }
}

async function restoreTable(
  database: HomeDatabase,
  table: TableName,
  rows: AsyncIterable<Row>,
): Promise<void> {
  let waiting: Row[] = []
  const commit = () =>
    database.transact(async (db) => {
      for (const some of statementsOf(waiting))
        await untyped(db).insertInto(table).values(some).execute()
      waiting = []
    })
  let bytes = 0
  for await (const row of rows) {
    waiting.push(restoredRow(table, row))
    bytes += sizeOf(row)
    if (waiting.length < RESTORE_COMMIT_ROWS && bytes < RESTORE_COMMIT_BYTES) continue
    await commit()
    bytes = 0
  }
  if (waiting.length > 0) await commit()
}

function* statementsOf(rows: readonly Row[]): Generator<Row[]> {
  let some: Row[] = []
  let bytes = 0
  for (const row of rows) {
    const size = sizeOf(row)
    if (
      some.length >= RESTORE_STATEMENT_ROWS ||
      (bytes + size > RESTORE_STATEMENT_BYTES && bytes > 0)
    ) {
      yield some
      some = []
      bytes = 0
    }
    some.push(row)
    bytes += size
  }
  if (some.length > 0) yield some
}

/** As a statement has it, and a little more. */
function sizeOf(row: Row): number {
  let bytes = 0
  for (const value of Object.values(row)) {
    bytes += value instanceof Uint8Array ? value.length : String(value).length * 3
  }
  return bytes
}
