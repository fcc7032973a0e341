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
const URL = `redis://homing:${encodeURIComponent(SECRET)}@one.example:6380/2`
const REDIS = {
  nodes: [{ host: 'one.example', port: 6380 }],
  tls: false,
  user: 'homing',
  password: SECRET,
  database: 2,
  prefix: 'homing',
  ca: undefined,
}

/** By the environment, names without `RELAY_REDIS_`. */
function redisOf(given: Record<string, string>, folder = '/x') {
  const env = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`RELAY_REDIS_${name}`, value]),
  )
  return loadConfig({ flags: { data: folder }, env, file: undefined }).redis
}

test('without a Redis a relay keeps its hints to itself', () => {
  assert.equal(redisOf({}), undefined)
  assert.equal(redisOf({ PREFIX: 'x', NODES: 'a:1' }), undefined)
})

test('a Redis is an address, with TLS or without, and more nodes of its cluster', () => {
  assert.deepEqual(redisOf({ URL }), REDIS)
  assert.deepEqual(redisOf({ URL: 'redis://homing@one.example:6380/2', PASSWORD: SECRET }), REDIS)
  const all = { URL: 'rediss://[::1]', NODES: 'two.example:7000, [::2]:7001', PREFIX: 'a-1.b_C' }
  assert.deepEqual(redisOf({ ...all, CA: 'ca.pem' }, '/srv'), {
    nodes: [
      { host: '::1', port: 6379 },
      { host: 'two.example', port: 7000 },
      { host: '::2', port: 7001 },
    ],
    ...{ tls: true, user: '', password: '', database: 0, prefix: 'a-1.b_C', ca: '/srv/ca.pem' },
  })
  assert.equal(redisOf({ URL: 'redis://:secret@h' })?.password, 'secret')
  const { flags } = parseCommandLine(['--redis-url', 'redis://h', '--redis-nodes', 'b:1'])
  const config = loadConfig({ flags: { ...flags, data: '/x' }, env: {}, file: undefined })
  assert.equal(config.redis?.nodes.length, 2)
})

test('an address that cannot be used is refused without being repeated', () => {
  for (const url of [
    'one.example',
    'http://a:s3cret@h/',
    'redis:///0',
    'redis://a:s3cret@h/x',
    'redis://a:s3cret@h/0/1',
    'redis://a:s3cret@h?db=1',
    'redis://a:s3cret@h/0#x',
    'redis://a:s3cret%@h',
    'redis://a:s3cret@h:99999',
    'redis://a:s3cret@h:1,b:2',
  ]) {
    assert.throws(
      () => redisOf({ URL: url }),
      (err: Error) =>
        err instanceof ConfigError &&
        err.message.startsWith('RELAY_REDIS_URL: must be') &&
        !err.message.includes('s3cret'),
      url,
    )
  }
  for (const node of ['h', 'h:0', 'h:65536', '::1:5', 'a@h:5', 'redis://h:5', ':5']) {
    assert.throws(() => redisOf({ URL, NODES: node }), /RELAY_REDIS_NODES: must be/, node)
  }
  assert.throws(() => redisOf({ URL, PREFIX: 'a{b}' }), /RELAY_REDIS_PREFIX: must be/)
})

test('a password is given once, and the environment may add it to the file', () => {
  using folder = temporaryFolder()
  const file = 'redis:\n  url: redis://homing@one.example:6380/2\n'
  writeFileSync(join(folder.path, CONFIG_FILE), file)
  assert.deepEqual(redisOf({ PASSWORD: SECRET }, folder.path), REDIS)
  assert.throws(() => redisOf({ PASSWORD: SECRET, URL }, folder.path), /give it once/)
})

test('a file that holds a password is nobody else’s', () => {
  using folder = temporaryFolder()
  const file = join(folder.path, CONFIG_FILE)
  for (const content of [`url: ${URL}`, `password: ${SECRET}`]) {
    writeFileSync(file, `redis:\n  ${content}\n`)
    chmodSync(file, 0o640)
    assert.throws(() => redisOf({}, folder.path), { name: 'ConfigError', message: /chmod 600/ })
    chmodSync(file, 0o600)
    redisOf({}, folder.path)
  }
  writeFileSync(file, 'redis:\n  url: redis://homing@one.example\n')
  chmodSync(file, 0o644)
  assert.equal(redisOf({}, folder.path)?.password, '')
})

test('no flag takes a password, and the printed configuration has none', () => {
  assert.throws(() => parseCommandLine(['--redis-password', SECRET]), ConfigError)
  assert.throws(
    () => loadConfig({ flags: { data: '/x', 'redis-url': URL }, env: {}, file: undefined }),
    (err: Error) => err instanceof ConfigError && /RELAY_REDIS_PASSWORD/.test(err.message),
  )
  assert.match(helpText(), /RELAY_REDIS_PASSWORD/)
  const env = { RELAY_REDIS_URL: URL, RELAY_REDIS_NODES: 'b:1' }
  const config = loadConfig({ flags: { data: '/x' }, env, file: undefined })
  const printed = stringify(settingsOf(config))
  assert.ok(!printed.includes(SECRET) && !printed.includes(encodeURIComponent(SECRET)), printed)
  const again = relayConfig(parse(printed) as { data: string })
  assert.deepEqual(again.redis, { ...config.redis, password: '' })
})
