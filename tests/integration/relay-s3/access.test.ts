import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createConnection } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { createServer } from 'node:tls'
import type { S3Access } from '../../../relay/data/s3-address.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { loopbackCertificate } from '../../support/loopback-certificate.ts'
import { makeBucket, openS3, openS3Blobs, s3Access } from '../../support/open-s3.ts'
import { noS3 } from '../../support/s3-programs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { sharedS3 } from '../../support/temp-s3.ts'
import { testRelay } from '../../support/test-relay.ts'

const CANNOT = noS3()
const LOOK = { use: 'look', method: 'GET', key: 'x', statuses: [404] } as const
const failed = (code: string) => ({ name: 'S3Error', code })

async function withBucket(): Promise<S3Access> {
  const access = s3Access(await sharedS3())
  await makeBucket(access)
  return access
}

async function asked(access: S3Access): Promise<number> {
  using s3 = await openS3(access)
  return (await s3.ask(LOOK)).status
}

test('signatures are checked: a wrong secret, and a key that nobody has, are refused with a name', {
  skip: CANNOT,
}, async () => {
  const access = await withBucket()
  assert.equal(await asked(access), 404)
  const wrong = asked({ ...access, secretKey: 'guessed' })
  await assert.rejects(wrong, (err: Error) => {
    assert.ok(!err.message.includes('guessed') && !err.message.includes(access.secretKey))
    assert.match(err.message, /SignatureDoesNotMatch.*spool\.s3\.accessKey/)
    return true
  })
  await assert.rejects(asked({ ...access, secretKey: 'guessed' }), failed('denied'))
  await assert.rejects(asked({ ...access, accessKey: 'nobody' }), failed('denied'))
})

test('a bucket that is not there, and a port that nobody answers at, are told apart', {
  skip: CANNOT,
}, async () => {
  const access = await withBucket()
  using s3 = await openS3({ ...access, bucket: 'nothing-here' })
  const list = { use: 'list', method: 'GET', key: '', query: { 'list-type': '2' } } as const
  await assert.rejects(s3.ask(list), failed('no-bucket'))
  assert.equal(s3.away, 'no-bucket')
  using nobody = await openS3({ ...access, endpoint: 'http://127.0.0.1:9' })
  await assert.rejects(nobody.ask({ ...LOOK, once: true }), failed('unreachable'))
})

test('a clock that is ten years off is no reason to be refused', { skip: CANNOT }, async () => {
  const access = await withBucket()
  const off = { ...systemClock, nowMs: () => systemClock.nowMs() - 10 * 365 * 24 * 3600_000 }
  using s3 = await openS3(access, { clock: off })
  await s3.ask({ use: 'put', method: 'PUT', key: 'x', body: Uint8Array.of(1) })
  const url = await s3.presign('GET', 'x', { seconds: 60 })
  assert.equal((await fetch(url)).status, 200)
})

test('a line with TLS is checked with the certificate that is given, and with no other', {
  skip: CANNOT,
}, async () => {
  const plain = await withBucket()
  const { cert, key } = loopbackCertificate()
  await using gate = await tlsGate({ cert, key }, new URL(plain.endpoint).port)
  using folder = temporaryFolder()
  const ca = join(folder.path, 'ca.pem')
  writeFileSync(ca, cert)
  const access = { ...plain, endpoint: `https://127.0.0.1:${gate.port}` }
  using s3 = await openS3({ ...access, ca })
  const body = Uint8Array.of(1, 2, 3)
  await s3.ask({ use: 'put', method: 'PUT', key: 'x', body })
  const into = new Uint8Array(3)
  await s3.ask({ use: 'get', method: 'GET', key: 'x', into })
  assert.deepEqual(into, body)
  await assert.rejects(asked(access), failed('unsuitable'))
  await assert.rejects(openS3({ ...access, ca: '/nowhere/ca.pem' }), failed('unsuitable'))
})

/** A door to the gateway that speaks TLS, and passes on what it hears. */
async function tlsGate(identity: Readonly<{ cert: string; key: string }>, port: string) {
  const server = createServer(identity, (near) => {
    const far = createConnection(Number(port), '127.0.0.1')
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}

test('what another home has in the bucket is left alone', { skip: CANNOT }, async () => {
  const server = await sharedS3()
  await using ours = await openS3Blobs(server, { home: 'ours' })
  const { access } = ours
  await ours.blobs.put('folder', 'x', Uint8Array.of(1))
  await using theirs = await openS3Blobs(server, { access, home: 'theirs' })
  await assert.rejects(theirs.blobs.list('folder'), failed('unsuitable'))
  await assert.rejects(theirs.blobs.delete('folder', ['x']), /another spool\.s3\.prefix/)
  await using again = await openS3Blobs(server, { access, home: 'ours' })
  assert.equal((await again.blobs.list('folder')).length, 1)
})

test('a relay with a wrong secret does not start, and one whose bucket is away does', {
  skip: CANNOT,
}, async () => {
  const access = { ...(await withBucket()), prefix: 'homing/' }
  const start = (s3: object) => testRelay({ spool: { s3: { ...access, ...s3 } } } as never)
  await assert.rejects(start({ secretKey: 'guessed' }), failed('denied'))
  await assert.rejects(start({ bucket: 'nothing-here' }), failed('no-bucket'))
  await using waiting = await start({ endpoint: 'http://127.0.0.1:9' })
  assert.equal(waiting.relay.home, 'home')
})
