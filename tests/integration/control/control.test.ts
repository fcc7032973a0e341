import assert from 'node:assert/strict'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import {
  ControlClient,
  connectControl,
  NoDaemon,
} from '../../../node/control/data/control-client.ts'
import {
  controlFilePath,
  readControlFile,
  writeControlFile,
} from '../../../node/control/data/control-file.ts'
import type { ControlEvent } from '../../../node/control/entity/calls.ts'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { rawRequest, startControl } from './control-rig.ts'

const signal = AbortSignal.timeout(20_000)
const account = {
  account: '019339a0-0000-7000-8000-000000000001',
  name: 'alice',
  home: 'home',
  displayName: '',
  signature: '',
  region: '',
  phone: '+41 31',
  avatar: 'v-1',
  sharePhone: true,
}
const whoami = { whoami: async () => account as never }
const typing = (friend: string): ControlEvent =>
  ({ kind: 'typing', value: { friend } }) as ControlEvent

test('control.json is readable by its owner alone and gone after stop', async () => {
  await using rig = await startControl()
  const path = controlFilePath(rig.folder)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.equal(Buffer.from(rig.file.token, 'base64url').length, 32)
  assert.notEqual(rig.file.token, rig.file.proof)
  await rig.server.stop()
  assert.equal(existsSync(path), false)
})

test('each run has its own port and secrets, and stop twice is harmless', async () => {
  await using rig = await startControl(whoami)
  await rig.server.stop()
  await rig.server.stop()
  await rig.server.start()
  const again = await readControlFile(rig.folder)
  assert.notEqual(again?.token, rig.file.token)
  assert.notEqual(again?.proof, rig.file.proof)
})

test('a control.json of another daemon is left alone at stop', async () => {
  await using rig = await startControl()
  const other = { ...rig.file, token: 'B'.repeat(43) }
  await writeControlFile(rig.folder, other)
  await rig.server.stop()
  assert.deepEqual(await readControlFile(rig.folder), other)
})

test('the client refuses a control.json that others can read', async () => {
  await using rig = await startControl()
  chmodSync(controlFilePath(rig.folder), 0o640)
  await assert.rejects(connectControl(rig.folder, { signal }), (err: ControlError) => {
    assert.equal(err.code, 'unreadable')
    assert.match(err.advice ?? '', /chmod 600/)
    return true
  })
})

test('the client says what is wrong with a damaged control.json', async () => {
  await using rig = await startControl()
  writeFileSync(controlFilePath(rig.folder), '{"port":')
  await assert.rejects(connectControl(rig.folder, { signal }), { code: 'unreadable' })
})

test('a call is answered by its handler, checked on both sides', async () => {
  await using rig = await startControl({
    typing: async ({ name }) => {
      assert.equal(name, 'bob')
      return {}
    },
    ...whoami,
  })
  using client = new ControlClient(rig.file)
  assert.deepEqual(await client.call('typing', { name: 'bob' } as never, { signal }), {})
  assert.deepEqual(await client.call('whoami', {}, { signal }), account)
})

test('an ask of the wrong shape names what is wrong and reaches no handler', async () => {
  await using rig = await startControl(whoami)
  using client = new ControlClient(rig.file)
  await assert.rejects(client.call('typing', { name: 'No Name' } as never, { signal }), (err) => {
    assert.ok(err instanceof ControlError)
    assert.equal(err.code, 'bad-request')
    assert.match(err.message, /^name: must be 2 to 32 of/)
    return true
  })
  await assert.rejects(client.call('whoami', { extra: 1 } as never, { signal }), /extra/)
  assert.deepEqual(rig.calls, [])
})

test('a body that is not JSON, not UTF-8 or not an object is a bad request', async () => {
  await using rig = await startControl(whoami)
  const headers = {
    host: `127.0.0.1:${rig.file.port}`,
    authorization: `Bearer ${rig.file.token}`,
    'content-type': 'application/json',
  }
  for (const body of ['', '{', '[]', 'null', '"x"', '{"__proto__":{}}', '['.repeat(60_000)]) {
    const answer = await rawRequest(rig.file.port, { headers, body })
    assert.equal(answer.status, 400, body.slice(0, 20))
    assert.match(answer.text, /"code":"bad-request"/)
  }
  assert.deepEqual(rig.calls, [])
})

