import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { stringify } from 'yaml'
import { helpText, parseCommandLine } from '../../../relay/config/command-line.ts'
import { ConfigError } from '../../../relay/config/config-error.ts'
import { CONFIG_FILE, loadConfig, settingsOf } from '../../../relay/config.ts'
import { type S3Access, s3Url } from '../../../relay/data/s3-address.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const GIVEN = { ENDPOINT: 'https://s3.example:9000', BUCKET: 'home', ACCESS_KEY: 'AK' }
const SECRET = 'p@ss/w:rd'
const ALL = { ...GIVEN, SECRET_KEY: SECRET }

/** By the environment, names without `RELAY_SPOOL_S3_`. */
function s3Of(given: Record<string, string>, folder = '/x') {
  const env = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`RELAY_SPOOL_S3_${name}`, value]),
  )
  return loadConfig({ flags: { data: folder }, env, file: undefined }).spool.s3
}

test('without a bucket the spool is a folder', () => {
  assert.equal(s3Of({}), undefined)
})

test('a bucket has an endpoint, keys, and the rest unless told otherwise', () => {
  const s3 = s3Of(ALL)
  assert.deepEqual(s3, {
    ...{ endpoint: GIVEN.ENDPOINT, bucket: 'home', accessKey: 'AK', secretKey: SECRET },
    ...{ region: 'us-east-1', pathStyle: true, prefix: 'homing/', ca: undefined },
    ...{ direct: false, publicEndpoint: undefined },
  })
  const other = { REGION: 'eu-central-1', PATH_STYLE: 'false', PREFIX: 'a/b/', CA: 'ca.pem' }
  const inside = s3Of({ ...ALL, DIRECT: 'true', PUBLIC_ENDPOINT: 'https://files.example/' })
  assert.deepEqual([inside?.direct, inside?.publicEndpoint], [true, 'https://files.example'])
  const { region, pathStyle, prefix, ca } = s3Of({ ...ALL, ...other }, '/srv') ?? {}
  assert.deepEqual([region, pathStyle, prefix, ca], ['eu-central-1', false, 'a/b/', '/srv/ca.pem'])
  assert.equal(
    s3Of({ ...ALL, ENDPOINT: 'https://s3.eu-central-1.amazonaws.com/' })?.pathStyle,
    false,
  )
  const args = ['--spool-s3-endpoint', 'http://h', '--spool-s3-bucket', 'abc']
  const { flags } = parseCommandLine([...args, '--spool-s3-access-key', 'AK'])
  const env = { RELAY_SPOOL_S3_SECRET_KEY: SECRET }
  const config = loadConfig({ flags: { ...flags, data: '/x' }, env, file: undefined })
  assert.equal(config.spool.s3?.endpoint, 'http://h')
})

test('half a bucket is none, and says what is missing', () => {
  for (const name of Object.keys(ALL)) {
    const { [name as keyof typeof ALL]: _left, ...others } = ALL
    assert.throws(() => s3Of(others), { name: 'ConfigError', message: /spool\.s3: .*missing/ })
  }
  assert.throws(() => s3Of(GIVEN), /secretKey: missing/)
})

test('what cannot be an endpoint, a bucket or a prefix is refused where it stands', () => {
  const wrong = {
    ENDPOINT: ['s3.example', 'ftp://h', 'https://h/path', 'https://a:s3cret@h', 'https://h?x'],
    BUCKET: ['ab', 'Home', 'a_b', '-ab', 'a'.repeat(64)],
    PREFIX: ['homing', '/homing/', 'a//', 'a b/', 'é/', '../', './', 'a/../'],
    REGION: ['EU', ''.padEnd(65, 'a')],
  }
  for (const [name, texts] of Object.entries(wrong)) {
    for (const text of texts) {
      assert.throws(
        () => s3Of({ ...ALL, [name]: text }),
        (err: Error) =>
          err.message.startsWith(`RELAY_SPOOL_S3_${name}: must be`) && !/s3cret/.test(err.message),
        text,
      )
    }
  }
})

test('the secret is nobody else’s: no flag, not printed, and its file is private', () => {
  assert.throws(() => parseCommandLine(['--spool-s3-secret-key', SECRET]), ConfigError)
  assert.match(helpText(), /RELAY_SPOOL_S3_SECRET_KEY/)
  using folder = temporaryFolder()
  const file = join(folder.path, CONFIG_FILE)
  writeFileSync(file, `spool:\n  s3:\n    secretKey: ${SECRET}\n`)
  chmodSync(file, 0o640)
  assert.throws(() => s3Of(GIVEN, folder.path), { name: 'ConfigError', message: /chmod 600/ })
  chmodSync(file, 0o600)
  assert.equal(s3Of(GIVEN, folder.path)?.secretKey, SECRET)
  const config = loadConfig({ flags: { data: folder.path }, file: undefined, ...FROM_ENV })
  assert.ok(!stringify(settingsOf(config)).includes(SECRET))
})

const FROM_ENV = {
  env: Object.fromEntries(
    Object.entries(ALL).map(([name, value]) => [`RELAY_SPOOL_S3_${name}`, value]),
  ),
}

test('a bucket stands in the path, or in the name of the host', () => {
  const access = { ...(s3Of(ALL) as S3Access) }
  assert.equal(s3Url(access, 'a/b').href, 'https://s3.example:9000/home/a/b')
  assert.equal(
    s3Url({ ...access, pathStyle: false }, 'a/b').href,
    'https://home.s3.example:9000/a/b',
  )
  assert.equal(s3Url(access, '').href, 'https://s3.example:9000/home/')
})
