import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
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
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { Dice } from './dice.ts'
import { numberedId } from './sender-process.ts'

const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const KILLS = IS_NIGHTLY ? 100 : 5
const PROGRAM = join(import.meta.dirname, 'sender-process.ts')

test(`${KILLS} times kill -9 while messages are stored: what was answered is there, once, in order`, async (t) => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'relay.sqlite')
  const dice = new Dice(Number(process.env['HOMING_SEED'] ?? 1))
  const answered = new Map<number, number>()
  const conversation = await prepare(file)
  for (let kill = 0; kill < KILLS; kill++) {
    const first = Math.max(0, ...answered.keys()) + 100
    await sendAndKill({ file, first, answers: 1 + dice.below(60), heard: answered })
    await using sql = await openSqlite(file)
    await check(relayTruth(sql), conversation, answered)
  }
  t.diagnostic(`${answered.size} answers`)
})

async function prepare(file: string): Promise<ConversationId> {
  await using sql = await openSqlite(file)
  const truth = relayTruth(sql)
  const alice = await joinHome(truth, 'alice', testDevice(1))
  const bob = await joinHome(truth, 'bob', testDevice(2))
  return await befriend(truth, alice, bob)
}

type Run = Readonly<{ file: string; first: number; answers: number; heard: Map<number, number> }>

async function sendAndKill({ file, first, answers, heard }: Run): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, file, String(first)], {
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
  const [, signal] = await exited
  assert.equal(signal, 'SIGKILL', 'it was killed, it did not end by itself')
}

async function check(
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
    session: Awaited<ReturnType<RelayTruth['devices']['openSession']>>
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
