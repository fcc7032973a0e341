/**
 * Messages stored per second on MariaDB, through the relay's store, against a bare loop of mysql2 in the same run, on the same server,
 * with as many at once: begin, the rows that a message leaves (itself and two events), commit.
 *   node tests/bench/mysql.ts [seconds per figure] [rounds]
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

type Talk = Readonly<{ session: Session; conversation: ConversationId }>
/** One store of a message, by the `n`th sender. */
type Store = (sender: number, n: number) => Promise<unknown>

await compare(Number(process.argv[2] ?? 3) * 1000, Number(process.argv[3] ?? 3))

async function compare(ms: number, rounds: number): Promise<void> {
  await using mariadb = await Mariadb.start({ onDisk: true, args: ['--max-connections=400'] })
  const ratios = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const senders of CONCURRENCY) {
      const bare = await bareLoop(mariadb, senders, ms)
      for (const talks of [PAIRS * 2, 1]) {
        const stored = await relayStore(mariadb, { senders, talks, ms })
        const name = `${senders} at once in ${talks === 1 ? 'one conversation' : `${PAIRS} conversations`}`
        const ratio = stored / bare
        ratios.set(name, [...(ratios.get(name) ?? []), ratio])
        console.log(
          `${name.padEnd(36)} ${stored.toFixed(0).padStart(6)} /s   bare ${bare.toFixed(0).padStart(6)} /s   ${ratio.toFixed(2)}`,
        )
      }
    }
  }
  for (const [name, values] of ratios) {
    const [least, middle, most] = [0, values.length >> 1, values.length - 1].map(
      (at) => values.toSorted((a, b) => a - b)[at],
    )
    console.log(
      `${name.padEnd(36)} ${middle?.toFixed(2)} of the bare loop (${least?.toFixed(2)} to ${most?.toFixed(2)})`,
    )
  }
}

async function relayStore(
  mariadb: Mariadb,
  { senders, talks: many, ms }: Readonly<{ senders: number; talks: number; ms: number }>,
): Promise<number> {
  await using sql = await openMysql(mariadb.address(await mariadb.newDatabase()), REAL_DEPS)
  const truth = relayTruth(sql)
  const talks = (await openTalks(truth)).slice(0, many)
  return await perSecond(senders, ms, async (sender, n) => {
    const talk = talks[(sender + n * senders) % talks.length]
    if (talk === undefined) return
    const message = { conversation: talk.conversation, id: newMessageId(truth), body: BODY }
    await truth.conversations.send(talk.session, message)
  })
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
  return await perSecond(senders, ms, async (sender, n) => {
    const connection = connections[sender]
    const { talk, left, right } = people[sender] ?? { talk: '', left: '', right: '' }
    if (connection === undefined) return
    const seq = n + 1
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
  })
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
