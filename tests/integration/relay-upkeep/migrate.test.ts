/** `relay migrate`, as an operator runs it. */
import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openHomeDatabase } from '../../../relay/data/home-database.ts'
import { MIGRATIONS } from '../../../relay/data/migrations/migrations.ts'
import { REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { operatorCommand } from '../../support/operator-command.ts'
import { startRelay } from '../../support/relay-process.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const skip = noMariadb()
const NAMES = Object.keys(MIGRATIONS)
const LAST = NAMES.at(-1) ?? ''

test('on SQLite the last migration is undone and done again, never while a relay runs', async () => {
  await using relay = await startRelay()
  const run = (...args: string[]) => operatorCommand(['migrate', ...args, '--data', relay.folder])
  const { code, stdout } = await run('status')
  assert.equal(code, 0)
  for (const name of NAMES) assert.match(stdout, new RegExp(`^${name} +\\d{4}-`, 'm'))
  for (const args of [['up'], ['down', LAST]]) {
    const refused = await run(...args)
    assert.deepEqual([refused.code, /another relay is running/.test(refused.stderr)], [3, true])
  }
  await relay.stop()
  const other = await run('down', NAMES[0] ?? '')
  assert.equal(other.code, 6)
  assert.match(other.stderr, new RegExp(`the last migration is ${LAST}`))
  assert.equal((await run('down', LAST, '--yes-lose-data')).code, 0)
  assert.match((await run('status')).stdout, new RegExp(`^${LAST} +not yet`, 'm'))
  assert.match((await run('dry-run')).stdout, new RegExp(`^-- ${LAST}\n`))
  const done = await run('up', '--json')
  assert.deepEqual(JSON.parse(done.stdout), { applied: [LAST] })
  assert.match((await run('up')).stdout, /the tables are up to date/)
  await relay.start()
})

test('each mistake has its exit code and says what to do', async () => {
  using folder = temporaryFolder()
  for (const [args, code, said] of [
    [['--help'], 0, /dry-run +prints the SQL/],
    [[], 2, /usage: relay migrate status \| up \| down/],
    [['sideways'], 2, /usage/],
    [['down'], 2, /usage/],
    [['up', 'x'], 2, /usage/],
    [['up'], 5, /there is no .*relay\.sqlite/],
    [['status'], 5, /there is no .*relay\.sqlite/],
  ] as const) {
    const done = await operatorCommand(['migrate', ...args, '--data', folder.path])
    assert.equal(done.code, code, `${args.join(' ')}: ${done.stderr}`)
    assert.match(code === 0 ? done.stdout : done.stderr, said)
  }
})

test('of two that bring a server up to date at once one does it; a step back waits for no relay at all', {
  skip,
}, async () => {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  const env = { RELAY_DATABASE_URL: mariadb.url(name) }
  using folder = temporaryFolder()
  const run = (...args: string[]) =>
    operatorCommand(['migrate', ...args, '--data', folder.path], { env })
  assert.match((await run('dry-run')).stdout, /engine = InnoDB character set utf8mb4/)
  const both = await Promise.all([run('up', '--json'), run('up', '--json')])
  const applied = both.map(({ stdout }) => (JSON.parse(stdout) as { applied: string[] }).applied)
  assert.deepEqual(
    applied.toSorted((a, b) => a.length - b.length),
    [[], NAMES],
  )
  const later = NAMES.slice(NAMES.indexOf('0003-home') + 1).toReversed()
  for (const each of later) assert.equal((await run('down', each)).code, 0)
  // A relay that was killed in the middle of it.
  await mariadb.run('alter table accounts add column blocked_ms bigint', name)
  const half = await run('status')
  assert.equal(half.code, 7)
  assert.match(
    half.stdout,
    /0004-blocked-accounts +not yet +cut off: accounts\.blocked_ms is there, its record is not; relay migrate up finishes it/,
  )
  assert.equal((await run('up')).code, 0)
  {
    await using relay = await startRelay({ env })
    for (const secret of ['key', 'opaque']) {
      copyFileSync(join(relay.folder, secret), join(folder.path, secret))
    }
    const refused = await run('down', LAST)
    assert.equal(refused.code, 6, refused.stdout)
    assert.match(
      refused.stderr,
      /others are connected to this database \(homing@.*stop every relay/,
    )
  }
  await mariadb.run("insert into home values ('x', 'y')", name)
  for (const each of later) assert.equal((await run('down', each)).code, 0)
  const losing = await run('down', '0003-home')
  assert.equal(losing.code, 6)
  assert.match(losing.stderr, /home would be lost: make a backup, then add --yes-lose-data/)
})

test('the live tables are printed as types, and compared with what this version makes', async () => {
  await using relay = await startRelay()
  const run = (...args: string[]) =>
    operatorCommand(['import-schema', ...args, '--data', relay.folder])
  const { code, stdout } = await run()
  assert.deepEqual([code, stdout.slice(0, 23)], [0, 'export type Tables = {\n'])
  assert.match((await run('--check')).stdout, /as this version makes them/)
  await relay.stop()
  {
    const file = join(relay.folder, 'relay.sqlite')
    await using database = await openHomeDatabase({ file }, REAL_DEPS, { readOnly: false })
    await database.transact((db) => db.schema.dropTable('home').execute())
  }
  const checked = await run('--check', '--json')
  assert.deepEqual(
    [checked.code, JSON.parse(checked.stdout)],
    [7, { isWell: false, problems: ['home.secret is missing', 'home.mark is missing'] }],
  )
})
