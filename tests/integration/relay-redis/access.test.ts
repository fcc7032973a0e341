import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { RedisError, type RedisErrorCode } from '../../../relay/data/redis-error.ts'
import { befriend } from '../../support/home-client.ts'
import { loopbackCertificate } from '../../support/loopback-certificate.ts'
import { Program } from '../../support/program.ts'
import { noRedis } from '../../support/redis-programs.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { relayPair } from '../../support/relay-pair.ts'
import {
  openRedis,
  redisConfig,
  redisSettings,
  type RedisSettings,
} from '../../support/open-redis.ts'
import { sharedCluster } from '../../support/temp-redis.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { messageId, said } from '../relay/relay-messages.ts'

const CANNOT = noRedis()
const PASSWORD = 'pa55/w:rd@'
const ENCODED = encodeURIComponent(PASSWORD)
/** What relay/OPERATORS.md tells operators to allow. */
const RIGHTS = /```\n(ACL SETUSER [^`]+)```/.exec(
  readFileSync(join(import.meta.dirname, '../../../relay/OPERATORS.md'), 'utf8'),
)?.[1]

/** A message and a presence pass between two relays. */
async function checkPair(redis: RedisSettings): Promise<void> {
  await using pair = await relayPair(redis)
  const bob = await pair.one.person('bob')
  const eve = await pair.two.person('eve')
  const { conversation, other } = await befriend(bob, eve, 'eve')
  const id = messageId()
  await bob.ask('sendMessage', { conversation, id, body: said('hello') })
  await eve.event('message', (message) => message.id === id)
  await using phone = await pair.one.stranger()
  await phone.login('bob')
  await phone.attach()
  assert.equal((await phone.next('presence')).account, other)
}

async function codeOf(settings: RedisSettings): Promise<RedisErrorCode> {
  const opened = openRedis(redisConfig(settings))
  const err: unknown = await opened.then(
    (redis) => redis[Symbol.asyncDispose](),
    (refusal: unknown) => refusal,
  )
  assert.ok(err instanceof RedisError, String(err))
  assert.ok(!err.message.includes(PASSWORD) && !err.message.includes(ENCODED), err.message)
  return err.code
}

test('a user with the rights that the README names can do all, and nothing outside of the prefix', {
  skip: CANNOT,
}, async () => {
  await using redis = await RedisServer.start()
  const settings = redisSettings({ url: redis.settings.url, nodes: [] })
  const rights = (RIGHTS ?? '')
    .replace('<password>', PASSWORD)
    .replaceAll('homing:*', `${settings.prefix}:*`)
    .replaceAll('\\\n', ' ')
  await redis.run(...rights.trim().split(/\s+/))
  await redis.run('CONFIG', 'SET', 'requirepass', 'nobody else')
  const url = `redis://homing:${ENCODED}@127.0.0.1:${redis.port}`
  await checkPair({ ...settings, url })
  assert.equal(await codeOf({ ...settings, url: redis.settings.url }), 'denied')
  assert.equal(await codeOf({ ...settings, url: url.replace(ENCODED, 'wrong') }), 'denied')
  const other = await openRedis(redisConfig({ ...settings, url, prefix: 'other' }))
  await assert.rejects(
    other.redis.ask('routes', (line) => line.ask('other:x', ['GET', 'other:x'])),
    { name: 'RedisError', code: 'denied' },
  )
  await other[Symbol.asyncDispose]()
})

test('a line with TLS is checked with the certificate that is given, and with no other', {
  skip: CANNOT,
}, async () => {
  const { cert, key } = loopbackCertificate()
  await using redis = await RedisServer.start({ tls: { cert, key } })
  const url = `rediss://127.0.0.1:${redis.tlsPort}`
  await checkPair({ ...redisSettings({ url, nodes: [] }), ca: redis.ca })
  // Reachable by nobody: perhaps its certificate is mended later.
  await using distrusted = await openRedis(redisConfig(redisSettings({ url, nodes: [] })))
  assert.equal(distrusted.redis.away, 'unreachable')
  assert.equal(
    await codeOf({ ...redisSettings({ url, nodes: [] }), ca: '/nowhere/ca.pem' }),
    'unsuitable',
  )
})

test('what a relay cannot use is refused at the start', { skip: CANNOT }, async () => {
  const cluster = (await sharedCluster()).settings
  const numbered = { ...cluster, url: `${cluster.url}/1` }
  assert.equal(await codeOf(redisSettings(numbered)), 'unsuitable')
  await using one = await RedisServer.start()
  await using two = await RedisServer.start()
  const nodes = [`127.0.0.1:${two.port}`]
  assert.equal(await codeOf(redisSettings({ ...one.settings, nodes })), 'unsuitable')
  await checkPair({ ...redisSettings(one.settings), url: `${one.settings.url}/3` })
  const keys = await one.run('INFO', 'keyspace')
  assert.match(String(keys), /db3:/)
  assert.doesNotMatch(String(keys), /db0:/)
})

test('the program ends with 2 when Redis turns it away, and the password is told to nobody', {
  skip: CANNOT,
}, async () => {
  await using redis = await RedisServer.start({ settings: { requirepass: PASSWORD } })
  using folder = temporaryFolder()
  const data = join(folder.path, 'home')
  const args = ['--data', data, '--listen', '127.0.0.1:0', '--redis-url', redis.settings.url]
  const refused = new Program('relay', args, { env: { RELAY_REDIS_PASSWORD: 'wrong' } })
  assert.equal(await refused.exited, 2)
  assert.match(refused.stderr, /^relay: redis: WRONGPASS/)
  const program = new Program('relay', args, { env: { RELAY_REDIS_PASSWORD: PASSWORD } })
  await program.line((line) => line === 'ready')
  assert.match(String(await redis.run('PUBSUB', 'SHARDCHANNELS').catch(String)), /NOAUTH/)
  await redis.stop('SIGKILL')
  const log = join(data, 'logs', 'relay.log')
  while (!readFileSync(log, 'utf8').includes('redis went away')) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.equal(await program.kill('SIGTERM'), 0)
  const told = program.stdout + program.stderr + readFileSync(log, 'utf8')
  assert.ok(!told.includes(PASSWORD) && !told.includes(ENCODED))
})
