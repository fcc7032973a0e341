import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { bucketRefusal, bucketUrl } from '../../../node/transfer/data/bucket-address.ts'
import { HttpBucket } from '../../../node/transfer/data/http-bucket.ts'
import { BucketError } from '../../../node/transfer/errors.ts'
import { loopbackCertificate } from '../../support/loopback-certificate.ts'

const NEVER = { signal: new AbortController().signal }
const failed = (code: string) => ({ name: 'BucketError', code })

test('a home on the internet leads to no place of this person’s own network', () => {
  const table = [
    ['93.184.216.34', undefined],
    ['2606:2800:220:1::1', undefined],
    ...[
      ...['127.0.0.1', '127.9.9.9', '::1', '0.0.0.0', '::'],
      ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
      ...['169.254.169.254', 'fe80::1', 'fc00::1', 'fd00:ec2::254'],
      ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1'],
      ...['224.0.0.1', '255.255.255.255', 'ff02::1', '192.0.0.1', 'no address', ''],
    ].map((ip) => [ip, 'address'] as const),
  ] as const
  for (const [ip, refusal] of table) {
    assert.equal(bucketRefusal(ip, { isPlain: false, home: 'public' }), refusal, ip)
  }
})

test('plain HTTP is for a home in a private network or on this machine, and only to there', () => {
  const plain = (ip: string, home: 'public' | 'private' | 'loopback') =>
    bucketRefusal(ip, { isPlain: true, home })
  assert.equal(plain('93.184.216.34', 'public'), 'plain')
  assert.equal(plain('93.184.216.34', 'private'), 'plain')
  assert.equal(plain('192.168.1.7', 'private'), undefined)
  assert.equal(plain('127.0.0.1', 'loopback'), undefined)
  assert.equal(plain('127.0.0.1', 'private'), 'address')
  assert.equal(plain('192.168.1.7', 'loopback'), 'address')
  assert.equal(plain('169.254.169.254', 'private'), 'address')
})

test('a URL that is no address of a bucket is not followed', () => {
  for (const text of [
    ...['', 'x', '/x', 'ftp://b.example/x', 'file:///etc/passwd', 'data:,x', 'javascript:1'],
    ...['https://user@b.example/x', 'https://u:p@b.example/x', 'https://b.example/x#y'],
  ]) {
    assert.equal(bucketUrl(text), undefined, text)
  }
  assert.equal(bucketUrl('https://b.example:9000/x?y=1')?.host, 'b.example:9000')
})

