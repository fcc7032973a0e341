/** Tables in partitions: what is asked all the time looks into one; a table that is large already is left to the operator. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openMysql } from '../../../relay/data/mysql.ts'
import { openMysqlEngine, type OpenMysqlEngine } from '../../../relay/data/mysql-engine.ts'
import { Mariadb, REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'

const skip = noMariadb()
const TABLES = ['events', 'messages', 'relations']

type Said = Readonly<{ sql: string; parameters: readonly unknown[] }>

/** A store, and what it says to the server while something is done. */
async function watched(mariadb: Mariadb, name: string) {
  let said: Said[] = []
  const openEngine: OpenMysqlEngine = async (address) => {
    const engine = await openMysqlEngine(address)
    return {
      get isAlive() {
        return engine.isAlive
      },
      run: (sql, parameters = []) => {
        said.push({ sql, parameters })
        return engine.run(sql, parameters)
      },
      close: () => engine.close(),
    }
  }
  const sql = await openMysql(mariadb.address(name), { ...REAL_DEPS, openEngine })
  const during = async (work: () => Promise<unknown>): Promise<readonly Said[]> => {
    said = []
    await work()
    return said
  }
  return { sql, during, [Symbol.asyncDispose]: () => sql[Symbol.asyncDispose]() }
}

type Plan = Readonly<{ table: string; type: string; partitions: string | null }>

test('each query for a conversation or an account looks into one partition', { skip }, async () => {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  await using home = await watched(mariadb, name)
  using administrator = await mariadb.administrator(name)
  const truth = relayTruth(home.sql)
  const [alice, bob] = [
    await join(truth, 'alice', testDevice(1)),
    await join(truth, 'bob', testDevice(2)),
  ]
  const conversation = await befriend(truth, alice, bob)
  const said = () => ({ conversation, id: newMessageId(truth), body: bodyOf('x') })
  for (let n = 0; n < 5; n++) await truth.conversations.send(alice, said())
  const page = { conversation, limit: 10 }
  const limits = { maxEvents: 256, maxBytes: 1024 * 1024 }
  const hot: Readonly<Record<string, () => Promise<unknown>>> = {
    send: () => truth.conversations.send(alice, said()),
    'newest page': () => truth.conversations.history(bob, { ...page, afterSeq: 0, beforeSeq: 0 }),
    'page forward': () => truth.conversations.history(bob, { ...page, afterSeq: 2, beforeSeq: 0 }),
    'page back': () => truth.conversations.history(bob, { ...page, afterSeq: 0, beforeSeq: 4 }),
    receipt: () =>
      truth.conversations.markReceipt(bob, { conversation, deliveredSeq: 3, readSeq: 2 }),
    events: () => truth.log.eventsAfter(bob, 0, limits),
    friends: () => truth.friends.list(bob, { after: '', limit: 10 }),
    trimming: () => truth.sweeper.sweep({ signal: AbortSignal.timeout(60_000) }),
  }
  let looked = 0
  for (const [what, work] of Object.entries(hot)) {
    for (const { sql, parameters } of await home.during(work)) {
      if (!TABLES.some((table) => sql.includes(`\`${table}\``)) || sql.startsWith('insert'))
        continue
      const plans = (await administrator.run(`explain partitions ${sql}`, parameters)).rows
      for (const { table, type, partitions } of plans as readonly Plan[]) {
        // What is looked up row by row with its whole key is sought in the partition of that key.
        if (partitions === null || type === 'eq_ref') continue
        assert.equal(partitions.split(',').length, 1, `${what}: ${table} of ${sql}`)
        looked++
      }
    }
  }
  assert.ok(looked >= 10, `${looked}`)
})

test('a query without the key of its partition looks into all, and is caught', {
  skip,
}, async () => {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  await using home = await watched(mariadb, name)
  using administrator = await mariadb.administrator(name)
  const [said] = await home
    .during(() =>
      home.sql.read((tx) =>
        tx.selectFrom('messages').select('seq').where('id', '=', 'x').execute(),
      ),
    )
    .then((all) => all.filter(({ sql }) => sql.includes('messages')))
  const plans = await administrator.run(`explain partitions ${said?.sql}`, said?.parameters)
  assert.equal((plans.rows as readonly Plan[])[0]?.partitions?.split(',').length, 8)
})

test('a table that is large already stays in one piece, and the log says what to run', {
  skip,
}, async () => {
  await using mariadb = await Mariadb.start()
  const name = await mariadb.newDatabase()
  await (await openMysql(mariadb.address(name), REAL_DEPS))[Symbol.asyncDispose]()
  await mariadb.run('alter table messages remove partitioning', name)
  await mariadb.run('alter table events remove partitioning', name)
  await mariadb.run("delete from kysely_migration where name >= '0006-partitions'", name)
  await mariadb.run(
    `insert into messages (conversation_id, seq, id, sender_id, device_id, stored_ms, body_bytes, body)
      select 'c', seq, seq, 'a', 'd', 0, 700, repeat('x', 700) from seq_1_to_100000`,
    name,
  )
  await mariadb.run('analyze table messages', name)
  const log = new RecordedLog()
  await (await openMysql(mariadb.address(name), { ...REAL_DEPS, log }))[Symbol.asyncDispose]()
  const told = log.entries.filter(({ message }) => message === 'table is not partitioned')
  assert.deepEqual(
    told.map(({ fields }) => fields['table']),
    ['messages'],
  )
  await mariadb.run(String(told[0]?.fields['statement']), name)
  const again = new RecordedLog()
  await using sql = await openMysql(mariadb.address(name), { ...REAL_DEPS, log: again })
  assert.deepEqual(again.entries, [])
  const rows = await sql.read((tx) =>
    tx.selectFrom('messages').select('seq').where('conversation_id', '=', 'c').execute(),
  )
  assert.equal(rows.length, 100_000)
})

test('no table refers to another by a foreign key, which partitions would not bear', {
  skip,
}, async () => {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  await (await openMysql(mariadb.address(name), REAL_DEPS))[Symbol.asyncDispose]()
  const keys = await mariadb.run(
    `select table_name, column_name from information_schema.key_column_usage
      where table_schema = '${name}' and referenced_table_name is not null`,
  )
  assert.deepEqual(keys, [])
  const unkeyed = await mariadb.run(
    `select t.table_name from information_schema.tables t where t.table_schema = '${name}'
      and not exists (select 1 from information_schema.statistics s where s.table_schema = t.table_schema
        and s.table_name = t.table_name and s.index_name = 'PRIMARY')`,
  )
  assert.deepEqual(unkeyed, [], 'a cluster needs a primary key everywhere')
})
