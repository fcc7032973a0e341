import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { ControlClient } from '../../../node/control/data/control-client.ts'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import type { FeedStream } from '../../../node/control/ports.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { hostileNode, runIn, transfer } from './cli-rig.ts'
import { rawRequest, startControl } from './control-rig.ts'

const ID = (transfer as { id: TransferId }).id
const ever = { signal: new AbortController().signal }
const view = transfer as never

/** Takes everything, and remembers it. */
function taker() {
  const taken: Uint8Array[] = []
  const began = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<'whole' | 'broken'>()
  const feed: FeedStream = async (_, input) => {
    try {
      for await (const piece of input) {
        taken.push(piece)
        began.resolve()
      }
    } catch (err) {
      ended.resolve('broken')
      throw err
    }
    ended.resolve('whole')
    return view
  }
  return { feed, began: began.promise, ended: ended.promise, bytes: () => Buffer.concat(taken) }
}

test('what is fed comes as it was, however long it takes, and is answered with its transfer', async () => {
  const { feed, bytes } = taker()
  // A call would be ended long before.
  await using rig = await startControl({}, { requestTimeoutMs: 20, requestCheckMs: 5 }, { feed })
  using client = new ControlClient(rig.file)
  const content = randomBytes(300_000)
  async function* slowly() {
    yield content.subarray(0, 100_000)
    await tooSlow(rig.file)
    yield content.subarray(100_000)
  }
  const answer = await client.feed(ID, Readable.from(slowly()), ever)
  assert.equal(answer.id, ID)
  assert.deepEqual(bytes(), content)
})

/** A call that does not come to its end, until it is ended. */
async function tooSlow({ port, token }: Readonly<{ port: number; token: string }>): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const head = `host: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}`
  const body = 'content-type: application/json\r\ncontent-length: 20\r\n\r\n{'
  socket.write(`POST /v1/whoami HTTP/1.1\r\n${head}\r\n${body}`)
  socket.resume()
  await once(socket, 'close')
}

test('a feed is read no faster than it is taken', async () => {
  const gate = Promise.withResolvers<void>()
  const feed: FeedStream = async (_, input) => {
    for await (const _piece of input) await gate.promise
    return view
  }
  await using rig = await startControl({}, {}, { feed })
  using client = new ControlClient(rig.file)
  let given = 0
  const stuck = Promise.withResolvers<void>()
  async function* endless() {
    for (; given < 512; given++) {
      yield Buffer.alloc(256 * 1024)
      clearTimeout(timer)
      timer = setTimeout(() => stuck.resolve(), 300)
    }
  }
  let timer: NodeJS.Timeout | undefined
  const fed = client.feed(ID, Readable.from(endless()), ever)
  await stuck.promise
  assert.ok(given < 100, `${given} pieces of 256 KiB are on their way`)
  gate.resolve()
  await fed
  assert.equal(given, 512)
})

for (const [what, breakOff] of [
  ['whose connection breaks', (sent: ReturnType<typeof request>) => sent.destroy()],
  ['that is shorter than it says', (sent: ReturnType<typeof request>) => sent.socket?.end()],
] as const) {
  test(`a feed ${what} is not taken for whole`, async () => {
    const { feed, began, ended } = taker()
    await using rig = await startControl({}, {}, { feed })
    const sent = request({
      ...{ host: '127.0.0.1', port: rig.file.port, agent: false },
      ...{ method: 'PUT', path: `/v1/streams/${ID}` },
      headers: {
        host: `127.0.0.1:${rig.file.port}`,
        authorization: `Bearer ${rig.file.token}`,
        'content-type': 'application/octet-stream',
        'content-length': '1000',
      },
    })
    sent.on('error', () => undefined)
    sent.write('x'.repeat(500))
    await began
    breakOff(sent)
    assert.equal(await ended, 'broken')
  })
}

test('an input that breaks is no end for the node', async () => {
  const { feed, began, ended } = taker()
  await using rig = await startControl({}, {}, { feed })
  using client = new ControlClient(rig.file)
  async function* broken() {
    yield Buffer.from('some')
    await began
    throw new Error('the pipe broke')
  }
  await assert.rejects(client.feed(ID, Readable.from(broken()), ever))
  assert.equal(await ended, 'broken')
})

