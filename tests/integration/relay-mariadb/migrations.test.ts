/** Relays that bring the tables of one MariaDB up to date: killed half-way, several at once, stalled. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BEAT_MS, LEASE_MS, LOOK_MS } from '../../../relay/data/migration-lease.ts'
import { MIGRATIONS } from '../../../relay/data/migrations/migrations.ts'
import { openMysql } from '../../../relay/data/mysql.ts'
import { StoreError } from '../../../relay/data/store-error.ts'
import { MortalMysql, watchedMysql } from '../../support/faulty-mysql.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { REAL_DEPS } from '../../support/mariadb.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { join, relayTruth, testDevice } from '../../support/relay-truth.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const skip = noMariadb()
/** What leaves something behind. */
const writes = (sql: string) => /^(create|alter|insert|update)/.test(sql)
const records = (sql: string) => sql.startsWith('insert into `kysely_migration` ')

async function emptyDatabase() {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  return { mariadb, name, address: mariadb.address(name) }
}

test('a relay that dies around any statement of a migration leaves what the next one finishes', {
  skip,
}, async () => {
  const deaths = { before: 0, after: 0 }
  let finished = 0
  for (const when of ['before', 'after'] as const) {
    for (let count = 1; ; count++) {
      const { address } = await emptyDatabase()
      const mortal = new MortalMysql({ counted: writes, count, when })
      const opened = await openMysql(address, { ...REAL_DEPS, openEngine: mortal.open }).catch(
        () => undefined,
      )
      await opened?.[Symbol.asyncDispose]()
      if (!mortal.isDead) break
      deaths[when]++
      // The next one waits until the dead one's lease is over, by its own clock.
      const clock = new TurnedClock()
      const told = toldOf()
      await using sql = await turning(clock, openMysql(address, { ...REAL_DEPS, ...told, clock }))
      await join(relayTruth(sql), 'alice', testDevice(1))
      if (told.how.includes('finished')) finished++
      const isTold = told.log.entries.some(({ message }) => message.startsWith(CUT_OFF))
      assert.equal(isTold, told.how.includes('finished'), 'in the log and as a number')
    }
  }
  // Between the first thing that a migration makes and its record, but for those that only change a table.
  assert.ok(finished > 20, `${finished} finished`)
  // Fifteen tables, Kysely's two and its row, the lease and its row, and the record of each migration.
  const least = 20 + Object.keys(MIGRATIONS).length
  assert.ok(deaths.before > least && deaths.after > least, JSON.stringify(deaths))
})

test('of relays that start at once on an empty database one migrates, and all serve', {
  skip,
}, async () => {
  const { address } = await emptyDatabase()
  let recorded = 0
  const openEngine = watchedMysql(async (sql, go) => {
    if (records(sql)) recorded++
    return await go()
  })
  await using stack = new AsyncDisposableStack()
  const told = [1, 2, 3].map(toldOf)
  const relays = await Promise.all(
    told.map((each) => openMysql(address, { ...REAL_DEPS, ...each, openEngine })),
  )
  for (const sql of relays) stack.use(sql)
  assert.equal(recorded, Object.keys(MIGRATIONS).length)
  for (const [n, sql] of relays.entries()) await join(relayTruth(sql), `name${n}`, testDevice(n))
  const did = told.map(({ how }) => new Set(how))
  assert.equal(did.filter((how) => how.has('applied')).length, 1)
  for (const how of did) assert.ok(how.size <= 1 && !how.has('finished'), [...how].join())
})

test('a relay that is slow but lives keeps the lease', { skip }, async () => {
  const { address } = await emptyDatabase()
  await using stack = new AsyncDisposableStack()
  const clock = new TurnedClock()
  const slow = stalledMigration()
  const first = openMysql(address, { ...REAL_DEPS, clock, openEngine: slow.openEngine })
  await slow.stalled
  let others = 0
  const told = toldOf()
  const second = openMysql(address, {
    ...{ ...REAL_DEPS, ...told, clock },
    openEngine: watchedMysql(async (sql, go) => {
      if (writes(sql) && !sql.includes('migration_lease')) others++
      return await go()
    }),
  })
  // The first one's next beat, and the second one that waits.
  for (let turnedMs = 0; turnedMs <= 2 * LEASE_MS; turnedMs += BEAT_MS) {
    await clock.untilSleeping(2)
    const beaten = slow.beat()
    await clock.turn(BEAT_MS)
    await beaten
  }
  assert.equal(others, 0)
  slow.goOn()
  stack.use(await first)
  await clock.untilSleeping(1)
  await clock.turn(LOOK_MS)
  stack.use(await second)
  assert.equal(others, 0, 'there was nothing left to migrate')
  assert.deepEqual(told.how, ['elsewhere'])
  await told.log.until('another relay migrates the database: waiting for it')
})

