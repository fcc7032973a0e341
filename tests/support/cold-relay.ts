import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startRelay } from '../../relay/app.ts'
import { relayConfig } from '../../relay/config.ts'
import { DAY_MS, SEGMENT_MESSAGES } from '../../relay/conversations/limits.ts'
import { makeDeviceKey } from '../../src/net/device-key.ts'
import { systemClock } from '../../src/system/clock.ts'
import { befriend, HomeClient, silentLog } from './home-client.ts'
import { temporaryFolder } from './temporary-folder.ts'

type Given = Omit<Parameters<typeof relayConfig>[0], 'data'>

const COOLING = { coldAfterDays: 31, keepNewest: 200 }
const MESSAGES = COOLING.keepNewest + SEGMENT_MESSAGES
const MUCH = { burst: 1_000_000, perMinute: 1_000_000 }
const FREE = { sendPerAccount: MUCH, callsPerDevice: MUCH }
const PAGE = { afterSeq: 0, beforeSeq: 201, limit: 200 }

/** A relay in whose first life two friends said much, and in whose second, 40 days later, that has left its database. */
export async function coldRelay(given: Given = {}) {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(temporaryFolder()).path
  const config = (history: object) =>
    relayConfig({
      ...{ data: folder, listen: '127.0.0.1:0', wsListen: 'off', registration: 'open' },
      ...{ history: history as never, rates: FREE as never, ...given },
    })
  const key = await makeDeviceKey()
  const { conversation, messages } = await firstLife(config({}), key)
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + 40 * DAY_MS }
  const relay = stack.use(await startRelay(config(COOLING), { log: silentLog, clock }))
  using database = new DatabaseSync(join(folder, 'relay.sqlite'), { readOnly: true })
  const count = database.prepare('select count(*) as count from messages')
  while (count.get()?.['count'] !== COOLING.keepNewest) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  const held = stack.move()
  return {
    ...{ relay, folder, conversation },
    /** The oldest page, as it was told in the first life. */
    messages,
    /** As it is told now. */
    read: async () => {
      await using alice = await HomeClient.connect(relay, { key })
      await alice.attach()
      return (await alice.ask('history', { conversation, ...PAGE })).messages
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

async function firstLife(
  config: ReturnType<typeof relayConfig>,
  key: Awaited<ReturnType<typeof makeDeviceKey>>,
) {
  await using relay = await startRelay(config, { log: silentLog })
  await using alice = await HomeClient.connect(relay, { key })
  await using bob = await HomeClient.connect(relay)
  for (const [client, name] of [
    [alice, 'alice'],
    [bob, 'bob'],
  ] as const) {
    await client.register(name)
    await client.attach()
  }
  const { conversation } = await befriend(alice, bob, 'bob')
  for (let n = 0; n < MESSAGES; n++) {
    const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as never
    await alice.ask('sendMessage', { conversation, id, body: new TextEncoder().encode(`${n}`) })
  }
  const mark = { conversation, deliveredSeq: MESSAGES, readSeq: MESSAGES }
  for (const reader of [alice, bob]) await reader.ask('markReceipt', mark)
  const { messages } = await alice.ask('history', { conversation, ...PAGE })
  return { conversation, messages }
}
