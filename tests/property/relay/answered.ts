import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import {
  befriend,
  bodyOf,
  join as joinHome,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { numberedId } from './sender-process.ts'

const PROGRAM = join(import.meta.dirname, 'sender-process.ts')

export async function prepareHome(file: string): Promise<ConversationId> {
  await using sql = await openSqlite(file)
  const truth = relayTruth(sql)
  const alice = await joinHome(truth, 'alice', testDevice(1))
  const bob = await joinHome(truth, 'bob', testDevice(2))
  return await befriend(truth, alice, bob)
}

export type Run = Readonly<{
  file: string
  first: number
  answers: number
  heard: Map<number, number>
  store?: 'careful' | 'careless'
}>

export async function sendAndKill({ file, first, answers, heard, store }: Run): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, file, String(first), store ?? 'careful'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let lines = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [number, seq] = line.split(' ').map(Number)
    if (number === undefined || seq === undefined) throw new Error(`not an answer: ${line}`)
    heard.set(number, seq)
    if (++lines === answers) child.kill('SIGKILL')
  }
  const [, signal] = (await exited) as [number | null, NodeJS.Signals | null]
  assert.equal(signal, 'SIGKILL', 'it was killed, it did not end by itself')
}

/** Is what was answered there, once, in order, and answered again alike? */
export async function checkAnswers(
  truth: RelayTruth,
  conversation: ConversationId,
  answered: ReadonlyMap<number, number>,
): Promise<void> {
  const session = await truth.devices.openSession(testDevice(1))
  const stored = new Map<string, number>()
  for (let beforeSeq = 0, more = true; more; ) {
    const page = { conversation, afterSeq: 0, beforeSeq, limit: 200 }
    const read = await truth.conversations.history(session, page)
    for (const message of read.messages) {
      assert.ok(!stored.has(message.id), 'stored twice')
      stored.set(message.id, message.seq)
    }
    more = read.more
    beforeSeq = read.messages[0]?.seq ?? 0
  }
  const seqs = [...stored.values()].toSorted((a, b) => a - b)
  assert.deepEqual(
    seqs,
    Array.from(seqs, (_, n) => n + 1),
    'a gap',
  )
  for (const [number, seq] of answered) {
    assert.equal(stored.get(numberedId(number)), seq, `message ${number} was answered and is lost`)
  }
  await retry(truth, { session, conversation, answered })
}

/** Whoever did not hear the answer asks again, and so may whoever did. */
async function retry(
  truth: RelayTruth,
  ask: Readonly<{
    session: Session
    conversation: ConversationId
    answered: ReadonlyMap<number, number>
  }>,
): Promise<void> {
  for (const [number, seq] of [...ask.answered].slice(-20)) {
    const body = bodyOf(`message ${number}`)
    const message = { conversation: ask.conversation, id: numberedId(number), body }
    assert.equal((await truth.conversations.send(ask.session, message)).seq, seq)
  }
}
