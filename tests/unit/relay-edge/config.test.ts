import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { parseCommandLine } from '../../../relay/config/command-line.ts'
import { ConfigError } from '../../../relay/config/config-error.ts'
import { defaultDataFolder } from '../../../relay/config/default-folder.ts'
import { fromEnvironment, fromFlags, fromYaml } from '../../../relay/config/layers.ts'
import { listenMultiaddr, parseListenAddress } from '../../../relay/config/listen-address.ts'
import { CONFIG_FILE, loadConfig, relayConfig, settingsOf } from '../../../relay/config.ts'
import { RATES } from '../../../relay/limits/entity/rates.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('flags win over the environment, the environment over the file, the file over defaults', () => {
  using folder = temporaryFolder()
  const file =
    'home: of.file\nlogLevel: warn\nregistration: open\nrates:\n  loginPerName:\n    burst: 7\n'
  writeFileSync(join(folder.path, CONFIG_FILE), file)
  const config = loadConfig({
    flags: { data: folder.path, 'log-level': 'error' },
    env: {
      RELAY_HOME: 'of.env',
      RELAY_LOG_LEVEL: 'debug',
      RELAY_RATES_LOGIN_PER_NAME_PER_MINUTE: '9',
      OTHER: 'x',
    },
    file: undefined,
  })
  assert.equal(config.logLevel, 'error')
  assert.equal(config.home, 'of.env')
  assert.equal(config.registration, 'open')
  assert.equal(config.invites, 'members')
  assert.deepEqual(config.rates.loginPerName, { burst: 7, perMinute: 9 })
  const { burst, perMinute } = RATES.strangerPerAddress
  assert.deepEqual(config.rates.strangerPerAddress, { burst, perMinute })
})

test('what is printed is what can be read again', () => {
  const config = relayConfig({
    data: '/srv/home',
    listen: '[::1]:5000',
    announce: ['/dns4/home.example/tcp/4700'],
  })
  const printed = stringify(settingsOf(config))
  assert.deepEqual(relayConfig(parse(printed) as { data: string }), config)
})

test('WebSocket listens on the port after TCP unless told otherwise', () => {
  const of = (listen: string, wsListen?: string) =>
    relayConfig({ data: '/x', listen, wsListen }).wsListen
  assert.deepEqual(of('0.0.0.0:4700'), { host: '0.0.0.0', port: 4701 })
  assert.deepEqual(of('127.0.0.1:0'), { host: '127.0.0.1', port: 0 })
  assert.deepEqual(of('0.0.0.0:4700', '127.0.0.1:80'), { host: '127.0.0.1', port: 80 })
  assert.equal(of('0.0.0.0:4700', 'off'), 'off')
  assert.equal(of('0.0.0.0:65535'), 'off')
})

test('an error names the line, the variable or the flag, and what is allowed there', () => {
  const cases: readonly [() => unknown, RegExp][] = [
    [
      () => fromYaml('home: x\nport: 1\n', 'relay.yaml'),
      /^relay\.yaml:2: port: must be absent; known here: data, home/,
    ],
    [
      () => fromYaml('rates:\n  loginPerName:\n    burst: 0\n', 'f'),
      /^f:3: rates\.loginPerName\.burst: must be .*from 1/,
    ],
    [
      () => fromYaml('rates:\n  loginPerNam: {}\n', 'f'),
      /^f:2: rates\.loginPerNam: must be absent/,
    ],
    [
      () => fromYaml('announce:\n  - /dns4/a.example/tcp/1\n  - http://x\n', 'f'),
      /^f:3: announce\[1\]: must be an address/,
    ],
    [() => fromYaml('home: [\n', 'f'), /^f:\d+: /],
    [() => fromYaml('just text', 'f'), /must be an object/],
    [() => fromEnvironment({ RELAY_LISTEN: 'x' }), /^RELAY_LISTEN: must be .*0\.0\.0\.0:4700/],
    [
      () => fromEnvironment({ RELAY_RATES_LOGIN_PER_NAME_BURST: '-1' }),
      /^RELAY_RATES_LOGIN_PER_NAME_BURST: must be/,
    ],
    [() => fromFlags({ registration: 'maybe' }), /^--registration: must be .*invite, open, closed/],
    [() => fromFlags({ announce: ['/dns4/a/tcp/1', 'x'] }), /^--announce: must be/],
    [() => fromFlags({ announce: ['/dns4/a/tcp/99999'] }), /^--announce: must be/],
    [() => fromFlags({ announce: ['/ip4/999.1.1.1/tcp/1'] }), /^--announce: must be/],
    [() => fromFlags({ announce: ['/dns4/a/tcp/0/ws'] }), /^--announce: must be/],
    [() => parseCommandLine(['--nonsense']), /nonsense/],
    [() => parseCommandLine(['dance']), /dance: unknown command/],
  ]
  for (const [attempt, expected] of cases) {
    assert.throws(attempt, (err: Error) => {
      assert.ok(err instanceof ConfigError, String(err))
      assert.match(err.message, expected)
      return true
    })
  }
})

