import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { S3Blobs } from '../../relay/blobs/data/s3-blobs.ts'
import type { Homing } from './homing-process.ts'
import { makeBucket, openS3Blobs, s3Access } from './open-s3.ts'
import type { RelayProcess } from './relay-process.ts'
import type { S3Server } from './s3-server.ts'
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts'
import { type TwoFriends, twoFriends } from './two-friends.ts'

/** Bytes of sealed chunks, by `direction way`, as the relay counts them. */
export type Moved = Readonly<Record<'in relay' | 'in direct' | 'out relay' | 'out direct', number>>

export type DirectHome = TwoFriends &
  Readonly<{
    /** The bucket's address as nodes know it; the relay has another. */
    door: TcpProxy
    blobs: S3Blobs
    moved: () => Promise<Moved>
  }>

/** Alice and bob, whose home lets them put into a bucket and get from it themselves. */
export async function directHome(
  server: S3Server,
  { isTls = false }: Readonly<{ isTls?: boolean }> = {},
): Promise<DirectHome> {
  await using stack = new AsyncDisposableStack()
  const access = s3Access(server)
  await makeBucket(access)
  const door = stack.use(
    await tcpProxy({ host: '127.0.0.1', port: isTls ? server.tlsPort : server.port }),
  )
  const env = {
    RELAY_SPOOL_S3_ENDPOINT: access.endpoint,
    RELAY_SPOOL_S3_BUCKET: access.bucket,
    RELAY_SPOOL_S3_ACCESS_KEY: access.accessKey,
    RELAY_SPOOL_S3_SECRET_KEY: access.secretKey,
    RELAY_SPOOL_S3_DIRECT: 'true',
    RELAY_SPOOL_S3_PUBLIC_ENDPOINT: `${isTls ? 'https' : 'http'}://127.0.0.1:${door.port}`,
  }
  const args = ['--metrics-listen', '127.0.0.1:0']
  const friends = stack.use(await twoFriends({ env, args }))
  const home = friends.relay.address.split('/p2p/')[1] ?? ''
  const { blobs } = stack.use(await openS3Blobs(server, { access, home }))
  const held = stack.move()
  return {
    ...friends,
    ...{ door, blobs },
    moved: () => movedBy(friends.relay),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

async function movedBy({ operatorAddress }: RelayProcess): Promise<Moved> {
  const text = await (await fetch(`${operatorAddress}/metrics`)).text()
  const of = (direction: string, way: string) => {
    const name = `homing_spool_bytes_total{direction="${direction}",way="${way}"} `
    const line = text.split('\n').find((each) => each.startsWith(name))
    return Number(line?.slice(name.length) ?? 0)
  }
  return {
    'in relay': of('in', 'relay'),
    'in direct': of('in', 'direct'),
    'out relay': of('out', 'relay'),
    'out direct': of('out', 'direct'),
  }
}

/** What this node has written to its log. */
export async function logOf(node: Homing): Promise<string> {
  return await readFile(join(node.folder, 'logs', 'node.log'), 'utf8')
}