test('an answer of the wrong shape is an error, not a surprise later', async () => {
  await using rig = await startControl({ whoami: async () => ({ name: 'alice' }) as never })
  using client = new ControlClient(rig.file)
  await assert.rejects(client.call('whoami', {}, { signal }), /unexpected/)
})

test('a refusal of the home keeps its code as the reason and its time to retry', async () => {
  await using rig = await startControl({
    whoami: async () => {
      throw new HomeRefusal('slow-down', { retryAfterMs: 1500 })
    },
  })
  using client = new ControlClient(rig.file)
  await assert.rejects(client.call('whoami', {}, { signal }), (err: ControlError) => {
    assert.deepEqual([err.code, err.reason, err.retryAfterMs], ['refused', 'slow-down', 1500])
    return true
  })
})

test('a surprise is logged here and told without its text', async () => {
  await using rig = await startControl()
  using client = new ControlClient(rig.file)
  await assert.rejects(client.call('whoami', {}, { signal }), (err: ControlError) => {
    assert.equal(err.code, 'internal')
    assert.doesNotMatch(err.message, /canary/)
    return true
  })
  assert.match(rig.log.text, /control call failed/)
})

test('neither secrets nor passwords reach the log', async () => {
  await using rig = await startControl({ login: async () => account as never })
  using client = new ControlClient(rig.file)
  const ask = { name: 'bob', home: 'h', password: 'canary-password', deviceName: 'd' }
  await client.call('login', ask as never, { signal }).catch(() => {})
  for (const secret of [rig.file.token, rig.file.proof, 'canary-password']) {
    assert.ok(!rig.log.text.includes(secret))
  }
})

test('a program on the port of a dead daemon gets no password and is not believed', async () => {
  await using rig = await startControl()
  const seen: string[] = []
  const impostor = createServer((request, response) => {
    request.on('data', (part: Buffer) => seen.push(part.toString()))
    request.on('end', () => response.end(JSON.stringify(account)))
  })
  await rig.server.stop()
  await new Promise<void>((resolve) => impostor.listen(rig.file.port, '127.0.0.1', resolve))
  try {
    await writeControlFile(rig.folder, rig.file)
    using client = new ControlClient(rig.file)
    const ask = { name: 'bob', home: 'h', password: 'canary-password', deviceName: 'd' }
    await assert.rejects(client.call('login', ask as never, { signal }), NoDaemon)
    await assert.rejects(client.call('whoami', {}, { signal }), NoDaemon)
    await assert.rejects(connectControl(rig.folder, { signal }), NoDaemon)
    assert.ok(!seen.join('').includes('canary-password'))
  } finally {
    impostor.closeAllConnections()
    impostor.close()
  }
})

test('without a daemon the client says so', async () => {
  await using rig = await startControl()
  const { file } = rig
  await rig.server.stop()
  await assert.rejects(connectControl(rig.folder, { signal }), NoDaemon)
  await writeControlFile(rig.folder, file)
  await assert.rejects(connectControl(rig.folder, { signal }), NoDaemon)
  await writeControlFile(rig.folder, { ...file, pid: 2 ** 22 + 1 })
  await assert.rejects(connectControl(rig.folder, { signal }), NoDaemon)
})

test('what happens after the subscription stands is read, in order', async () => {
  await using rig = await startControl()
  using client = new ControlClient(rig.file)
  const events = await client.events({ signal })
  for (const name of ['bob', 'carol', 'dave']) rig.events.emit(typing(name))
  const read: string[] = []
  for await (const event of events) {
    if (event.kind === 'typing') read.push(event.value.friend)
    if (read.length === 3) break
  }
  assert.deepEqual(read, ['bob', 'carol', 'dave'])
})

