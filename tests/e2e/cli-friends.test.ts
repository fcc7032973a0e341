import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { befriend, eventually, makeHoming, PASSWORD } from '../support/homing-process.ts'
import { startRelay } from '../support/relay-process.ts'

type Line = Readonly<{ id: string; text: string; mine: boolean; seq?: number; state: string }>
type Friend = Readonly<{
  name: string
  state: string
  unread: number
  online: boolean
  remark: string
}>
type Transfer = Readonly<{
  id: string
  state: string
  direction: string
  location?: string
  root?: string
  file: { name: string; size: number }
}>

test('two people register, become friends, talk and send a file, by the command line alone', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)

  const who = await alice.json<{ name: string }>(['whoami'])
  assert.equal(who.name, 'alice')
  await alice.ok(['profile', 'set', '--display-name', 'Alice A.', '--signature', 'hello world'])
  await eventually(async () => (await bob.ok(['friends'])).includes('Alice A.'))

  const said = await alice.json<Line>(['chat', 'bob', 'Hello', 'Bob'])
  assert.equal(said.text, 'Hello Bob')
  assert.equal(said.state === 'queued' ? said.seq : typeof said.seq, 'number', 'stored by the home')
  await eventually(async () => (await bob.ok(['chat', 'alice', '--history'])).includes('Hello Bob'))
  await eventually(async () => {
    const { lines } = await alice.json<{ lines: Line[] }>(['chat', 'bob', '--history'])
    return lines.at(-1)?.state === 'read'
  })

  const path = join(alice.folder, '..', 'photo.jpg')
  const content = randomBytes(3 * 1024 * 1024 + 17)
  await writeFile(path, content, { mode: 0o640 })
  await utimes(path, 1_700_000_000, 1_700_000_000)
  const sending = alice.start(['send', 'bob', path, '--json'])
  const offered = await transferOf(bob, 'waiting')
  assert.equal(offered.file.name, 'photo.jpg')
  await bob.ok(['accept', offered.id.slice(-8)])
  assert.equal(await sending.exited, 0, sending.stderr)
  const states = sending.stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as Transfer).state)
  assert.equal(states.at(-1), 'done')
  const received = await transferOf(bob, 'done')
  assert.deepEqual(await readFile(received.location ?? ''), content)
  assert.equal((await stat(received.location ?? '')).mtimeMs, 1_700_000_000_000)
  assert.equal(received.root, (await transferOf(alice, 'done')).root)
  assert.match(await bob.ok(['transfers', 'show', offered.id]), /photo\.jpg/)

  await bob.ok([
    'rules',
    'set',
    'alice',
    '--up-to',
    '1MB',
    '--into',
    join(bob.folder, 'auto'),
    '--create',
  ])
  const small = join(alice.folder, '..', 'small.txt')
  await writeFile(small, 'small')
  await alice.ok(['send', 'bob', small])
  assert.equal(await readFile(join(bob.folder, 'auto', 'small.txt'), 'utf8'), 'small')
})

test('what was said while one is away is there when they are back, once and in order', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)
  await bob.ok(['down'])
  const texts = Array.from({ length: 12 }, (_, index) => `message ${index}`)
  await alice.ok(['chat', 'bob'], { input: texts.join('\n') })
  await bob.up()
  await eventually(async () => (await heard(bob)).length >= texts.length)
  assert.deepEqual(await heard(bob), texts)

  await relay.stop()
  const queued = await alice.json<Line>(['chat', 'bob', 'written while the relay is down'])
  assert.equal(queued.state, 'queued')
  await alice.crash()
  await alice.up()
  await relay.start()
  const all = [...texts, 'written while the relay is down']
  await eventually(async () => (await heard(bob)).length >= all.length, { timeoutMs: 60_000 })
  assert.deepEqual(await heard(bob), all)

  async function heard(node: typeof bob): Promise<string[]> {
    const page = await node.json<{ lines: Line[] }>(['chat', 'alice', '--history'])
    return page.lines.filter((line) => !line.mine).map(({ text }) => text)
  }
})

