import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { S3_ANSWER_MS, S3_RETRY_MS } from '../../../relay/data/s3.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_SEALED_CHUNK_BYTES as CHUNK } from '../../../src/transfer/limits.ts'
import { makeBucket, openS3, s3Access } from '../../support/open-s3.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { noS3 } from '../../support/s3-programs.ts'
import { S3Server } from '../../support/s3-server.ts'
import { MemorySink, sealedContent, UploadHolder } from '../../support/spool/spool-peer.ts'
import { swiftClock } from '../../support/swift-clock.ts'
import { tcpProxy } from '../../support/tcp-proxy.ts'
import { sharedS3 } from '../../support/temp-s3.ts'
import { assertGot, put, spoolRig, uploaded } from '../relay-spool/spool-rig.ts'

const CANNOT = noS3()
const failed = (code: string) => ({ name: 'S3Error', code })

/** A relay with a spool in a bucket, to which it talks through a line that the test can hold. */
async function onS3(server: S3Server) {
  await using stack = new AsyncDisposableStack()
  const access = s3Access(server)
  await makeBucket(access)
  const line = stack.use(await tcpProxy({ host: '127.0.0.1', port: server.port }))
  const log = new RecordedLog()
  const s3 = { ...access, endpoint: `http://127.0.0.1:${line.port}`, prefix: 'homing/' }
  const parts = { clock: swiftClock(4), log }
  const rig = stack.use(await spoolRig({ s3 }, parts, { metricsListen: '127.0.0.1:0' }))
  // A node that says nothing for half a minute is gone; here that passes in seconds.
  const ping = () => [rig.alice, rig.bob].map(({ client }) => client.ask('ping', {}))
  const pinging = setInterval(() => void Promise.allSettled(ping()), 1_000)
  stack.defer(() => clearInterval(pinging))
  const operator = rig.home.relay.operatorAddress ?? ''
  const said = async (path: string) => await (await fetch(`${operator}${path}`)).text()
  const held = stack.move()
  return {
    ...rig,
    ...{ access, line, log },
    /** What the readiness says of the spool. */
    spool: async () => {
      const { ready, checks } = JSON.parse(await said('/readyz')) as Ready
      return { ready, why: checks.find(({ name }) => name === 'spool')?.why }
    },
    failures: async (code: string) => {
      const text = await said('/metrics')
      const lines = text.split('\n').filter((each) => each.startsWith('homing_s3_failures_total'))
      const ofCode = lines.filter((each) => each.includes(`code="${code}"`))
      return ofCode.reduce((sum, each) => sum + Number(each.split(' ').at(-1)), 0)
    },
    logged: (message: string) => log.entries.some((entry) => entry.message === message),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

type Ready = { ready: boolean; checks: { name: string; why?: string }[] }
type Home = Awaited<ReturnType<typeof onS3>>

async function refusalOf(work: Promise<unknown>): Promise<HomeRefusal> {
  const err = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(err instanceof HomeRefusal, String(err))
  return err
}

async function isRefused(work: Promise<unknown>): Promise<boolean> {
  return await work.then(
    () => false,
    () => true,
  )
}

/** A relay's store goes away in the middle of an upload, in this way, and comes back. */
async function interrupted(home: Home, away: () => void, back: () => void, code: string) {
  const content = sealedContent(60, 100_000)
  const { spool, ticket } = await put(home.alice, content, [home.bobId])
  const holder = new UploadHolder(content)
  const half = Promise.withResolvers<void>()
  holder.onChunk = async (index) => void (index === 40 && half.resolve())
  const upload = home.alice.upload(spool, holder, ticket)
  await half.promise
  away()
  const stopped = await upload
  assert.ok(stopped.kind === 'stopped' && stopped.by === 'peer' && stopped.code === 'failed')
  assert.ok(home.logged('s3 went away'))
  // Nobody is let in to send in vain, and is told when to ask again.
  const refused = await refusalOf(put(home.alice, content, [home.bobId], spool))
  assert.deepEqual([refused.code, refused.retryAfterMs > 0], ['unavailable', true])
  assert.deepEqual(await home.spool(), { ready: true, why: `s3 ${code}` })
  assert.ok((await home.failures(code)) > 0)
  back()
  while ((await home.spool()).why !== undefined) await pause()
  await put(home.alice, content, [home.bobId], spool)
  assert.ok(home.logged('s3 is back'))
  const known = holder.asked.length
  assert.equal((await home.alice.upload(spool, holder, ticket)).kind, 'stored')
  // What was acknowledged is not asked for again: all but the last window.
  assert.ok(holder.asked.length - known < 40, `${holder.asked.length - known} were sent again`)
  const sink = new MemorySink(content)
  assert.equal((await home.bob.download(spool, sink)).kind, 'verified')
  assertGot(sink, content)
}

test('a store that goes away stops the line with a reason, and nothing that it answered is lost', {
  skip: CANNOT,
}, async () => {
  await using home = await onS3(await sharedS3())
  await interrupted(home, home.line.close, home.line.mend, 'unreachable')
})

test('one that says nothing is given up after a while, each time', { skip: CANNOT }, async () => {
  await using home = await onS3(await sharedS3())
  const silence = () => {
    home.line.hold('down')
    home.line.forget()
  }
  const speech = () => {
    home.line.release('down')
    home.line.cut()
  }
  await interrupted(home, silence, speech, 'late')
})

test('a break of a second is made up for, and nobody hears of it', { skip: CANNOT }, async () => {
  await using home = await onS3(await sharedS3())
  const content = sealedContent(10, 100_000)
  const { spool, ticket } = await put(home.alice, content, [home.bobId])
  const holder = new UploadHolder(content)
  holder.onChunk = async (index) => void (index % 3 === 1 && home.line.cut())
  assert.equal((await home.alice.upload(spool, holder, ticket)).kind, 'stored')
  const sink = new MemorySink(content)
  sink.onWrite = async (index) => void (index % 3 === 1 && home.line.cut())
  assert.equal((await home.bob.download(spool, sink)).kind, 'verified')
  assertGot(sink, content)
  assert.ok((await home.failures('unreachable')) > 0)
})

test('a reader hears that it failed while the store is away, and reads on when it is back', {
  skip: CANNOT,
}, async () => {
  await using home = await onS3(await sharedS3())
  const content = sealedContent(4, 100_000)
  const { spool } = await uploaded(home, content)
  home.line.close()
  const sink = new MemorySink(content)
  const outcome = await home.bob.download(spool, sink)
  assert.ok(outcome.kind === 'stopped' && outcome.by === 'peer' && outcome.code === 'failed')
  home.line.mend()
  assert.equal((await home.bob.download(spool, sink)).kind, 'verified')
  assertGot(sink, content)
  assert.equal(home.logged('stored chunk was damaged'), false)
})

test('a store that is full says so to the sender, until there is room again', {
  skip: CANNOT,
}, async () => {
  const server = await sharedS3()
  await using home = await onS3(server)
  const of = [`--bucket=${home.access.bucket}`, '--quota-scope=bucket', '--uid=homing']
  await server.admin('quota', 'set', ...of, '--max-objects=4')
  await server.admin('quota', 'enable', ...of)
  const content = sealedContent(8, CHUNK)
  const { spool, ticket } = await put(home.alice, content, [home.bobId])
  const holder = new UploadHolder(content)
  const stopped = await home.alice.upload(spool, holder, ticket)
  assert.ok(stopped.kind === 'stopped' && stopped.code === 'disk-full', JSON.stringify(stopped))
  const refused = await refusalOf(put(home.alice, content, [home.bobId], spool))
  assert.equal(refused.code, 'spool-disk')
  assert.ok((await home.failures('full')) > 0)
  assert.equal(home.logged('s3 went away'), false)
  await server.admin('quota', 'disable', ...of)
  while (await isRefused(put(home.alice, content, [home.bobId], spool))) await pause(500)
  assert.equal((await home.alice.upload(spool, holder, ticket)).kind, 'stored')
  const sink = new MemorySink(content)
  assert.equal((await home.bob.download(spool, sink)).kind, 'verified')
  assertGot(sink, content)
})

test('a gateway that was killed and started again has what it answered', {
  skip: CANNOT,
}, async () => {
  await using server = await S3Server.start()
  await using home = await onS3(server)
  const content = sealedContent(6, 100_000)
  const { spool } = await uploaded(home, content)
  await server.killGateway()
  await server.startGateway()
  const sink = new MemorySink(content)
  assert.equal((await home.bob.download(spool, sink)).kind, 'verified')
  assertGot(sink, content)
})

function accessAt(port: number) {
  const keys = { accessKey: 'a', secretKey: 'b', region: 'c', bucket: 'bucket' }
  const rest = { pathStyle: true, ca: undefined, publicEndpoint: undefined }
  return { endpoint: `http://127.0.0.1:${port}`, ...keys, ...rest }
}

/** Answers what it is told to: no store of its own, but what stores and proxies before them say. */
async function answering(...answers: readonly (readonly [number, string])[]) {
  let asked = 0
  const server = createServer((request, response) => {
    request.resume()
    const [status, body] = answers[Math.min(asked++, answers.length - 1)] ?? [500, '']
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const s3 = await openS3(accessAt(port), { clock: swiftClock(50) })
  return {
    s3,
    asked: () => asked,
    [Symbol.asyncDispose]: async () => {
      s3.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const LOOK = { use: 'look', method: 'GET', key: 'x' } as const
const errorOf = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`

test('a store that asks to be asked less often is asked again later', async () => {
  const slow = [503, errorOf('SlowDown')] as const
  await using store = await answering(slow, slow, [500, errorOf('InternalError')], [200, ''])
  assert.equal((await store.s3.ask(LOOK)).status, 200)
  assert.equal(store.asked(), 4)
})

test('what failed in passing is given up in the end, with its name', async () => {
  await using store = await answering([503, errorOf('SlowDown')])
  const beganMs = performance.now()
  await assert.rejects(store.s3.ask(LOOK), failed('busy'))
  const ms = (performance.now() - beganMs) * 50
  assert.ok(ms > S3_RETRY_MS / 2, `after ${Math.round(ms)} ms`)
  assert.equal(store.s3.away, 'busy')
})

test('what is not mended by asking again is not asked again', async () => {
  for (const [status, body, code] of [
    [403, errorOf('InvalidAccessKeyId'), 'denied'],
    [404, errorOf('NoSuchBucket'), 'no-bucket'],
    [507, '', 'full'],
    [301, errorOf('PermanentRedirect'), 'unsuitable'],
    [418, 'no XML', 'failed'],
  ] as const) {
    await using store = await answering([status, body])
    await assert.rejects(store.s3.ask(LOOK), failed(code))
    assert.equal(store.asked(), 1)
  }
})

test('an answer that is longer than what was asked for is not taken', async () => {
  await using store = await answering([200, 'x'.repeat(100)])
  const into = new Uint8Array(99)
  await assert.rejects(store.s3.ask({ ...LOOK, into }), failed('unsuitable'))
})

test('a request has a deadline, and its signal ends it', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  try {
    using s3 = await openS3(accessAt(port), { clock: swiftClock(50) })
    const beganMs = performance.now()
    await assert.rejects(s3.ask({ ...LOOK, once: true }), failed('late'))
    const ms = (performance.now() - beganMs) * 50
    assert.ok(ms >= S3_ANSWER_MS, `after ${Math.round(ms)} ms`)
    const over = new AbortController()
    const asking = s3.ask(LOOK, { signal: over.signal })
    over.abort(new Error('over'))
    await assert.rejects(asking, /over/)
    const last = s3.ask(LOOK)
    s3.stop()
    await assert.rejects(last, /closed/)
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})

function pause(ms = 50): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
