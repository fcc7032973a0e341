/**
 * Messages stored per second on SQLite with an fsync at every COMMIT, against what the engine alone commits per second in the same
 * run and on the same disk: one row, one COMMIT, one after the other.
 *   node tests/bench/store.ts [seconds per figure] [rounds]
 */
import { join as joinPath } from 'node:path'
import type { Session } from '../../relay/accounts/entity/caller.ts'
import { openSqlite } from '../../relay/data/sqlite.ts'
import { openNodeSqlite } from '../../relay/data/sqlite-engine.ts'
import type { ConversationId } from '../../src/core/ids.ts'
import {
  befriend,
  join,
  newMessageId,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../support/relay-truth.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const CONCURRENCY = [1, 16, 64]
const PAIRS = 32
const BODY = new Uint8Array(200).fill(7)

type Talk = Readonly<{ session: Session; conversation: ConversationId }>

await compare(Number(process.argv[2] ?? 2) * 1000, Number(process.argv[3] ?? 3))

async function compare(ms: number, rounds: number): Promise<void> {
  const rates = new Map<string, number[]>()
  const note = (name: string, rate: number) => rates.set(name, [...(rates.get(name) ?? []), rate])
  for (let round = 0; round < rounds; round++) {
    note('engine, commits', rawCommits(ms))
    for (const senders of CONCURRENCY) note(`${senders} at once`, await messages(senders, ms))
  }
  const raw = median(rates.get('engine, commits') ?? [])
  for (const [name, values] of rates) {
    const rate = median(values)
    const ratio = (rate / raw).toFixed(2)
    console.log(`${name.padEnd(18)} ${rate.toFixed(0).padStart(7)} /s   ${ratio} of the engine`)
  }
}

function rawCommits(ms: number): number {
  using folder = temporaryFolder()
  const engine = openNodeSqlite(joinPath(folder.path, 'raw.sqlite'), { readOnly: false })
  engine.run('create table rows (id integer primary key, body blob)')
  const begun = performance.now()
  let commits = 0
  for (; performance.now() - begun < ms; commits++) {
    engine.run('begin immediate')
    engine.run('insert into rows (body) values (?)', [BODY])
    engine.run('commit')
  }
  const seconds = (performance.now() - begun) / 1000
  engine.close()
  return commits / seconds
}

async function messages(senders: number, ms: number): Promise<number> {
  using folder = temporaryFolder()
  await using sql = await openSqlite(joinPath(folder.path, 'relay.sqlite'))
  const truth = relayTruth(sql)
  const talks = await openTalks(truth)
  const begun = performance.now()
  let sent = 0
  const send = async (first: number) => {
    for (let n = first; performance.now() - begun < ms; n += senders, sent++) {
      const talk = talks[n % talks.length]
      if (talk === undefined) return
      const message = { conversation: talk.conversation, id: newMessageId(truth), body: BODY }
      await truth.conversations.send(talk.session, message)
    }
  }
  await Promise.all(Array.from({ length: senders }, (_, n) => send(n)))
  return sent / ((performance.now() - begun) / 1000)
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
