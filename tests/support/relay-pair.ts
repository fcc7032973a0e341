import type { Sql } from '../../relay/data/sql.ts'
import type { RelayParts } from '../../relay/app.ts'
import { openTempSqlite } from './temp-sqlite.ts'
import type { RedisSettings } from './open-redis.ts'
import { testRelay, type TestRelay } from './test-relay.ts'

type Given = NonNullable<Parameters<typeof testRelay>[0]>

/** Two whole relays of one home: one truth, one Redis. */
export type RelayPair = AsyncDisposable & Readonly<{ one: TestRelay; two: TestRelay; sql: Sql }>

export async function relayPair(
  redis: RedisSettings,
  given: Given = {},
  parts: RelayParts = {},
): Promise<RelayPair> {
  await using stack = new AsyncDisposableStack()
  const sql = stack.use(await openTempSqlite())
  const settings = { redis, registration: 'open', ...given } as const
  const one = stack.use(await testRelay(settings, { sql, ...parts }))
  const two = stack.use(await testRelay(settings, { sql, ...parts }, { of: one }))
  const held = stack.move()
  return { one, two, sql, [Symbol.asyncDispose]: () => held.disposeAsync() }
}
