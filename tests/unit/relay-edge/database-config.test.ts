import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { helpText, parseCommandLine } from '../../../relay/config/command-line.ts'
import { ConfigError } from '../../../relay/config/config-error.ts'
import { CONFIG_FILE, loadConfig, relayConfig, settingsOf } from '../../../relay/config.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SECRET = 'p@ss/w:rd'
const URL = `mysql://homing:${encodeURIComponent(SECRET)}@db.example:3307/home_1`
const address = {
  host: 'db.example',
  port: 3307,
  socket: undefined,
  user: 'homing',
  password: SECRET,
  database: 'home_1',
  replicas: [],
}
const databaseOf = (url: string, password?: string) =>
  relayConfig({ data: '/x', database: { url, password, replicas: undefined } }).database

test('without a database a relay keeps its data in its folder', () => {
  assert.equal(relayConfig({ data: '/x' }).database, undefined)
  assert.equal(
    relayConfig({
      data: '/x',
      database: { url: undefined, password: undefined, replicas: undefined },
    }).database,
    undefined,
  )
})

test('a database is an address, by network or by socket', () => {
  assert.deepEqual(databaseOf(URL), address)
  assert.deepEqual(databaseOf('mysql://homing@db.example:3307/home_1', SECRET), address)
  assert.deepEqual(databaseOf('mariadb://a@[::1]/b'), {
    ...{ host: '::1', port: 3306, socket: undefined },
    ...{ user: 'a', password: '', database: 'b', replicas: [] },
  })
  assert.equal(databaseOf('mysql://a@localhost/b?socket=/run/my.sock')?.socket, '/run/my.sock')
})

test('an address that cannot be used is refused without being repeated', () => {
  for (const url of [
    'db.example',
    'postgres://a:s3cret@h/b',
    'mysql://h/b',
    'mysql://a:s3cret@h',
    'mysql://a:s3cret@h/b/c',
    'mysql://a:s3cret@h/b?ssl=1',
    'mysql://a:s3cret@h/b?socket=relative',
    'mysql://a:s3cret@h/b#c',
    'mysql://a:s3cret%@h/b',
    'mysql://a:s3cret@h/b`c',
    'mysql://a:s3cret@h:99999/b',
  ]) {
    assert.throws(
      () =>
        loadConfig({ flags: { data: '/x' }, env: { RELAY_DATABASE_URL: url }, file: undefined }),
      (err: Error) =>
        err instanceof ConfigError &&
        err.message.startsWith('RELAY_DATABASE_URL: must be') &&
        !err.message.includes('s3cret'),
      url,
    )
  }
})

test('a password is given once, and the environment may add it to the file', () => {
  using folder = temporaryFolder()
  writeFileSync(
    join(folder.path, CONFIG_FILE),
    'database:\n  url: mysql://homing@db.example:3307/home_1\n',
  )
  const load = (env: Record<string, string>) =>
    loadConfig({ flags: { data: folder.path }, env, file: undefined })
  assert.deepEqual(load({ RELAY_DATABASE_PASSWORD: SECRET }).database, address)
  assert.throws(() => load({ RELAY_DATABASE_PASSWORD: SECRET, RELAY_DATABASE_URL: URL }), /once/)
})

test('replicas are further addresses, asked with the same user and password', () => {
  const load = (env: Record<string, string>) =>
    loadConfig({ flags: { data: '/x' }, env, file: undefined }).database
  const replicas = 'one.example, two.example:3307,[::1]:3308'
  assert.deepEqual(load({ RELAY_DATABASE_URL: URL, RELAY_DATABASE_REPLICAS: replicas })?.replicas, [
    { host: 'one.example', port: 3306 },
    { host: 'two.example', port: 3307 },
    { host: '::1', port: 3308 },
  ])
  for (const wrong of ['mysql://a@b/c', 'a:0', 'a:70000', 'a b', '::1']) {
    assert.throws(
      () => load({ RELAY_DATABASE_URL: URL, RELAY_DATABASE_REPLICAS: wrong }),
      /^ConfigError: RELAY_DATABASE_REPLICAS: must be an address like/,
    )
  }
  assert.throws(() => load({ RELAY_DATABASE_REPLICAS: 'a' }), /of which database\? set/)
})

test('a file that holds a password is nobody else’s', () => {
  using folder = temporaryFolder()
  const file = join(folder.path, CONFIG_FILE)
  const load = () => loadConfig({ flags: { data: folder.path }, env: {}, file: undefined })
  for (const content of [`url: ${URL}`, `password: ${SECRET}`]) {
    writeFileSync(file, `database:\n  ${content}\n`)
    chmodSync(file, 0o640)
    assert.throws(load, { name: 'ConfigError', message: /chmod 600/ })
    chmodSync(file, 0o600)
    load()
  }
  writeFileSync(file, 'database:\n  url: mysql://homing@db.example/home_1\n')
  chmodSync(file, 0o644)
  assert.equal(load().database?.password, '')
})

test('no flag takes a password, and the printed configuration has none', () => {
  for (const flag of ['--database-url', '--database-password']) {
    assert.throws(() => parseCommandLine([flag, URL]), ConfigError)
  }
  assert.match(helpText(), /RELAY_DATABASE_URL/)
  const printed = stringify(
    settingsOf(
      relayConfig({ data: '/x', database: { url: URL, password: undefined, replicas: undefined } }),
    ),
  )
  assert.ok(!printed.includes(SECRET) && !printed.includes(encodeURIComponent(SECRET)), printed)
  const again = relayConfig(parse(printed) as { data: string })
  assert.deepEqual(again.database, { ...address, password: '' })
})
