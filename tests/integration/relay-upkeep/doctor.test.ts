/** `relay doctor` on homes that are well, and on ones that are not. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, renameSync, writeFileSync } from 'node:fs'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { openHomeDatabase } from '../../../relay/data/home-database.ts'
import type { Finding } from '../../../relay/upkeep/entity/finding.ts'
import { REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { operatorCommand } from '../../support/operator-command.ts'
import type { ProgramOptions } from '../../support/program.ts'
import { noRedis } from '../../support/redis-programs.ts'
import { makeBucket, openS3Blobs, s3Access } from '../../support/open-s3.ts'
import { noS3 } from '../../support/s3-programs.ts'
import { startRelay } from '../../support/relay-process.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { sharedS3 } from '../../support/temp-s3.ts'
import { sharedRedis } from '../../support/temp-redis.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

type Diagnosis = Readonly<{ code: number; found: (check: string) => Finding | undefined }>

async function doctor(folder: string, yaml = '', options: ProgramOptions = {}): Promise<Diagnosis> {
  using place = temporaryFolder()
  const file = join(place.path, 'relay.yaml')
  // The usual ports may be taken on this machine.
  const listen = /^listen:/m.test(yaml) ? '' : 'listen: 127.0.0.1:0\n'
  writeFileSync(file, `${listen}${yaml}`, { mode: 0o600 })
  const args = ['doctor', '--data', folder, '--config', file, '--json']
  const { code, stdout, stderr } = await operatorCommand(args, options)
  assert.equal(stderr, '')
  const { findings, isWell } = JSON.parse(stdout) as { findings: Finding[]; isWell: boolean }
  assert.equal(code, isWell ? 0 : 7)
  return { code, found: (check) => findings.find((each) => each.check === check) }
}

async function occupied() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, [Symbol.dispose]: () => void server.close() }
}

async function freePort(): Promise<number> {
  using server = await occupied()
  return server.port
}

test('a relay that runs is well, and says so itself', async () => {
  const port = await freePort()
  await using relay = await startRelay({ args: ['--metrics-listen', `127.0.0.1:${port}`] })
  const [, tcp] = /\/tcp\/(\d+)/.exec(relay.address) ?? []
  const { code, found } = await doctor(
    relay.folder,
    `listen: 127.0.0.1:${tcp}\nwsListen: off\nmetricsListen: 127.0.0.1:${port}\nannounce: [/ip4/127.0.0.1/tcp/${tcp}]\n`,
  )
  assert.equal(code, 0)
  for (const check of [
    'folder',
    'secrets',
    'database',
    'tables',
    'home',
    'clock',
    'address',
    'relay',
  ]) {
    assert.equal(found(check)?.state, 'ok', JSON.stringify(found(check)))
  }
  assert.match(found('relay')?.fact ?? '', /is ready: .*database/)
  if (process.platform === 'linux') {
    assert.match(found(`port ${tcp}`)?.fact ?? '', new RegExp(`taken by .*\\(pid ${relay.pid}\\)`))
  }
  const text = await operatorCommand(['doctor', '--data', relay.folder])
  assert.match(text.stdout, /^ok +folder/m)
})

test('a folder that is not a home yet has no fault', async () => {
  using folder = temporaryFolder()
  const { code, found } = await doctor(join(folder.path, 'home'))
  assert.equal(code, 0)
  assert.equal(found('folder')?.state, 'warning')
  assert.equal(found('secrets')?.state, 'skipped')
  assert.equal(found('database')?.state, 'skipped')
})

test('what is wrong in the folder is a fault, with what to do', async () => {
  await using relay = await startRelay()
  await relay.stop()
  const { folder } = relay
  chmodSync(folder, 0o755)
  const open = (await doctor(folder)).found('folder')
  assert.deepEqual([open?.state, open?.todo], ['fault', `chmod 700 '${folder}'`])
  chmodSync(folder, 0o700)
  chmodSync(join(folder, 'key'), 0o644)
  const readable = (await doctor(folder)).found('secrets')
  assert.deepEqual([readable?.state, /chmod 600/.test(readable?.fact ?? '')], ['fault', true])
  chmodSync(join(folder, 'key'), 0o600)
  renameSync(join(folder, 'opaque'), join(folder, 'opaque.away'))
  assert.match((await doctor(folder)).found('secrets')?.fact ?? '', /there is no .*opaque/)
  writeFileSync(join(folder, 'opaque'), 'another', { mode: 0o600 })
  assert.match((await doctor(folder)).found('home')?.fact ?? '', /made with another 'opaque'/)
  const { found } = await doctor(folder, 'spool: { minFreeBytes: 1000000000000000 }\n')
  assert.equal(found('spool disk')?.state, 'warning')
  await using database = await openHomeDatabase({ file: join(folder, 'relay.sqlite') }, REAL_DEPS, {
    readOnly: false,
  })
  await database.transact((db) => db.schema.dropTable('spool_usage').execute())
  const { found: then, code } = await doctor(folder)
  assert.deepEqual([code, then('tables')?.state], [7, 'fault'])
  assert.match(then('tables')?.fact ?? '', /0002-spool was cut off/)
})

test('a port that somebody else has is named with who that is; an address that leads nowhere is told', async () => {
  using folder = temporaryFolder()
  using other = await occupied()
  const { code, found } = await doctor(
    folder.path,
    `listen: 127.0.0.1:${other.port}\nwsListen: 203.0.113.9:4701\n`,
  )
  assert.equal(code, 7)
  const taken = found(`port ${other.port}`)
  assert.equal(taken?.state, 'fault')
  if (process.platform === 'linux')
    assert.match(taken?.fact ?? '', new RegExp(`\\(pid ${process.pid}\\)`))
  assert.match(found('port 4701')?.fact ?? '', /is no address of this machine/)
  await using relay = await startRelay()
  const nowhere = await doctor(relay.folder, `announce: [/ip4/127.0.0.1/tcp/${await freePort()}]\n`)
  assert.equal(nowhere.found('address')?.state, 'warning')
  assert.match(nowhere.found('address')?.fact ?? '', /ECONNREFUSED/)
})

test('a database server is looked at as it is', { skip: noMariadb() }, async () => {
  using folder = temporaryFolder()
  const mariadb = await sharedMariadb()
  const url = mariadb.url(await mariadb.newDatabase())
  const fresh = await doctor(folder.path, `database: { url: '${url}' }\n`)
  assert.match(fresh.found('database')?.fact ?? '', /^mysql:\/\/homing@.*, MariaDB 1/)
  assert.equal(fresh.found('tables')?.state, 'warning')
  const away = url.replace(`:${mariadb.port}`, ':1')
  const { code, found } = await doctor(folder.path, `database: { url: '${away}' }\n`)
  assert.equal(code, 7)
  assert.match(found('database')?.fact ?? '', /cannot be reached \(ECONNREFUSED\)/)
  await mariadb.run('set global innodb_flush_log_at_trx_commit = 2')
  try {
    const risky = (await doctor(folder.path, `database: { url: '${url}' }\n`)).found('database')
    assert.equal(risky?.state, 'warning')
    assert.match(risky?.fact ?? '', /innodb_flush_log_at_trx_commit = 2/)
  } finally {
    await mariadb.run('set global innodb_flush_log_at_trx_commit = 1')
  }
})

test('a Redis is looked at with what a relay may do there', { skip: noRedis() }, async () => {
  using folder = temporaryFolder()
  const redis = await sharedRedis()
  const at = (user: string) => `redis: { url: 'redis://${user}127.0.0.1:${redis.port}' }\n`
  assert.equal((await doctor(folder.path, at(''))).found('redis')?.state, 'ok')
  await redis.run(
    'ACL',
    'SETUSER',
    'half',
    'on',
    '>word',
    '~homing:*',
    '&homing:*',
    '+@all',
    '-spublish',
  )
  const { code, found } = await doctor(folder.path, at('half:word@'))
  assert.deepEqual([code, found('redis')?.state], [7, 'fault'])
  assert.match(found('redis')?.fact ?? '', /denied .*spublish/)
  const away = await doctor(
    folder.path,
    `redis: { url: 'redis://127.0.0.1:${await freePort()}' }\n`,
  )
  assert.match(away.found('redis')?.fact ?? '', /unreachable/)
})

test('a bucket is tried with an object of its own, and what is wrong with it has its name', {
  skip: noS3(),
}, async () => {
  const access = s3Access(await sharedS3())
  const { endpoint, bucket, accessKey, secretKey } = access
  using folder = temporaryFolder()
  const s3 = (secret: string) =>
    `spool: { s3: { endpoint: '${endpoint}', bucket: ${bucket}, accessKey: ${accessKey}, secretKey: ${secret} } }\n`
  const absent = await doctor(folder.path, s3(secretKey))
  assert.match(absent.found('s3')?.fact ?? '', /bucket-\d+: no-bucket/)
  await makeBucket(access)
  const well = await doctor(folder.path, s3(secretKey))
  assert.equal(well.found('s3')?.state, 'ok', JSON.stringify(well.found('s3')))
  assert.equal(well.found('spool disk'), undefined)
  const wrong = await doctor(folder.path, s3('guessed'))
  assert.deepEqual([wrong.code, wrong.found('s3')?.state], [7, 'fault'])
  assert.match(wrong.found('s3')?.fact ?? '', /denied/)
})

test('the bucket as nodes use it: put, get, forged and over TLS, and what is wrong has its name', {
  skip: noS3(),
}, async () => {
  const server = await sharedS3()
  const access = s3Access(server)
  await makeBucket(access)
  const { endpoint, bucket, accessKey, secretKey } = access
  using folder = temporaryFolder()
  const look = (publicEndpoint: string, options: ProgramOptions = {}) => {
    const keys = `accessKey: ${accessKey}, secretKey: ${secretKey}`
    const direct = `direct: true, publicEndpoint: '${publicEndpoint}'`
    const yaml = `spool: { s3: { endpoint: '${endpoint}', bucket: ${bucket}, ${keys}, ${direct} } }\n`
    return doctor(folder.path, yaml, options)
  }
  const plain = await look(endpoint)
  assert.equal(plain.found('direct urls')?.state, 'ok', JSON.stringify(plain.found('direct urls')))
  assert.equal(plain.found('direct clock')?.state, 'ok')
  assert.match(plain.found('direct')?.fact ?? '', /loopback\): for nodes that reach this home at a/)
  assert.equal(plain.code, 0, 'a relay works without it')
  const tls = `https://127.0.0.1:${server.tlsPort}`
  const strange = await look(tls)
  assert.match(
    strange.found('direct')?.fact ?? '',
    /SELF_SIGNED_CERT: no TLS that is believed here/,
  )
  assert.match(strange.found('direct')?.todo ?? '', /NODE_EXTRA_CA_CERTS/)
  const believed = await look(tls, { env: { NODE_EXTRA_CA_CERTS: server.ca } })
  assert.equal(believed.found('direct urls')?.state, 'ok')
  const away = await look(`https://127.0.0.1:${await freePort()}`)
  assert.match(away.found('direct')?.fact ?? '', /ECONNREFUSED: it cannot be reached from here/)
  await using s3 = await openS3Blobs(server, { access })
  assert.deepEqual(await Array.fromAsync(s3.blobs.folders()), [], 'nothing is left')
})

test('a door to the bucket that changes what is signed, or lets everybody in, is found out', {
  skip: noS3(),
}, async () => {
  const access = s3Access(await sharedS3())
  await makeBucket(access)
  const { endpoint, bucket, accessKey, secretKey } = access
  using folder = temporaryFolder()
  let door: 'renames' | 'elsewhere' | 'lax' = 'renames'
  let aheadMs = 0
  const serve = async (asked: IncomingMessage, answer: ServerResponse) => {
    const date = new Date(Date.now() + aheadMs).toUTCString()
    if (door === 'elsewhere') return void answer.writeHead(200, { date }).end()
    // Its own name in place of the one that was signed.
    const headers = door === 'renames' ? { ...asked.headers, host: 'store' } : asked.headers
    const { method, url = '' } = asked
    const passed = requestHttp(`${endpoint}${url}`, { method: method ?? 'GET', headers })
    asked.pipe(passed)
    const [reply] = (await once(passed, 'response')) as [IncomingMessage]
    const { statusCode: status = 0 } = reply
    answer.writeHead(door === 'lax' && status === 403 ? 200 : status, { date })
    reply.pipe(answer)
  }
  const server = createHttpServer((asked, answer) => void serve(asked, answer))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const keys = `accessKey: ${accessKey}, secretKey: ${secretKey}`
    const direct = `direct: true, publicEndpoint: 'http://127.0.0.1:${port}'`
    const yaml = `spool: { s3: { endpoint: '${endpoint}', bucket: ${bucket}, ${keys}, ${direct} } }\n`
    const changed = await doctor(folder.path, yaml)
    assert.match(changed.found('direct urls')?.fact ?? '', /a presigned PUT was answered with 403/)
    assert.match(changed.found('direct urls')?.todo ?? '', /pass on Host/)
    door = 'lax'
    const lax = await doctor(folder.path, yaml)
    assert.deepEqual([lax.code, lax.found('direct urls')?.state], [7, 'fault'])
    assert.match(lax.found('direct urls')?.fact ?? '', /a wrong signature was accepted/)
    door = 'elsewhere'
    aheadMs = 120_000
    const other = await doctor(folder.path, yaml)
    assert.match(other.found('direct urls')?.fact ?? '', /for the relay, what was put .* 404/)
    assert.equal(other.found('direct clock')?.state, 'warning')
    assert.match(other.found('direct clock')?.fact ?? '', /1(19|20) s ahead/)
  } finally {
    server.close()
  }
})
