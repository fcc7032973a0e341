/**
 * Messages stored per second on MariaDB, through the relay's store, against a bare loop of mysql2 in the same run, on the same server,
 * with as many at once: begin, the rows that a message leaves (itself and two events), commit. Then how long a message takes from
 * being sent to being stored while they come at 70 % of that rate, each at its own moment, however long the ones before it take.
 *   node tests/bench/mysql.ts [seconds per figure] [rounds]
 * On two cores, MariaDB 10.11, in 64 conversations and in one: 16 at once 0.67 and 1.0 of the bare loop, 64 at once 0.95 and 2.1, 256 at
 * once 1.2 and 2.6; p99 at most 56 ms. Alone 0.34 and 0.36: who sends alone shares nothing, and waits for seven statements instead of four,
 * 1.5 ms instead of 0.5.
 */
import { randomUUID } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import type { Session } from '../../relay/accounts/entity/caller.ts'
import { openMysql } from '../../relay/data/mysql.ts'
import type { ConversationId } from '../../src/core/ids.ts'
import { Mariadb, REAL_DEPS } from '../support/mariadb.ts'
import {
  befriend,
  join,
  newMessageId,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../support/relay-truth.ts'

const CONCURRENCY = [1, 16, 64, 256]
const PAIRS = 64
const BODY = new Uint8Array(200).fill(7)
/** Of each loop, unmeasured: code gets compiled, statements prepared, and what a relay remembers of an account is read once. */
const WARM_UP_MS = 1_000

type Talk = Readonly<{ session: Session; conversation: ConversationId }>
/** One store of a message, by the `n`th sender. */
type Store = (sender: number, n: number) => Promise<unknown>

/** At what of the rate that was reached the time of a message is measured; and what is asked for. */
const LOAD = 0.7
const ASKED = { ratio: 0.5, p99Ms: 100 }

type Figures = Readonly<{ ratio: number; p50Ms: number; p99Ms: number }>

await compare(Number(process.argv[2] ?? 3) * 1000, Number(process.argv[3] ?? 3))

async function compare(ms: number, rounds: number): Promise<void> {
  await using mariadb = await Mariadb.start({ onDisk: true, args: ['--max-connections=400'] })
  const found = new Map<string, Figures[]>()
  for (let round = 0; round < rounds; round++) {
    for (const senders of CONCURRENCY) {
      const bare = await bareLoop(mariadb, senders, ms)
      for (const talks of [PAIRS * 2, 1]) {
        const { rate, times } = await relayStore(mariadb, { senders, talks, ms })
        const name = `${senders} at once in ${talks === 1 ? 'one conversation' : `${PAIRS} conversations`}`
        const figures = {
          ratio: rate / bare,
          p50Ms: quantile(times, 0.5),
          p99Ms: quantile(times, 0.99),
        }
        found.set(name, [...(found.get(name) ?? []), figures])
        const speed = `${rate.toFixed(0).padStart(6)} /s   bare ${bare.toFixed(0).padStart(6)} /s`
        console.log(`${name.padEnd(32)} ${speed}   ${shown(figures)}`)
      }
    }
  }
  console.log(`\nthe middle of ${rounds} (asked for: ${ASKED.ratio}, p99 ${ASKED.p99Ms} ms)`)
  for (const [name, each] of found) {
    const middle = (figure: keyof Figures) =>
      quantile(
        each.map((figures) => figures[figure]),
        0.5,
      )
    const figures = { ratio: middle('ratio'), p50Ms: middle('p50Ms'), p99Ms: middle('p99Ms') }
    console.log(`${name.padEnd(32)} ${shown(figures)}`)
  }
}

function shown({ ratio, p50Ms, p99Ms }: Figures): string {
  const times = `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`
  return `${ratio.toFixed(2)} of the bare loop; at ${LOAD * 100} % of its rate ${times}`
}

function quantile(values: readonly number[], part: number): number {
  const ascending = values.toSorted((a, b) => a - b)
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * part))] ?? 0
}