test('listen addresses are an IP address and a port', () => {
  assert.deepEqual(parseListenAddress('[::]:4700'), { host: '::', port: 4700 })
  assert.deepEqual(parseListenAddress('localhost:0'), { host: '127.0.0.1', port: 0 })
  assert.equal(listenMultiaddr({ host: '::', port: 1 }, 'ws'), '/ip6/::/tcp/1/ws')
  for (const wrong of [
    '',
    ':1',
    'x:1',
    '::1:1',
    '[1.2.3.4]:1',
    '1.2.3.4',
    '1.2.3.4:65536',
    '1.2.3.4:-1',
    '1.2.3.4:1 ',
  ]) {
    assert.throws(() => parseListenAddress(wrong), wrong)
  }
})

test('each platform has its usual data folder', () => {
  const env = { XDG_DATA_HOME: '/home/x/.data', LOCALAPPDATA: 'L' }
  assert.equal(defaultDataFolder({ platform: 'linux', root: true, env }), '/var/lib/homing-relay')
  assert.equal(
    defaultDataFolder({ platform: 'linux', root: false, env }),
    '/home/x/.data/homing-relay',
  )
  assert.match(
    defaultDataFolder({ platform: 'darwin', root: false, env }),
    /Application Support\/Homing Relay$/,
  )
  assert.match(defaultDataFolder({ platform: 'win32', root: false, env }), /^L.Homing Relay$/)
})

test('the spool is set like everything else, and lies in the data folder unless told otherwise', () => {
  const plain = relayConfig({ data: '/srv/home' }).spool
  assert.deepEqual(plain, {
    enabled: true,
    folder: '/srv/home/spool',
    s3: undefined,
    storedBytes: 20e9,
    monthBytes: 200e9,
    minFreeBytes: 1e9,
    keepDays: 14,
  })
  const { spool } = loadConfig({
    flags: { data: '/srv/home', 'spool-keep-days': '3', 'spool-folder': '/big/spool' },
    env: { RELAY_SPOOL_ENABLED: 'false', RELAY_SPOOL_STORED_BYTES: '5000000000' },
    file: undefined,
  })
  const set = { enabled: false, folder: '/big/spool', storedBytes: 5e9, keepDays: 3 }
  assert.deepEqual(spool, { ...plain, ...set })
  assert.throws(
    () => fromEnvironment({ RELAY_SPOOL_ENABLED: 'perhaps' }),
    /RELAY_SPOOL_ENABLED: must be .*true or false/,
  )
  assert.throws(() => fromFlags({ 'spool-stored-bytes': '20 GB' }), /--spool-stored-bytes/)
  assert.throws(() => fromFlags({ 'spool-keep-days': '0' }), /--spool-keep-days/)
})

test('history gets cold when it is asked for, and no earlier than events forget it', () => {
  const { history } = relayConfig({ data: '/x' })
  assert.deepEqual(history, {
    coldAfterDays: undefined,
    keepNewest: 1_000,
    folder: '/x/history',
  })
  const load = (name: string, value: string) =>
    loadConfig({ flags: { data: '/x' }, env: { [name]: value }, file: undefined }).history
  assert.equal(load('RELAY_HISTORY_COLD_AFTER_DAYS', '31').coldAfterDays, 31)
  assert.throws(() => load('RELAY_HISTORY_COLD_AFTER_DAYS', '30'), ConfigError)
  assert.throws(() => load('RELAY_HISTORY_KEEP_NEWEST', '199'), ConfigError)
})
