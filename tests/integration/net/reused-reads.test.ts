import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect as connectTcp, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { connect as connectTls, TLSSocket } from 'node:tls'
import { makeDeviceCertificate } from '../../../src/net/device-certificate.ts'
import { makeDeviceKey, privateKeyOf } from '../../../src/net/device-key.ts'
import { readReused } from '../../../src/net/reused-reads.ts'

const own = await makeDeviceCertificate(privateKeyOf((await makeDeviceKey()).bytes))
const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 9)) & 0xff))

/** TLS between two sockets that were there before, as after a negotiation. */
async function tlsPair(): Promise<Readonly<{ client: TLSSocket; server: TLSSocket }>> {
  const listener = createServer()
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const near = connectTcp((listener.address() as AddressInfo).port, '127.0.0.1')
  const [far] = (await once(listener, 'connection')) as [Socket]
  listener.close()
  const server = new TLSSocket(far, { ...own, isServer: true })
  const client = connectTls({ socket: near, rejectUnauthorized: false })
  await Promise.all([once(client, 'secureConnect'), once(server, 'secure')])
  return { client, server }
}

async function readAll(server: TLSSocket): Promise<{ content: Buffer; buffers: Set<unknown> }> {
  const copies: Uint8Array[] = []
  const buffers = new Set<unknown>()
  const ended = once(server, 'end')
  readReused(server, (bytes) => {
    buffers.add(bytes.buffer)
    copies.push(new Uint8Array(bytes))
  })
  await ended
  return { content: Buffer.concat(copies), buffers }
}

test('everything is read through one buffer, in order, up to a clean end', async () => {
  const { client, server } = await tlsPair()
  client.end(CONTENT)
  const { content, buffers } = await readAll(server)
  assert.ok(content.equals(CONTENT))
  assert.equal(buffers.size, 1, 'this Node takes its reads another way: see reused-reads.ts')
})

test('what was decrypted before anybody listened comes first', async () => {
  const { client, server } = await tlsPair()
  client.write(CONTENT.subarray(0, 100))
  // Waiting for 'readable' alone makes a stream read ahead.
  await once(server, 'readable')
  client.end(CONTENT.subarray(100))
  assert.ok((await readAll(server)).content.equals(CONTENT))
})

test('a Node without the private fields reads the same bytes, into buffers of its own', async () => {
  const { client, server } = await tlsPair()
  const { _handle } = server as TLSSocket & { _handle: object }
  Object.defineProperty(_handle, 'useUserBuffer', { value: undefined })
  client.end(CONTENT)
  const { content, buffers } = await readAll(server)
  assert.ok(content.equals(CONTENT))
  assert.ok(buffers.size > 1)
})
