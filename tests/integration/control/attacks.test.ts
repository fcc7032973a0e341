import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { rawRequest, startControl } from './control-rig.ts'

const account = {
  account: '019339a0-0000-7000-8000-000000000001',
  name: 'alice',
  home: 'home',
  displayName: '',
  signature: '',
  region: '',
}
const answers = { whoami: async () => account as never }
type Rig = Awaited<ReturnType<typeof startControl>>

const good = (rig: Rig) => ({
  host: `127.0.0.1:${rig.file.port}`,
  authorization: `Bearer ${rig.file.token}`,
  'content-type': 'application/json',
})

async function assertRefused(
  rig: Rig,
  status: number,
  request: Parameters<typeof rawRequest>[1],
): Promise<void> {
  const answer = await rawRequest(rig.file.port, request)
  assert.equal(answer.status, status, answer.text)
  assert.deepEqual(rig.calls, [], 'nothing was called')
  assert.equal(answer.headers['homing-proof'], undefined, 'strangers learn no proof')
  assert.doesNotMatch(answer.text, /alice/)
}

test('the request that the attacks below vary is answered', async () => {
  await using rig = await startControl(answers)
  const answer = await rawRequest(rig.file.port, { headers: good(rig) })
  assert.equal(answer.status, 200)
  assert.deepEqual(JSON.parse(answer.text), account)
  assert.deepEqual(rig.calls, ['whoami'])
})

for (const host of [
  '127.0.0.1.evil.com',
  '127.0.0.1.evil.com:PORT',
  'evil.com:PORT',
  'localhost:PORT',
  '0.0.0.0:PORT',
  '[::1]:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1:PORT.',
  'x@127.0.0.1:PORT',
]) {
  test(`a rebound name is refused: Host ${host}`, async () => {
    await using rig = await startControl(answers)
    const bound = host.replace('PORT', String(rig.file.port))
    await assertRefused(rig, 421, { headers: { ...good(rig), host: bound } })
  })
}

for (const origin of [
  'null',
  'http://evil.com',
  'http://localhost:PORT',
  'https://127.0.0.1:PORT',
  'http://127.0.0.1:PORT.evil.com',
  'http://127.0.0.1',
  '',
]) {
  test(`a page of another origin is refused even with the token: Origin ${origin}`, async () => {
    await using rig = await startControl(answers)
    const from = origin.replace('PORT', String(rig.file.port))
    await assertRefused(rig, 403, { headers: { ...good(rig), origin: from } })
  })
}

for (const site of ['cross-site', 'same-site', 'none']) {
  test(`a request that the browser marks ${site} is refused`, async () => {
    await using rig = await startControl(answers)
    await assertRefused(rig, 403, { headers: { ...good(rig), 'sec-fetch-site': site } })
  })
}

test('our own origin is answered', async () => {
  await using rig = await startControl(answers)
  const origin = `http://127.0.0.1:${rig.file.port}`
  const headers = { ...good(rig), origin, 'sec-fetch-site': 'same-origin' }
  assert.equal((await rawRequest(rig.file.port, { headers })).status, 200)
})

test('no token, a wrong one, a part of it, and one in a cookie or URL are refused', async () => {
  await using rig = await startControl(answers)
  const { authorization: _, ...without } = good(rig)
  await assertRefused(rig, 401, { headers: without })
  for (const authorization of [
    'Bearer ',
    `Bearer ${'A'.repeat(43)}`,
    `Bearer ${rig.file.token.slice(0, -1)}`,
    `Bearer ${rig.file.token}x`,
    `bearer ${rig.file.token}`,
    `Basic ${rig.file.token}`,
    `Bearer ${rig.file.proof}`,
  ]) {
    await assertRefused(rig, 401, { headers: { ...without, authorization } })
  }
  await assertRefused(rig, 401, { headers: { ...without, cookie: `token=${rig.file.token}` } })
  await assertRefused(rig, 401, { path: `/v1/whoami?token=${rig.file.token}`, headers: without })
})

test('the event stream asks for the token too', async () => {
  await using rig = await startControl(answers)
  const { authorization: _, ...without } = good(rig)
  await assertRefused(rig, 401, { method: 'GET', path: '/v1/events', headers: without, body: '' })
  assert.equal(rig.events.readers, 0)
})