test('a feed that nobody wants is refused before its end', async () => {
  const feed: FeedStream = async () => {
    throw new ControlError('conflict', 'this transfer is over: cancelled')
  }
  await using rig = await startControl({}, {}, { feed })
  using client = new ControlClient(rig.file)
  async function* quiet() {
    yield Buffer.from('some')
    await new Promise(() => undefined)
  }
  await assert.rejects(client.feed(ID, Readable.from(quiet()), ever), /over: cancelled/)
})

test('a feed is asked for like everything else: by PUT, with the token, as plain bytes, for one transfer', async () => {
  const { feed, bytes } = taker()
  await using rig = await startControl({}, {}, { feed })
  const headers = {
    host: `127.0.0.1:${rig.file.port}`,
    authorization: `Bearer ${rig.file.token}`,
    'content-type': 'application/octet-stream',
  }
  const good = { method: 'PUT', path: `/v1/streams/${ID}`, headers, body: 'ab' }
  for (const [status, change] of [
    [401, { headers: { ...headers, authorization: 'Bearer x' } }],
    [403, { headers: { ...headers, origin: 'http://evil.com' } }],
    [405, { method: 'POST' }],
    [415, { headers: { ...headers, 'content-type': 'application/json' } }],
    [415, { headers: { ...headers, 'content-encoding': 'gzip' } }],
    [404, { path: '/v1/streams/..' }],
    [421, { headers: { ...headers, host: 'evil.com' } }],
  ] as const) {
    assert.equal((await rawRequest(rig.file.port, { ...good, ...change })).status, status)
  }
  assert.equal(bytes().length, 0)
  assert.equal((await rawRequest(rig.file.port, good)).status, 200)
  assert.equal(bytes().toString(), 'ab')
})

test('send - feeds the stream that it has offered, under its name, and follows it', async () => {
  const { feed, bytes } = taker()
  const asked: unknown[] = []
  const done = { ...(transfer as object), direction: 'outgoing', state: 'done' } as never
  const answers = hostileNode({
    sendStream: async (ask) => {
      asked.push(ask)
      return view
    },
    transfer: async () => done,
  })
  await using rig = await startControl(answers, {}, { feed })
  const sent = await runIn(rig.folder, ['send', 'bob', '-', '--name', 'x.tar'], { input: 'tarred' })
  assert.equal(sent.code, 0, sent.stderr)
  assert.equal(bytes().toString(), 'tarred')
  assert.partialDeepStrictEqual(asked, [{ name: 'bob', file: 'x.tar' }])
  const unnamed = await runIn(rig.folder, ['send', 'bob', '-', '--no-wait', '--json'], {
    input: '',
  })
  assert.equal(unnamed.code, 0, unnamed.stderr)
  assert.equal((JSON.parse(unnamed.stdout) as { state: string }).state, 'done')
  assert.match((asked[1] as { file: string }).file, /^stdin-\d{8}-\d{6}$/)
})

test('send - that the node could not take whole is not sent', async () => {
  const feed: FeedStream = async () => {
    throw new ControlError('conflict', 'this transfer is over: failed')
  }
  const failed = { ...(transfer as object), direction: 'outgoing', state: 'failed' } as never
  const answers = hostileNode({ sendStream: async () => view, transfer: async () => failed })
  await using rig = await startControl(answers, {}, { feed })
  for (const more of [[], ['--no-wait']]) {
    const sent = await runIn(rig.folder, ['send', 'bob', '-', ...more], { input: 'x' })
    assert.equal(sent.code, 9, sent.stderr)
  }
})

test('send - goes to one friend, alone, and a name is for it only', async () => {
  await using rig = await startControl(hostileNode())
  for (const args of [
    ['send', 'bob,carol', '-'],
    ['send', 'bob', '-', 'package.json'],
    ['send', 'bob', 'package.json', '--name', 'x'],
  ]) {
    assert.equal((await runIn(rig.folder, args)).code, 2, args.join(' '))
  }
})