test('a migration that fails has its name and its cause, and goes on when that is mended', {
  skip,
}, async () => {
  const { address } = await emptyDatabase()
  const openEngine = watchedMysql(async (sql, go) => {
    if (sql.includes('create table if not exists `spool_objects`')) {
      throw new StoreError('denied', 'MySQL error 1142 (ER_TABLEACCESS_DENIED_ERROR)')
    }
    return await go()
  })
  await assert.rejects(openMysql(address, { ...REAL_DEPS, openEngine }), (err: StoreError) => {
    assert.equal(err.code, 'migration-failed')
    assert.match(err.message, /^the migration 0002-spool failed \(MySQL error 1142 .*start again/)
    return true
  })
  const told = toldOf()
  await using sql = await openMysql(address, { ...REAL_DEPS, ...told })
  await join(relayTruth(sql), 'alice', testDevice(1))
  assert.ok(told.how.length > 0 && told.how.length < Object.keys(MIGRATIONS).length)
})

test('a relay that stalled for too long runs no further statement of the migration', {
  skip,
}, async () => {
  const { mariadb, name, address } = await emptyDatabase()
  const clock = new TurnedClock()
  const stalled = stalledMigration()
  const first = openMysql(address, { ...REAL_DEPS, clock, openEngine: stalled.openEngine })
  await stalled.stalled
  // No clock of the first one moves, so no beat of it comes.
  const other = new TurnedClock()
  await using second = await turning(other, openMysql(address, { ...REAL_DEPS, clock: other }))
  clock.skip(LEASE_MS)
  stalled.goOn()
  await assert.rejects(first, { name: 'StoreError', code: 'locked' })
  assert.equal(stalled.later(), 0)
  const rows = await mariadb.run('select owner from migration_lease', name)
  assert.deepEqual(rows, [{ owner: '' }])
  await join(relayTruth(second), 'alice', testDevice(1))
})

test('tables hold all of Unicode and compare by bytes, whatever the database does by itself', {
  skip,
}, async () => {
  const { mariadb, name, address } = await emptyDatabase()
  await (await openMysql(address, REAL_DEPS))[Symbol.asyncDispose]()
  const rows = await mariadb.run(
    `select distinct collation_name as name from information_schema.columns where table_schema = '${name}' and collation_name is not null and table_name not like 'migration_lease'`,
  )
  assert.deepEqual(rows, [{ name: 'utf8mb4_bin' }])
  const engines = await mariadb.run(
    `select distinct engine from information_schema.tables where table_schema = '${name}'`,
  )
  assert.deepEqual(engines, [{ engine: 'InnoDB' }])
})

test('data of a newer relay is left alone', { skip }, async () => {
  const { mariadb, name, address } = await emptyDatabase()
  await (await openMysql(address, REAL_DEPS))[Symbol.asyncDispose]()
  await mariadb.run(
    "insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')",
    name,
  )
  await assert.rejects(openMysql(address, REAL_DEPS), { name: 'StoreError', code: 'newer-data' })
})

const CUT_OFF = 'a migration was cut off'

/** What the operator of one relay hears of its migrations. */
function toldOf() {
  const how: string[] = []
  const meter = {
    migrated: (each: string) => void how.push(each),
    replicaRead: () => undefined,
  }
  return { how, meter, log: new RecordedLog() }
}

/** Time passes while somebody waits for it, and for as long as the work takes. */
async function turning<T>(clock: TurnedClock, work: Promise<T>): Promise<T> {
  let isOver = false
  const over = work.then(
    () => (isOver = true),
    () => (isOver = true),
  )
  while (!isOver) {
    await Promise.race([clock.untilSleeping(1), over])
    await clock.turn(LOOK_MS)
  }
  return await work
}

/** A relay that stands still in the middle of its migration until it is told to go on. */
function stalledMigration() {
  const gate = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  let beaten = Promise.withResolvers<void>()
  let later = 0
  const openEngine = watchedMysql(async (sql, go) => {
    const isBeat = sql.startsWith('update migration_lease set owner = owner')
    if (sql.includes('`devices`')) {
      arrived.resolve()
      await gate.promise
    } else if (sql.includes('create table if not exists `')) later++
    const result = await go()
    if (isBeat) beaten.resolve()
    return result
  })
  void arrived.promise.then(() => {
    later = 0
  })
  return {
    openEngine,
    stalled: arrived.promise,
    goOn: () => gate.resolve(),
    /** Tables that it made after it stood still. */
    later: () => later,
    /** Resolves with its next beat. */
    beat: () => {
      beaten = Promise.withResolvers()
      return beaten.promise
    },
  }
}
