/** A home on a cluster that is backed up, put back and checked by the real programs, each at another node. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { type ConversationId, type MessageId, parseDeviceId } from '../../../src/core/ids.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { Galera } from '../../support/galera.ts'
import { befriend, HomeClient } from '../../support/home-client.ts'
import { noGalera } from '../../support/mariadb-programs.ts'
import { operatorCommand } from '../../support/operator-command.ts'
import { type RelayProcess, startRelay } from '../../support/relay-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const MESSAGES = 60

function home({ address }: RelayProcess) {
  return { device: parseDeviceId(address.split('/p2p/')[1] ?? ''), addresses: [address] }
}

async function member(relay: RelayProcess, name: string, invite: string) {
  const client = await HomeClient.connect(home(relay))
  await client.register(name, { invite })
  await client.attach()
  return client
}

function say(client: HomeClient, conversation: ConversationId) {
  const id = mintUuid({ clock: systemClock, random: systemRandom }) as MessageId
  return client.ask('sendMessage', { conversation, id, body: Uint8Array.of(1) })
}

/** Seq and id of each message that the home has. */
async function stored(client: HomeClient, conversation: ConversationId) {
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 200 }
  const { messages } = await client.ask('history', page)
  return messages.map(({ seq, id }) => [seq, id] as const)
}

test('a backup at one node is a moment of what all nodes take, and is put back at another, for all of them', {
  skip: noGalera(),
}, async () => {
  using folder = temporaryFolder()
  const backup = join(folder.path, 'backup')
  await using galera = await Galera.start()
  for (const name of ['home', 'homeagain']) await galera.node(0).run(`create database ${name}`)
  const at = (node: number, database = 'home') => ({
    env: { RELAY_DATABASE_URL: galera.node(node).url(database) },
  })
  await using first = await startRelay(at(0))
  await using second = await startRelay({ ...at(1), of: first })
  const data = ['--data', first.folder]
  await using alice = await member(first, 'alice', first.invite)
  await using bob = await member(second, 'bob', first.invite)
  const { conversation } = await befriend(alice, bob, 'bob')

  // People write at two nodes while the third is read.
  for (let n = 0; n < MESSAGES / 2; n++) await say(n % 2 === 0 ? alice : bob, conversation)
  const answered = await stored(alice, conversation)
  const writing = [alice, bob].map(async (client) => {
    for (let n = 0; n < MESSAGES / 4; n++) await say(client, conversation)
  })
  const made = await operatorCommand(['backup', backup, ...data], at(2))
  assert.deepEqual([made.code, made.stderr], [0, ''])
  await Promise.all(writing)
  const all = await stored(bob, conversation)
  assert.equal(all.length, MESSAGES)
  const sound = await operatorCommand(['verify', ...data], at(2))
  assert.equal(sound.code, 0, sound.stdout)
  assert.equal((await operatorCommand(['verify', backup, ...data], at(2))).code, 0)
  await second.stop()
  await first.stop()

  const restored = await operatorCommand(['restore', backup, ...data], at(1, 'homeagain'))
  assert.deepEqual([restored.code, restored.stderr], [0, ''])
  // What is at one node is at all of them; and nobody restores into it again, wherever.
  for (const node of [0, 2]) {
    const verified = await operatorCommand(['verify', ...data], at(node, 'homeagain'))
    assert.equal(verified.code, 0, verified.stdout)
    const refused = await operatorCommand(['restore', backup, ...data], at(node, 'homeagain'))
    assert.equal(refused.code, 6, refused.stderr)
  }

  await using third = await startRelay({ ...at(2, 'homeagain'), of: first })
  await using back = await HomeClient.connect(home(third), { key: alice.key })
  await back.attach()
  const there = await stored(back, conversation)
  assert.deepEqual(there, all.slice(0, there.length), 'one moment: no message without those before')
  assert.ok(there.length >= answered.length, 'what was answered before is in it')
  assert.equal((await say(back, conversation)).seq, there.length + 1)
})
