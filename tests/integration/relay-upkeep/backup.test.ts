/** A home that is backed up while it serves, lost, and put back, by the real programs. */
import assert from 'node:assert/strict'
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { type ConversationId, type MessageId, parseDeviceId } from '../../../src/core/ids.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { befriend, HomeClient } from '../../support/home-client.ts'
import { operatorCommand } from '../../support/operator-command.ts'
import { Program } from '../../support/program.ts'
import { type RelayProcess, startRelay } from '../../support/relay-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function home({ address }: RelayProcess) {
  return { device: parseDeviceId(address.split('/p2p/')[1] ?? ''), addresses: [address] }
}

async function member(relay: RelayProcess, name: string) {
  const client = await HomeClient.connect(home(relay))
  await client.register(name, { invite: relay.invite })
  await client.attach()
  await client.next('caughtUp')
  return client
}

async function back(relay: RelayProcess, { key }: HomeClient, cursor: number) {
  const client = await HomeClient.connect(home(relay), { key })
  return { client, attached: await client.attach(cursor) }
}

function say(client: HomeClient, conversation: ConversationId, text: string) {
  const id = mintUuid({ clock: systemClock, random: systemRandom }) as MessageId
  return client.ask('sendMessage', { conversation, id, body: new TextEncoder().encode(text) })
}

async function told(client: HomeClient, conversation: ConversationId): Promise<readonly string[]> {
  const { messages } = await client.ask('history', {
    conversation,
    afterSeq: 0,
    beforeSeq: 0,
    limit: 100,
  })
  return messages.map((message) => new TextDecoder().decode(message.body))
}

test('a home that lost its database comes back as it was backed up, and its nodes know that they must look anew', async () => {
  using folder = temporaryFolder()
  const backup = join(folder.path, 'backup')
  await using relay = await startRelay()
  await using alice = await member(relay, 'alice')
  await using bob = await member(relay, 'bob')
  const { conversation } = await befriend(alice, bob, 'bob')
  await say(alice, conversation, 'before')
  const made = await operatorCommand(['backup', backup, '--data', relay.folder, '--json'])
  assert.deepEqual([made.code, made.stderr], [0, ''])
  assert.equal((JSON.parse(made.stdout) as { secrets: boolean }).secrets, false)
  await say(bob, conversation, 'lost')
  await alice.event('message', ({ seq }) => seq === 2)
  const cursor = alice.events.at(-1)?.usn ?? 0
  assert.equal((await operatorCommand(['verify', '--data', relay.folder])).code, 0)

  const running = await operatorCommand(['restore', backup, '--data', relay.folder])
  assert.deepEqual([running.code, running.stdout], [3, ''])
  assert.match(running.stderr, /another relay is running/)
  await relay.stop('SIGKILL')
  const occupied = await operatorCommand(['restore', backup, '--data', relay.folder])
  assert.equal(occupied.code, 6)
  assert.match(occupied.stderr, /relay\.sqlite is there already: .* mv '/)
  for (const end of ['', '-wal', '-shm'])
    rmSync(join(relay.folder, `relay.sqlite${end}`), { force: true })
  const restored = await operatorCommand(['restore', backup, '--data', relay.folder])
  assert.deepEqual([restored.code, restored.stderr], [0, ''])
  assert.match(
    restored.stdout,
    /rows are restored into .*\nthe home is as it was on .*; start the relay\n/,
  )

  await relay.start()
  const again = await back(relay, alice, cursor)
  await using _one = again.client
  assert.equal(again.attached.snapshotNeeded, true)
  assert.ok(again.attached.headUsn > cursor + 1_000_000, 'above whatever a device may have seen')
  assert.deepEqual(await told(again.client, conversation), ['before'])
  const other = await back(relay, bob, cursor)
  await using _two = other.client
  assert.equal((await say(other.client, conversation, 'after')).seq, 2)
  const { seq } = await again.client.event('message')
  assert.equal(seq, 2)
  const verified = await operatorCommand(['verify', '--data', relay.folder, '--json'])
  assert.deepEqual(JSON.parse(verified.stdout), { isWell: true, problems: [], more: 0 })
})

test('a backup with secrets makes the home in an empty folder; one without them asks for them', async () => {
  using folder = temporaryFolder()
  const at = (name: string) => join(folder.path, name)
  await using relay = await startRelay()
  for (const [name, more] of [
    ['with', ['--with-secrets']],
    ['without', []],
  ] as const) {
    const { code, stdout } = await operatorCommand([
      'backup',
      at(name),
      '--data',
      relay.folder,
      ...more,
    ])
    assert.equal(code, 0)
    assert.match(
      stdout,
      name === 'with' ? /secrets of the home are in it/ : /keep a copy of `key` and `opaque`/,
    )
  }
  await relay.stop()
  assert.equal((await operatorCommand(['restore', at('with'), '--data', at('one')])).code, 0)
  const lacking = await operatorCommand(['restore', at('without'), '--data', at('two')])
  assert.equal(lacking.code, 6)
  assert.match(lacking.stderr, /key is missing .*: copy `key` and `opaque` of the home there first/)
  for (const secret of ['key', 'opaque']) cpSync(join(at('one'), secret), join(at('two'), secret))
  assert.equal((await operatorCommand(['restore', at('without'), '--data', at('two')])).code, 0)
  await using stranger = await startRelay()
  await stranger.stop()
  rmSync(join(stranger.folder, 'relay.sqlite'))
  const other = await operatorCommand(['restore', at('with'), '--data', stranger.folder])
  assert.equal(other.code, 6)
  assert.match(other.stderr, /`key` in .* is not the one of the home that was backed up/)
  for (const data of [at('one'), at('two')]) {
    const program = new Program('relay', ['--data', data, '--listen', '127.0.0.1:0'])
    const line = await program.line((each) => each.startsWith('address '))
    assert.ok(line.endsWith(relay.address.split('/p2p/')[1] ?? ''), 'the same home')
    assert.equal(await program.kill('SIGTERM'), 0)
  }
})

test('a backup that is killed at any moment never looks whole, and the next one is', async () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'backup')
  await using relay = await startRelay()
  await relay.stop()
  await fill(join(relay.folder, 'relay.sqlite'))
  const args = ['backup', path, '--data', relay.folder]
  for (const reached of ['accounts', 'messages', 'spool_usage']) {
    const program = new Program('relay', args)
    const file = join(`${path}.partial`, `${reached}.jsonl.zst`)
    while (!existsSync(file) && program.child.exitCode === null) await nextTurn()
    await program.kill('SIGKILL')
    const { code } = await operatorCommand(['verify', path])
    assert.equal(code, existsSync(path) ? 0 : 7)
    rmSync(path, { recursive: true, force: true })
  }
  assert.equal((await operatorCommand(args)).code, 0)
  assert.equal(existsSync(`${path}.partial`), false)
  const { code, stdout } = await operatorCommand(['verify', path])
  assert.deepEqual([code, /it is whole/.test(stdout)], [0, true])
})

