/**
 * A process that stores messages until it is killed: `sender-process.ts <file> <first number> <careful | careless>`. Every answer of the store is a line
 * `<number> <seq>` on stdout before the next message begins; several devices send at once.
 */
import { writeSync } from 'node:fs'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { type OpenEngine, openNodeSqlite } from '../../../relay/data/sqlite-engine.ts'
import type { MessageId } from '../../../src/core/ids.ts'
import { bodyOf, relayTruth, testDevice } from '../../support/relay-truth.ts'

const SENDERS = 4

export function numberedId(number: number): MessageId {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as MessageId
}

/** Answers before the disk has it. */
const careless: OpenEngine = (file, options) => {
  const engine = openNodeSqlite(file, options)
  if (!options.readOnly) engine.run('pragma synchronous = off')
  return engine
}

if (import.meta.main) {
  const [, , file = '', first, store] = process.argv
  await sendForEver(file, Number(first), store === 'careless' ? careless : openNodeSqlite)
}

async function sendForEver(file: string, first: number, openEngine: OpenEngine): Promise<void> {
  await using sql = await openSqlite(file, { openEngine })
  const truth = relayTruth(sql)
  const session = await truth.devices.openSession(testDevice(1))
  const { friends } = await truth.friends.list(session, { after: '', limit: 1 })
  const conversation = friends[0]?.conversation
  if (conversation === undefined) throw new Error('nobody to write to')
  let next = first
  const send = async () => {
    for (;;) {
      const number = next++
      const message = { conversation, id: numberedId(number), body: bodyOf(`message ${number}`) }
      const { seq } = await truth.conversations.send(session, message)
      writeSync(1, `${number} ${seq}\n`)
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, send))
}