test('friends come and go by name, and a stranger is refused with a code', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)

  await alice.ok(['friends', 'remark', 'bob', 'Bobby'])
  const [friend] = (await alice.json<{ friends: Friend[] }>(['friends'])).friends
  assert.deepEqual([friend?.name, friend?.remark, friend?.state], ['bob', 'Bobby', 'friend'])
  const unknown = await alice.run(['friends', 'add', 'nobody', '--json'])
  assert.equal(unknown.code, 7)
  assert.equal((JSON.parse(unknown.stderr) as Failure).error.reason, 'unknown-account')
  const again = await alice.run(['friends', 'add', 'bob', '--json'])
  assert.equal(again.code, 8)

  await bob.ok(['friends', 'remove', 'alice'])
  await eventually(async () => {
    const { friends } = await alice.json<{ friends: Friend[] }>(['friends'])
    return friends.length === 0
  })
  const refused = await alice.run(['chat', 'bob', 'are you there?'])
  assert.notEqual(refused.code, 0)

  await bob.ok(['friends', 'block', 'alice'])
  await alice.ok(['friends', 'add', 'bob'])
  await bob.ok(['friends', 'unblock', 'alice'])
})

test('a second machine of the same account: login, history, and logout from afar', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await using laptop = await makeHoming('laptop')
  await befriend(relay, alice, bob)
  await alice.ok(['chat', 'bob', 'said before'])
  await laptop.up()
  const wrong = ['login', 'alice', '--home', relay.address, '--password-stdin']
  const refused = await laptop.run([...wrong, '--json'], { input: 'not the password\n' })
  assert.equal(refused.code, 6)
  assert.equal((JSON.parse(refused.stderr) as Failure).error.reason, 'wrong-password')
  await laptop.ok([...wrong, '--device-name', 'laptop'], { input: PASSWORD })
  await eventually(async () =>
    (await laptop.ok(['chat', 'bob', '--history'])).includes('said before'),
  )

  const { devices } = await alice.json<{ devices: { name: string }[] }>(['devices'])
  assert.equal(devices.length, 2)
  await alice.ok(['devices', 'logout', 'laptop'])
  await eventually(async () => (await laptop.run(['whoami'])).code === 4)
})

test('an invite of a member lets the next one in, once', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using carol = await makeHoming('carol')
  await using dave = await makeHoming('dave')
  await Promise.all([alice.up(), carol.up(), dave.up()])
  await alice.register(relay)
  const invite = await alice.json<{ code: string; home: string; uses: number }>(['invite'])
  assert.equal(invite.home, relay.address)
  const to = ['--home', invite.home, '--invite', invite.code, '--password-stdin']
  await carol.ok(['register', 'carol', ...to], { input: PASSWORD })
  const late = await dave.run(['register', 'dave', ...to, '--json'], { input: PASSWORD })
  assert.equal(late.code, 6)
  assert.equal((JSON.parse(late.stderr) as Failure).error.reason, 'invite-invalid')
})

test('chat --follow prints what is said, as it is said, until Ctrl-C', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)
  await alice.ok(['chat', 'bob', 'before'])
  const following = bob.start(['chat', 'alice', '--follow', '--history', '--json'])
  await following.line((line) => line.includes('before'))
  await alice.ok(['chat', 'bob', 'after'])
  await following.line((line) => line.includes('after'))
  assert.equal(await following.kill('SIGINT'), 0)
  for (const line of following.stdout.trimEnd().split('\n')) JSON.parse(line)
})

test('Ctrl-C while sending leaves the transfer to the node', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)
  const path = join(alice.folder, '..', 'later.txt')
  await writeFile(path, 'later')
  const sending = alice.start(['send', 'bob', path])
  await sending.line()
  assert.equal(await sending.kill('SIGINT'), 130)
  assert.match(sending.stderr, /goes on in the background/)
  const { id } = await transferOf(bob, 'waiting')
  const accepted = await bob.jsonLines<Transfer>(['accept', id, '--wait'])
  assert.equal(accepted.at(-1)?.state, 'done')
})

type Failure = Readonly<{ error: { code: string; reason?: string } }>

async function transferOf(
  node: Awaited<ReturnType<typeof makeHoming>>,
  state: string,
): Promise<Transfer> {
  let found: Transfer | undefined
  await eventually(async () => {
    const { transfers } = await node.json<{ transfers: Transfer[] }>(['transfers'])
    found = transfers.find((each) => each.state === state)
    return found !== undefined
  })
  return found as Transfer
}
