/** The program `relay` on MariaDB, as an operator meets it. */
import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openMysql } from '../../../relay/data/mysql.ts'
import type { MysqlAddress } from '../../../relay/data/mysql-address.ts'
import { MARIADB_PASSWORD, REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { Program } from '../../support/program.ts'
import { startRelay } from '../../support/relay-process.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const skip = noMariadb()
const ENCODED = encodeURIComponent(MARIADB_PASSWORD)

test('a relay whose address stands in the environment serves, and keeps invite and name there', {
  skip,
}, async () => {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  await using relay = await startRelay({ env: { RELAY_DATABASE_URL: mariadb.url(name) } })
  const { invite, folder } = relay
  assert.ok(!existsSync(join(folder, 'relay.sqlite')))
  const codes = await mariadb.run('select code from invites', name)
  assert.deepEqual(codes, [{ code: invite }])
  await relay.restart('SIGKILL')
  assert.equal(relay.invite, invite)
  const logs = readdirSync(join(folder, 'logs')).map((file) =>
    readFileSync(join(folder, 'logs', file), 'utf8'),
  )
  for (const text of [...logs, relay.stderr]) {
    assert.ok(
      !text.includes(MARIADB_PASSWORD) && !text.includes(ENCODED),
      'the password is nowhere',
    )
  }
})

test('a relay whose address stands in its file serves', { skip }, async () => {
  using folder = temporaryFolder()
  const mariadb = await sharedMariadb()
  const file = `database:\n  url: ${mariadb.url(await mariadb.newDatabase())}\n`
  writeFileSync(join(folder.path, 'relay.yaml'), file, { mode: 0o600 })
  const program = new Program('relay', ['--data', folder.path, '--listen', '127.0.0.1:0'])
  await program.line((line) => line === 'ready')
  assert.equal(await program.kill('SIGINT'), 0)
})

test('a relay with other secrets leaves the data of a home alone', { skip }, async () => {
  const mariadb = await sharedMariadb()
  const env = { RELAY_DATABASE_URL: mariadb.url(await mariadb.newDatabase()) }
  await using relay = await startRelay({ env })
  const { folder } = relay
  await relay.stop()
  using stack = new DisposableStack()
  const other = stack.use(temporaryFolder()).path
  const tryFolder = async (data: string) => {
    const program = new Program('relay', ['--data', data, '--listen', '127.0.0.1:0'], { env })
    return [await program.exited, program.stderr] as const
  }
  const [code, said] = await tryFolder(other)
  assert.equal(code, 3)
  assert.match(said, /the database was made with another 'key'/)
  copyFileSync(join(other, 'opaque'), join(folder, 'opaque'))
  const [second, saidThen] = await tryFolder(folder)
  assert.equal(second, 3)
  assert.match(saidThen, /another 'opaque' .* restore that file from a backup/)
  rmSync(join(folder, 'opaque'))
  const [third, saidLast] = await tryFolder(folder)
  assert.equal(third, 3)
  assert.match(saidLast, /opaque is missing/)
})

test('a home does not change its place by a setting that is lost or added', { skip }, async () => {
  const mariadb = await sharedMariadb()
  const env = { RELAY_DATABASE_URL: mariadb.url(await mariadb.newDatabase()) }
  for (const [first, then, said] of [
    [env, {}, /data is on a database server \(mysql:\/\/homing@127\.0\.0\.1:\d+\/home\d+\): set/],
    [{}, env, /relay\.sqlite holds this home's data/],
  ] as const) {
    await using relay = await startRelay({ env: first })
    await relay.stop()
    const args = ['--data', relay.folder, '--listen', '127.0.0.1:0']
    const program = new Program('relay', args, { env: then })
    assert.equal(await program.exited, 3)
    assert.match(program.stderr, said)
  }
})

test('a server that cannot be used is named, with what to do, and without the password', {
  skip,
}, async () => {
  using folder = temporaryFolder()
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  const url = mariadb.url(name)
  const cases: readonly [string, RegExp][] = [
    [
      url.replace(`:${mariadb.port}`, ':1'),
      /127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\); does it run/,
    ],
    [url.replace('127.0.0.1', 'no.such.example'), /no\.such\.example:\d+ cannot be reached/],
    [`${url}?socket=/nowhere`, /at \/nowhere cannot be reached \(ENOENT\)/],
    [
      url.replace(ENCODED, 'other'),
      /refuses the user 'homing' .*ER_ACCESS_DENIED.*check user and password/,
    ],
    [mariadb.url('mysql'), /refuses the user 'homing' .*GRANT ALL ON `mysql`\.\*/],
    [mariadb.url('home_absent'), /has no database 'home_absent'; make it: CREATE DATABASE/],
  ]
  for (const [RELAY_DATABASE_URL, message] of cases) {
    const program = new Program('relay', ['--data', folder.path, '--listen', '127.0.0.1:0'], {
      env: { RELAY_DATABASE_URL },
    })
    assert.equal(await program.exited, 5, program.stderr)
    assert.match(program.stderr, message)
    assert.ok(!program.stderr.includes(MARIADB_PASSWORD) && !program.stderr.includes(ENCODED))
  }
})

test('a server with settings that would break a promise is refused', { skip }, async () => {
  const mariadb = await sharedMariadb()
  const address = mariadb.address(await mariadb.newDatabase())
  await withSetting('read_only', '1', async () => {
    const message = /takes no writes: .* give the address of the primary/
    await assert.rejects(openMysql(address, REAL_DEPS), { code: 'read-only', message })
  })
  await withSetting('max_allowed_packet', '65536', async () => {
    const message = /cannot be used: max_allowed_packet is 65536; set it to/
    await assert.rejects(openMysql(address, REAL_DEPS), { code: 'unsuitable', message })
  })
})

test('whatever a server is set to by itself, a session is as it must be', { skip }, async () => {
  const mariadb = await sharedMariadb()
  const address = mariadb.address(await mariadb.newDatabase())
  const settings = [
    ['sql_mode', "'ANSI,NO_BACKSLASH_ESCAPES'"],
    ['tx_isolation', "'SERIALIZABLE'"],
    ['autocommit', '0'],
    ['character_set_server', 'latin1'],
  ] as const
  await withSettings(settings, () => checkText(address))
})

/** What a careless session would change or refuse. */
async function checkText(address: MysqlAddress): Promise<void> {
  const code = 'back\\slash "quote" \u{1F426} ü'
  await using sql = await openMysql(address, REAL_DEPS)
  const invite = { code, maker_id: '', uses: 1, uses_left: 1, created_ms: 0, expires_ms: 0 }
  await sql.transact((tx) => tx.insertInto('invites').values(invite).execute())
  const found = (text: string) =>
    sql.read((tx) => tx.selectFrom('invites').selectAll().where('code', '=', text).execute())
  assert.deepEqual(await found(code), [invite])
  assert.deepEqual(await found(code.toUpperCase()), [])
}

function withSettings(
  settings: readonly (readonly [string, string])[],
  work: () => Promise<void>,
): Promise<void> {
  const [first, ...rest] = settings
  return first === undefined ? work() : withSetting(...first, () => withSettings(rest, work))
}

async function withSetting(name: string, value: string, work: () => Promise<void>): Promise<void> {
  const mariadb = await sharedMariadb()
  const rows = await mariadb.run(`select quote(@@global.${name}) as setting`)
  const [{ setting }] = rows as [{ setting: string }]
  await mariadb.run(`set global ${name} = ${value}`)
  try {
    await work()
  } finally {
    const before = /^'\d+'$/.test(setting) ? setting.slice(1, -1) : setting
    await mariadb.run(`set global ${name} = ${before}`)
  }
}