test('what a form, an image or a link can send is refused', async () => {
  await using rig = await startControl(answers)
  await assertRefused(rig, 405, { method: 'GET', headers: good(rig), body: '' })
  await assertRefused(rig, 405, { method: 'OPTIONS', headers: good(rig), body: '' })
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; x',
  ]) {
    await assertRefused(rig, 415, { headers: { ...good(rig), 'content-type': type } })
  }
})

test('a preflight gets no permission', async () => {
  await using rig = await startControl(answers)
  const { headers } = await rawRequest(rig.file.port, {
    method: 'OPTIONS',
    headers: {
      host: `127.0.0.1:${rig.file.port}`,
      origin: 'http://evil.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
    body: '',
  })
  const allowing = Object.keys(headers).filter((name) => name.startsWith('access-control'))
  assert.deepEqual(allowing, [])
})

test('paths that are no call are refused', async () => {
  await using rig = await startControl(answers)
  for (const path of [
    '/',
    '/v1',
    '/v1/',
    '/v1/toString',
    '/v1/__proto__',
    '/v1/whoami/',
    '//v1/whoami',
    '/V1/whoami',
    'http://evil.com/v1/whoami',
  ]) {
    await assertRefused(rig, 404, { path, headers: good(rig) })
  }
})

test('an announced body over the limit is refused unread', async () => {
  await using rig = await startControl(answers, { maxBodyBytes: 1000 })
  const headers = { ...good(rig), 'content-length': '1001' }
  await assertRefused(rig, 413, { headers, body: 'x'.repeat(1001) })
})

test('a chunked body is counted, at the limit and one byte over it', async () => {
  await using rig = await startControl(answers, { maxBodyBytes: 1000 })
  const headers = { ...good(rig), 'transfer-encoding': 'chunked' }
  const over = await rawRequest(rig.file.port, { headers, body: `{}${' '.repeat(999)}` })
  assert.equal(over.status, 400)
  assert.deepEqual(rig.calls, [])
  const fits = await rawRequest(rig.file.port, { headers, body: `{}${' '.repeat(998)}` })
  assert.equal(fits.status, 200)
})

test('a request that trickles is ended, and its connection with it', async () => {
  await using rig = await startControl(answers, { requestTimeoutMs: 100, requestCheckMs: 20 })
  const socket = connect(rig.file.port, '127.0.0.1')
  const head = Object.entries(good(rig)).map(([name, value]) => `${name}: ${value}`)
  socket.write(`POST /v1/whoami HTTP/1.1\r\n${head.join('\r\n')}\r\ncontent-length: 20\r\n\r\n{`)
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  await once(socket, 'close')
  assert.match(text, /^HTTP\/1\.1 408 /)
  assert.deepEqual(rig.calls, [])
})

test('two Hosts, or two Origins, are refused', async () => {
  await using rig = await startControl(answers)
  const headers = good(rig)
  const send = async (extra: string) => {
    const socket = connect(rig.file.port, '127.0.0.1')
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    socket.end(
      `POST /v1/whoami HTTP/1.1\r\n${head.join('\r\n')}\r\n${extra}\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
    )
    let text = ''
    for await (const part of socket.setEncoding('utf8')) text += String(part)
    return text.slice(9, 12)
  }
  assert.equal(await send(`Host: 127.0.0.1:${rig.file.port}`), '421')
  const own = `http://127.0.0.1:${rig.file.port}`
  assert.equal(await send(`Origin: ${own}\r\nOrigin: ${own}`), '403')
  assert.deepEqual(rig.calls, [])
})

test('it listens on 127.0.0.1 and on nothing else of this machine', async () => {
  await using rig = await startControl(answers)
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
    .map(({ address }) => address)
  for (const address of [...others, '127.0.0.2']) {
    const socket = connect(rig.file.port, address)
    const [err] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    assert.equal(err.code, 'ECONNREFUSED', address)
  }
})

test('every answer, also a refusal, carries the strict headers and no cookie', async () => {
  await using rig = await startControl(answers)
  for (const headers of [good(rig), { ...good(rig), host: 'evil.com' }]) {
    const answer = await rawRequest(rig.file.port, { headers })
    assert.match(String(answer.headers['content-security-policy']), /^default-src 'none'/)
    assert.match(String(answer.headers['content-security-policy']), /frame-ancestors 'none'/)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.equal(answer.headers['cross-origin-resource-policy'], 'same-origin')
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.equal(answer.headers['content-type'], 'application/json')
  }
})
