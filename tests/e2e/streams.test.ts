import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { TransferId } from '../../src/core/ids.ts'
import { eventually, type Homing } from '../support/homing-process.ts'
import type { Program } from '../support/program.ts'
import { ask, untilAny, untilState, untilTransfer } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'

const MIB = 1024 * 1024

describe('what a program writes, between two real nodes', () => {
  const stack = new AsyncDisposableStack()
  let alice: Homing
  let bob: Homing

  before(async () => {
    ;({ alice, bob } = stack.use(await twoFriends()))
  })
  after(() => stack.disposeAsync())

  /** `… | homing send bob - --name <name>`, with the test as the program before the bar. */
  function send(name: string, ...more: readonly string[]): Program {
    const args = ['send', 'bob', '-', '--name', name, ...more]
    return alice.start(args, { keepInput: true })
  }

  async function offered(name: string): Promise<TransferId> {
    return (await untilAny(bob, ({ file }) => file.name === name)).id
  }

  async function write(program: Program, bytes: Uint8Array): Promise<void> {
    await new Promise((resolve) => program.child.stdin?.write(bytes, resolve))
  }

  const accept = (id: TransferId) => ask(bob, 'acceptTransfer', { id, folder: undefined })
  const kept = () => readdirSync(join(alice.folder, 'streams'))

  test('it arrives as it was: offered without a size, moving before its end, verified at its end', async () => {
    const content = randomBytes(5 * MIB + 11)
    const sending = send('x.tar', '--json')
    const id = await offered('x.tar')
    assert.equal((await untilAny(bob, (view) => view.id === id)).sizeKnown, false)
    assert.match(await bob.ok(['transfers']), /x\.tar +a stream {2}offered to you/)
    await bob.ok(['accept', id])
    await write(sending, content.subarray(0, 3 * MIB))
    await untilTransfer(bob, id, ({ verifiedBytes }) => verifiedBytes === 3 * MIB)
    await write(sending, content.subarray(3 * MIB))
    sending.child.stdin?.end()
    assert.equal(await sending.exited, 0, sending.stderr)
    const lines = sending.stdout.trimEnd().split('\n')
    const views = lines.map((line) => JSON.parse(line) as { state: string; sizeKnown: boolean })
    assert.deepEqual([views[0]?.sizeKnown, views.at(-1)?.sizeKnown], [false, true])
    assert.equal(views.at(-1)?.state, 'done')
    const { location, root, file } = await untilState(bob, id, 'done')
    assert.equal(file.size, content.length)
    assert.equal((await untilState(alice, id, 'done')).root, root)
    assert.deepEqual(await readFile(location ?? ''), content)
    if (process.platform !== 'win32') {
      assert.equal((await stat(join(alice.folder, 'streams'))).mode & 0o077, 0)
    }
    await eventually(async () => kept().length === 0)
  })

  test('an empty input is an empty file', async () => {
    const sending = send('empty.log')
    sending.child.stdin?.end()
    const id = await offered('empty.log')
    await accept(id)
    assert.equal(await sending.exited, 0, sending.stderr)
    const { location } = await untilState(bob, id, 'done')
    assert.equal((await stat(location ?? '')).size, 0)
  })

  test('a sending command that is killed has broken the stream off: it fails on both sides, and nothing stays', async () => {
    const sending = send('broken.tar')
    const id = await offered('broken.tar')
    await accept(id)
    await write(sending, randomBytes(2 * MIB))
    await untilTransfer(bob, id, ({ verifiedBytes }) => verifiedBytes > 0)
    await sending.kill('SIGKILL')
    for (const node of [alice, bob]) {
      assert.equal((await untilState(node, id, 'failed')).code, 'source-gone')
    }
    assert.equal(existsSync(join(bob.downloads, 'broken.tar')), false)
    await eventually(async () => kept().length === 0)
    await eventually(async () => !existsSync(join(bob.downloads, '.homing-incoming')))
  })

  test('a receiver that is killed in the middle goes on, and a node that started anew after the end sends it', async () => {
    const content = randomBytes(24 * MIB + 5)
    const sending = send('long.tar', '--no-wait')
    const id = await offered('long.tar')
    await accept(id)
    await write(sending, content.subarray(0, 8 * MIB))
    await untilTransfer(bob, id, ({ verifiedBytes }) => verifiedBytes >= 4 * MIB)
    await bob.crash()
    await write(sending, content.subarray(8 * MIB))
    sending.child.stdin?.end()
    assert.equal(await sending.exited, 0, sending.stderr)
    await alice.crash()
    await Promise.all([alice.up(), bob.up()])
    const { location } = await untilState(bob, id, 'done')
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    assert.equal(digest(await readFile(location ?? '')), digest(content))
    await untilState(alice, id, 'done')
    await eventually(async () => kept().length === 0)
  })

  test('a friend who declines ends the command, which reads no more', async () => {
    const sending = send('unwanted.tar')
    const id = await offered('unwanted.tar')
    await bob.ok(['decline', id])
    assert.equal(await sending.exited, 9)
    await untilState(alice, id, 'declined')
  })
})
