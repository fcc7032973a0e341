import assert from 'node:assert/strict'
import type { ConversationId, MessageId } from '../../src/core/ids.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import { MAX_BODY_BYTES } from '../../src/home/limits.ts'
import { befriend, type HomeClient } from './home-client.ts'
import { type TestRelay, testRelay } from './test-relay.ts'

const FREE = { burst: 1_000_000, perMinute: 1_000_000 }

type Made = Parameters<typeof testRelay>
type Given = Readonly<Record<string, unknown>>

/** A relay that tells its operator, and two friends on it who may say as much as they like. */
export async function weatherHome(given: Given, parts?: Made[1], place?: Made[2]) {
  await using stack = new AsyncDisposableStack()
  const usual = {
    ...{ metricsListen: '127.0.0.1:0', spool: { enabled: false } },
    rates: { sendPerAccount: FREE, callsPerDevice: FREE },
  }
  const relay = stack.use(await testRelay({ ...usual, ...given } as Made[0], parts, place))
  const [alice, bob] = [await relay.person('alice'), await relay.person('bob')]
  const { conversation } = await befriend(alice, bob, 'bob')
  const held = stack.move()
  return { relay, alice, bob, conversation, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

export type WeatherHome = Awaited<ReturnType<typeof weatherHome>>

type Said = Readonly<{ conversation: ConversationId; n: number; bytes?: number }>

export const say = (client: HomeClient, { conversation, n, bytes = 10 }: Said) =>
  client.ask('sendMessage', {
    conversation,
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as MessageId,
    body: new Uint8Array(bytes).fill(n),
  })

/** What the operator sees: `name{labels}` as Prometheus writes it, 0 when there is none. */
export async function metric({ relay }: TestRelay, name: string): Promise<number> {
  const text = await (await fetch(`${relay.operatorAddress}/metrics`)).text()
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? 0)
}

export const failedWrites = (relay: TestRelay, code: string) =>
  metric(relay, `homing_transaction_failures_total{kind="write",code="${code}"}`)

export const isUnavailable = (err: unknown) =>
  err instanceof HomeRefusal && err.code === 'unavailable' && err.retryAfterMs > 0

/** Large messages until one is refused, then that one again once there is room: answered without a gap, and all of it there. */
export async function fillUp(
  { alice, bob, conversation }: Pick<WeatherHome, 'alice' | 'bob' | 'conversation'>,
  makeRoom: () => Promise<void>,
): Promise<void> {
  const seqs: number[] = []
  let n = 0
  const sayNext = async () => {
    seqs.push((await say(alice, { conversation, n: ++n, bytes: MAX_BODY_BYTES })).seq)
  }
  const untilRefused = async () => {
    for (;;) await sayNext()
  }
  await assert.rejects(untilRefused(), isUnavailable)
  await makeRoom()
  n--
  await sayNext()
  const stored: number[] = []
  for (let more = true, beforeSeq = 0; more; ) {
    const read = await bob.ask('history', { conversation, afterSeq: 0, beforeSeq, limit: 200 })
    stored.unshift(...read.messages.map(({ seq }) => seq))
    more = read.more
    beforeSeq = read.messages[0]?.seq ?? 0
  }
  assert.deepEqual(stored, seqs)
  assert.deepEqual(
    seqs,
    seqs.map((_, index) => index + 1),
  )
}