test('each mistake has its exit code and says what to do', async () => {
  using folder = temporaryFolder()
  await using relay = await startRelay()
  const none = join(folder.path, 'none')
  for (const [args, code, said] of [
    [['backup', '--help'], 0, /Moving a home to a database server/],
    [['restore', '-h'], 0, /exit codes/],
    [['verify', '--help'], 0, /usage: relay verify \[<backup>\]/],
    [['backup'], 2, /usage: relay backup <folder>; see: relay backup --help/],
    [['backup', 'a', 'b'], 2, /usage/],
    [['verify', '--with-secrets'], 2, /--with-secrets: is not for relay verify/],
    [['backup', 'a', '--nothing'], 2, /--nothing/],
    [['backup', join(none, 'x'), '--data', none], 3, /is --data the folder of a home\?/],
    [['verify', '--data', none], 5, /there is no .*relay\.sqlite: the first start/],
    [['verify', none], 7, /is no backup: it has no manifest\.json/],
    [['restore', none, '--data', relay.folder], 7, /is no backup/],
  ] as const) {
    const done = await operatorCommand(args)
    assert.equal(done.code, code, `${args.join(' ')}: ${done.stderr}`)
    assert.match(code === 0 ? done.stdout : done.stderr, said)
  }
  const json = await operatorCommand(['verify', none, '--json'])
  const { error } = JSON.parse(json.stderr) as { error: { code: string } }
  assert.deepEqual([json.stdout, error.code], ['', 'unsound'])
  writeFileSync(none, '')
  assert.equal((await operatorCommand(['backup', none, '--data', relay.folder])).code, 6)
})

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** Enough that a backup takes a while. */
async function fill(file: string): Promise<void> {
  await using sql = await openSqlite(file)
  const body = new Uint8Array(2_000)
  await sql.transact(async (tx) => {
    for (let from = 1; from <= 20_000; from += 500) {
      const rows = Array.from({ length: 500 }, (_, n) => ({
        ...{
          conversation_id: 'c',
          seq: from + n,
          id: `m${from + n}`,
          sender_id: 'a',
          device_id: 'd',
        },
        ...{ stored_ms: 1, body_bytes: body.length, body },
      }))
      await tx.insertInto('messages').values(rows).execute()
    }
  })
}
