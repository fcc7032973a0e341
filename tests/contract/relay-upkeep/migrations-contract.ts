import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HomeDatabase } from '../../../relay/data/home-database.ts'
import { canBeUndone, migrate, undoLast } from '../../../relay/data/migrate.ts'
import { plannedMigrations } from '../../../relay/data/migration-sql.ts'
import { lostWith, migrationStates } from '../../../relay/data/migration-state.ts'
import { MIGRATIONS } from '../../../relay/data/migrations/migrations.ts'
import type { OpenHome } from '../../support/temp-home.ts'
import { fullHome } from './full-home.ts'

const NAMES = Object.keys(MIGRATIONS)

function states(database: HomeDatabase) {
  return database.snapshot(migrationStates)
}

/** Tables and columns, without what belongs to migrations themselves. */
async function schemaOf(database: HomeDatabase) {
  const tables = await database.snapshot((db) => db.introspection.getTables())
  return tables
    .filter(({ name }) => name !== 'migration_lease')
    .map(({ name, columns }) => [
      name,
      columns.map((each) => [each.name, each.dataType, each.isNullable]),
    ])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))
}

/** What `relay migrate` stands on. */
export function migrationsContract(engine: string, open: OpenHome): void {
  test(`${engine}: each migration that can be undone is, and is done again, step by step`, async () => {
    await using home = await open()
    const database = await home.database()
    const steps = []
    for (const name of NAMES) {
      await database.migrating((db) => migrate(db, name))
      steps.push(await schemaOf(database))
    }
    assert.deepEqual(
      (await states(database)).map(({ name, half }) => [name, half]),
      NAMES.map((name) => [name, undefined]),
    )
    const undone = NAMES.slice(NAMES.findLastIndex((name) => !canBeUndone(name)) + 1)
    for (const name of undone.toReversed()) {
      assert.deepEqual(await schemaOf(database), steps.pop(), name)
      await database.migrating(undoLast)
    }
    assert.deepEqual(await schemaOf(database), steps.pop() ?? [])
    const left = (await states(database)).filter(({ appliedAt }) => appliedAt === undefined)
    assert.deepEqual(
      left.map(({ name, half }) => [name, half]),
      undone.map((name) => [name, undefined]),
    )
    await database.migrating((db) => migrate(db))
    await fullHome(await home.serve())
  })

  test(`${engine}: a dry run says what it would do, and does nothing`, async () => {
    await using home = await open()
    const database = await home.database()
    const planned = await plannedMigrations(database)
    assert.deepEqual(
      planned.map(({ name }) => name),
      NAMES,
    )
    assert.deepEqual(await schemaOf(database), [])
    const [first] = planned
    assert.match(first?.statements[0] ?? '', /^create table if not exists .accounts. \(/)
    assert.equal(planned.at(3)?.statements.length, 1)
    await database.migrating((db) => migrate(db))
    assert.deepEqual(await plannedMigrations(database), [])
  })

  test(`${engine}: a migration that was cut off is named with what is there, and done again it is whole`, async () => {
    await using home = await open()
    const database = await home.database()
    await database.migrating((db) => migrate(db, '0001-first-tables'))
    await database.transact(async (db) => {
      await db.schema.createTable('spool_usage').addColumn('account_id', 'varchar(36)').execute()
      await db.schema.alterTable('accounts').addColumn('blocked_ms', 'bigint').execute()
    })
    const found = await states(database)
    assert.deepEqual(found[1]?.half?.there, ['spool_usage'])
    assert.ok(found[1]?.half?.missing.includes('spool_objects'))
    assert.equal(found[2]?.half, undefined)
    assert.deepEqual(found[3]?.half, { there: ['accounts.blocked_ms'], missing: [] })
    await database.transact((db) => db.schema.dropTable('spool_usage').execute())
    await database.migrating((db) => migrate(db))
    assert.ok((await states(database)).every(({ appliedAt, half }) => appliedAt && !half))
    await database.transact((db) => db.schema.dropTable('home').execute())
    assert.deepEqual((await states(database))[2]?.half, { there: [], missing: ['home'] })
  })

  test(`${engine}: what would be lost with a migration is known before`, async () => {
    await using home = await open()
    const sql = await home.serve()
    const database = await home.database()
    const lost = (name: string) => database.snapshot((db) => lostWith(db, name))
    for (const name of NAMES) assert.deepEqual(await lost(name), [], name)
    const { alice } = await fullHome(sql)
    assert.deepEqual(await lost('0004-blocked-accounts'), [])
    await sql.transact((tx) =>
      tx.updateTable('accounts').set({ blocked_ms: 5 }).where('id', '=', alice.account).execute(),
    )
    assert.deepEqual(await lost('0004-blocked-accounts'), ['accounts.blocked_ms'])
    assert.deepEqual(await lost('0003-home'), [])
    assert.equal((await lost('0002-spool')).length, 5)
  })

  test(`${engine}: data of a newer relay is not judged`, async () => {
    await using home = await open()
    await home.serve()
    const database = await home.database()
    await database.transact((db) =>
      db
        .insertInto('kysely_migration' as 'home')
        .values({ name: '9999-later', timestamp: '2030-01-01' } as never)
        .execute(),
    )
    await assert.rejects(states(database), { code: 'newer-data', message: /9999-later/ })
    await assert.rejects(plannedMigrations(database), { code: 'newer-data' })
  })
}
