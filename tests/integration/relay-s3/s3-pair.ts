import type { RelayParts } from '../../../relay/app.ts'
import type { S3Access } from '../../../relay/data/s3-address.ts'
import { befriend } from '../../support/home-client.ts'
import { makeBucket, openS3Blobs, s3Access } from '../../support/open-s3.ts'
import { redisSettings } from '../../support/open-redis.ts'
import type { RedisServer } from '../../support/redis-server.ts'
import { relayPair } from '../../support/relay-pair.ts'
import type { S3Server } from '../../support/s3-server.ts'
import { testRelay } from '../../support/test-relay.ts'
import { SpoolPeer } from '../../support/spool/spool-peer.ts'

type Servers = Readonly<{ s3: S3Server; redis: RedisServer }>

/** Two relays with one spool. Alice is on one, Bob on the other. */
export async function s3Pair(
  { s3, redis }: Servers,
  spool: object = {},
  parts: RelayParts = {},
  given: Partial<S3Access> = {},
) {
  await using stack = new AsyncDisposableStack()
  const access = s3Access(s3, given)
  await makeBucket({ ...access, endpoint: s3.endpoint })
  const shared = redisSettings(redis.settings)
  const settings = { spool: { ...spool, s3: { ...access, prefix: 'homing/' } } } as never
  const pair = stack.use(await relayPair(shared, settings, parts))
  const { device } = pair.one.relay
  const alice = new SpoolPeer(await pair.one.person('alice'), device)
  const bob = new SpoolPeer(await pair.two.person('bob'), device)
  const accounts = await befriend(alice.client, bob.client, 'bob')
  const home = device
  const { blobs } = stack.use(
    await openS3Blobs(s3, { access: { ...access, endpoint: s3.endpoint }, home }),
  )
  const held = stack.move()
  return {
    ...pair,
    ...{ alice, bob, access, blobs },
    aliceId: accounts.one,
    bobId: accounts.other,
    /** One more relay of the same home. */
    third: (more: RelayParts) =>
      testRelay(
        { redis: shared, ...(settings as object) },
        { sql: pair.sql, ...more },
        { of: pair.one },
      ),
    /** How many blobs there are of it. */
    lying: async (spool: string) => (await blobs.list(spool)).length,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