async function relayStore(
  mariadb: Mariadb,
  { senders, talks: many, ms }: Readonly<{ senders: number; talks: number; ms: number }>,
): Promise<Readonly<{ rate: number; times: readonly number[] }>> {
  await using sql = await openMysql(mariadb.address(await mariadb.newDatabase()), REAL_DEPS)
  const truth = relayTruth(sql)
  const talks = (await openTalks(truth)).slice(0, many)
  const store: Store = async (sender, n) => {
    const talk = talks[(sender + n * senders) % talks.length]
    if (talk === undefined) return
    const message = { conversation: talk.conversation, id: newMessageId(truth), body: BODY }
    await truth.conversations.send(talk.session, message)
  }
  await Promise.all(talks.map((_, at) => store(at, 0)))
  await perSecond(senders, WARM_UP_MS, store)
  const rate = await perSecond(senders, ms, store)
  return { rate, times: await timesAt(rate * LOAD, ms, store) }
}

/** Milliseconds that each message took from its moment, also when this process was late to send it. */
async function timesAt(rate: number, ms: number, store: Store): Promise<readonly number[]> {
  const begun = performance.now()
  const times: number[] = []
  const sending: Promise<void>[] = []
  const send = async (n: number) => {
    const dueMs = begun + (n * 1000) / rate
    await store(n, 0)
    times.push(performance.now() - dueMs)
  }
  while (performance.now() - begun < ms) {
    const due = ((performance.now() - begun) * rate) / 1000
    while (sending.length < due) sending.push(send(sending.length))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(sending)
  return times
}

async function bareLoop(mariadb: Mariadb, senders: number, ms: number): Promise<number> {
  const database = await mariadb.newDatabase()
  await (await openMysql(mariadb.address(database), REAL_DEPS))[Symbol.asyncDispose]()
  const { socket, user, password } = mariadb.address(database)
  const settings = { user, password, database, socketPath: socket ?? '', charset: 'utf8mb4_bin' }
  await using stack = new AsyncDisposableStack()
  const connections = await Promise.all(
    Array.from({ length: senders }, async () => {
      const connection = await createConnection(settings)
      stack.defer(() => connection.end())
      await connection.query('set session transaction isolation level read committed')
      return connection
    }),
  )
  const body = Buffer.from(BODY)
  const device = testDevice(1)
  const people = Array.from({ length: senders }, () => ({
    talk: randomUUID(),
    left: randomUUID(),
    right: randomUUID(),
  }))
  let seq = 0
  const store: Store = async (sender) => {
    const connection = connections[sender]
    const { talk, left, right } = people[sender] ?? { talk: '', left: '', right: '' }
    if (connection === undefined) return
    seq += 1
    await connection.query('begin')
    await connection.execute(
      'insert into messages (conversation_id, seq, id, sender_id, device_id, stored_ms, body_bytes, body) values (?, ?, ?, ?, ?, ?, ?, ?)',
      [talk, seq, randomUUID(), left, device, Date.now(), body.length, body],
    )
    await connection.execute(
      "insert into events (account_id, usn, at_ms, kind, conversation_id, seq, subject_id) values (?, ?, ?, 'message', ?, ?, ''), (?, ?, ?, 'message', ?, ?, '')",
      [left, seq, Date.now(), talk, seq, right, seq, Date.now(), talk, seq],
    )
    await connection.query('commit')
  }
  await perSecond(senders, WARM_UP_MS, store)
  return await perSecond(senders, ms, store)
}

async function perSecond(senders: number, ms: number, store: Store): Promise<number> {
  const begun = performance.now()
  let stored = 0
  const send = async (sender: number) => {
    for (let n = 0; performance.now() - begun < ms; n++, stored++) await store(sender, n)
  }
  await Promise.all(Array.from({ length: senders }, (_, sender) => send(sender)))
  return stored / ((performance.now() - begun) / 1000)
}

async function openTalks(truth: RelayTruth): Promise<readonly Talk[]> {
  const talks: Talk[] = []
  for (let n = 0; n < PAIRS; n++) {
    const one = await join(truth, `left${n}`, testDevice(2 * n))
    const two = await join(truth, `right${n}`, testDevice(2 * n + 1))
    const conversation = await befriend(truth, one, two)
    talks.push({ session: one, conversation }, { session: two, conversation })
  }
  return talks
}