test('the stream ends when the daemon stops, and its subscription when the reader leaves', async () => {
  await using rig = await startControl({ whoami: whoami.whoami })
  using client = new ControlClient(rig.file)
  const stop = new AbortController()
  const events = await client.events({ signal: stop.signal })
  assert.equal(rig.events.readers, 1)
  stop.abort()
  await assert.rejects(async () => {
    for await (const _ of events) assert.fail('no event was sent')
  })
  using second = new ControlClient(rig.file)
  const more = await second.events({ signal })
  await rig.server.stop()
  for await (const _ of more) assert.fail('no event was sent')
  assert.equal(rig.events.readers, 0)
})

test('a reader that takes nothing is cut at the limit, not buffered for', async () => {
  const maxEventBacklogBytes = 64 * 1024
  await using rig = await startControl({}, { maxEventBacklogBytes })
  const socket = connect(rig.file.port, '127.0.0.1')
  socket.pause()
  socket.write(
    `GET /v1/events HTTP/1.1\r\nhost: 127.0.0.1:${rig.file.port}\r\nauthorization: Bearer ${rig.file.token}\r\n\r\n`,
  )
  while (rig.events.readers === 0) await new Promise((resolve) => setImmediate(resolve))
  // The kernel takes some megabytes before the backlog grows at all.
  let emitted = 0
  while (rig.events.readers > 0 && emitted < 2_000_000) {
    rig.events.emit(typing('bob'))
    emitted += 1
    if (emitted % 1000 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  assert.equal(rig.events.readers, 0)
  socket.destroy()
})

test('one reader too many is refused', async () => {
  await using rig = await startControl({}, { maxEventReaders: 1 })
  using first = new ControlClient(rig.file)
  await first.events({ signal })
  using second = new ControlClient(rig.file)
  await assert.rejects(second.events({ signal }), { code: 'refused' })
})

test('a quiet stream carries heartbeats', async () => {
  await using rig = await startControl({}, { heartbeatMs: 10 })
  const socket = connect(rig.file.port, '127.0.0.1').setEncoding('utf8')
  socket.write(
    `GET /v1/events HTTP/1.1\r\nhost: 127.0.0.1:${rig.file.port}\r\nauthorization: Bearer ${rig.file.token}\r\n\r\n`,
  )
  let text = ''
  for await (const part of socket) {
    text += String(part)
    if (/\r\n1\r\n\n\r\n/.test(text)) break
  }
  assert.match(text, /application\/x-ndjson/)
})

test('a call under way is answered at stop; one that does not end is ended', async () => {
  const reached = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  await using rig = await startControl(
    {
      whoami: async () => {
        reached.resolve()
        await go.promise
        return account as never
      },
      doctor: async (_, options) => {
        await new Promise((_resolve, reject) => {
          options.signal.addEventListener('abort', () => reject(new Error('aborted')))
        })
        return { checks: [] }
      },
    },
    { drainMs: 50 },
  )
  using client = new ControlClient(rig.file)
  const answer = client.call('whoami', {}, { signal })
  const endless = assert.rejects(client.call('doctor', {}, { signal }))
  await reached.promise
  const stopped = rig.server.stop()
  go.resolve()
  assert.deepEqual(await answer, account)
  await endless
  await stopped
})

test('a handler learns that its caller hung up', async () => {
  const ended = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  await using rig = await startControl({
    doctor: async (_, options) => {
      options.signal.addEventListener('abort', () => ended.resolve())
      reached.resolve()
      await ended.promise
      return { checks: [] }
    },
  })
  using client = new ControlClient(rig.file)
  const stop = new AbortController()
  const call = assert.rejects(client.call('doctor', {}, { signal: stop.signal }))
  await reached.promise
  stop.abort()
  await call
  await ended.promise
})

test('control.json is never seen half written', async () => {
  await using rig = await startControl()
  const path = controlFilePath(rig.folder)
  let done = false
  const writes = (async () => {
    for (let turn = 0; turn < 50; turn += 1) await writeControlFile(rig.folder, rig.file)
    done = true
  })()
  while (!done) {
    JSON.parse(readFileSync(path, 'utf8'))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await writes
})