/** However an address is written. */
test('addresses in disguise, and names that lead into this network, are found out before anything is said', async () => {
  const asked: string[] = []
  await using server = await served((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  const { port } = server
  const names: Record<string, string> = {
    'inside.example': '127.0.0.1',
    'cloud.example': '169.254.169.254',
  }
  const resolve = async (name: string) => [
    { address: '93.184.216.34', family: 4 },
    { address: names[name] ?? '127.0.0.1', family: 4 },
  ]
  const bucket = new HttpBucket({ home: () => 'public', resolve })
  for (const host of [
    ...['127.0.0.1', '127.1', '0x7f.1', '2130706433', '017700000001', '[::1]', '0', '[::]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', 'localhost', 'inside.example', 'cloud.example'],
  ]) {
    for (const scheme of ['http', 'https']) {
      const url = `${scheme}://${host}:${port}/secret`
      await assert.rejects(bucket.get(url, new Uint8Array(1), NEVER), failed('forbidden'), url)
      const put = bucket.put(url, new Uint8Array(1), { ...NEVER, md5: new Uint8Array(16) })
      await assert.rejects(put, failed('forbidden'), url)
    }
  }
  assert.deepEqual(asked, [])
})

test('the address that was looked at is the one that is gone to, whatever the name says next', async () => {
  await using server = await served((_, response) => response.end('x'))
  const answers = ['127.0.0.1', '169.254.169.254']
  const resolve = async () => [{ address: answers.shift() ?? '169.254.169.254', family: 4 }]
  const bucket = new HttpBucket({ home: () => 'loopback', resolve })
  const into = new Uint8Array(1)
  await bucket.get(`http://rebound.example:${server.port}/x`, into, NEVER)
  assert.deepEqual([into[0], answers.length], ['x'.charCodeAt(0), 1])
})

test('nothing but a success of the right length is taken for a chunk, and nobody is sent elsewhere', async () => {
  const elsewhere: string[] = []
  await using other = await served((request, response) => {
    elsewhere.push(request.url ?? '')
    response.end('12345')
  })
  const bodies: Record<string, RequestListener> = {
    '/short': (_, response) => response.end('1234'),
    '/long': (_, response) => response.end('123456'),
    '/none': (_, response) => response.writeHead(404).end('12345'),
    '/part': (_, response) => response.writeHead(206).end('12345'),
    '/old': (_, response) => response.writeHead(403).end(),
    '/busy': (_, response) => response.writeHead(503).end(),
    '/moved': (_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${other.port}/there` }).end(),
    '/cut': (_, response) => {
      response.writeHead(200, { 'content-length': '5' }).write('123')
      setImmediate(() => response.destroy())
    },
  }
  await using server = await served((request, response) =>
    bodies[request.url ?? '']?.(request, response),
  )
  const bucket = loopbackBucket()
  for (const [path, code] of [
    ...(['/short', '/long', '/none'] as const).map((each) => [each, 'missing'] as const),
    ...(['/part', '/old', '/moved'] as const).map((each) => [each, 'refused'] as const),
    ...(['/busy', '/cut'] as const).map((each) => [each, 'unreachable'] as const),
  ]) {
    const url = `http://127.0.0.1:${server.port}${path}`
    await assert.rejects(bucket.get(url, new Uint8Array(5), NEVER), failed(code), path)
  }
  assert.deepEqual(elsewhere, [])
})

test('a connection that breaks once is made again, and what was said twice is the same', async () => {
  const bodies: string[] = []
  let count = 0
  await using server = await served((request, response) => {
    if (count++ === 0) return void request.socket.destroy()
    request.on('data', (piece: Buffer) => bodies.push(piece.toString()))
    request.on('end', () => {
      bodies.push(String(request.headers['content-md5']), `${request.headers['content-length']}`)
      response.end()
    })
  })
  const bytes = Buffer.from('hello')
  const md5 = createHash('md5').update(bytes).digest()
  const url = `http://127.0.0.1:${server.port}/x`
  await loopbackBucket().put(url, bytes, { ...NEVER, md5 })
  assert.deepEqual(bodies, ['hello', md5.toString('base64'), '5'])
  assert.equal(count, 2)
})

test('a bucket that talks without end is not listened to, and one that is silent not waited for', async () => {
  let isOver = false
  await using server = await served((_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(16 * 1024)));
    }
    response.on('drain', more).on('close', () => (isOver = true))
    more()
  })
  const url = `http://127.0.0.1:${server.port}/x`
  const put = loopbackBucket().put(url, new Uint8Array(1), { ...NEVER, md5: new Uint8Array(16) })
  await assert.rejects(put, failed('refused'))
  while (!isOver) await new Promise((go) => setTimeout(go, 10))
  await using silent = await served(() => undefined)
  const end = new AbortController()
  const got = loopbackBucket().get(`http://127.0.0.1:${silent.port}/x`, new Uint8Array(1), end)
  setTimeout(() => end.abort(new Error('enough')), 50)
  await assert.rejects(got, /enough/)
  const impatient = new HttpBucket({ home: () => 'loopback' }, { idleMs: 50 })
  const late = impatient.get(`http://127.0.0.1:${silent.port}/x`, new Uint8Array(1), NEVER)
  await assert.rejects(late, failed('late'))
})

test('whoever has no certificate for its name is no bucket, and no error tells the URL', async () => {
  const server = createTlsServer(loopbackCertificate(), (_, response) => void response.end('x'))
  await using open = await listening(server)
  const url = `https://127.0.0.1:${open.port}/x?X-Amz-Signature=secret`
  await assert.rejects(loopbackBucket().get(url, new Uint8Array(1), NEVER), (err: Error) => {
    assert.ok(err instanceof BucketError && err.code === 'untrusted')
    assert.ok(!JSON.stringify([err.message, err.stack, err.cause]).includes('secret'))
    return true
  })
})

function loopbackBucket(): HttpBucket {
  return new HttpBucket({ home: () => 'loopback' })
}

async function served(listener: RequestListener) {
  return await listening(createServer(listener))
}

async function listening(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
