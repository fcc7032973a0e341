import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { appendFile, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { TransferView } from '../../node/control/entity/nouns.ts'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import { type Homing } from '../support/homing-process.ts'
import { ask, transferOf, untilAny, untilState, untilTransfer } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'

const MIB = 1024 * 1024

describe('files between two real nodes', () => {
  const stack = new AsyncDisposableStack()
  let alice: Homing
  let bob: Homing
  let folder: string

  before(async () => {
    // Straight only: through the relay's store a friend who is away has it before they are back.
    const relay = { args: ['--spool-enabled', 'false'] }
    ;({ alice, bob, folder } = stack.use(await twoFriends(relay)))
  })
  after(() => stack.disposeAsync())

  async function makeFile(name: string, size: number): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, randomBytes(size))
    return path
  }

  async function offer(path: string): Promise<TransferId> {
    const { id } = await ask(alice, 'sendFile', { name: 'bob' as AccountName, path })
    await untilAny(bob, (view) => view.id === id)
    return id
  }

  async function sent(path: string): Promise<TransferView> {
    const id = await offer(path)
    await ask(bob, 'acceptTransfer', { id, folder: undefined })
    await untilState(alice, id, 'done')
    return await untilState(bob, id, 'done')
  }

  /** Accepted, and with bytes on the other side. */
  async function underWay(path: string): Promise<TransferId> {
    const id = await offer(path)
    await ask(bob, 'acceptTransfer', { id, folder: undefined })
    await untilTransfer(bob, id, (view) => view.state === 'moving' && view.verifiedBytes > 0)
    return id
  }

  test('by hand: send, see the offer, accept, compare', async () => {
    const path = await makeFile('by hand.bin', 3 * MIB + 1)
    await utimes(path, new Date(), new Date('2001-02-03T04:05:06Z'))
    chmodSync(path, 0o754)
    await alice.ok(['send', 'bob', path, '--no-wait'])
    const { id } = await untilAny(bob, (view) => view.file.name === 'by hand.bin')
    await bob.ok(['accept', id])
    const { location, root } = await untilState(bob, id, 'done')
    assert.equal(location, join(bob.downloads, 'by hand.bin'))
    assert.equal((await untilState(alice, id, 'done')).root, root)
    assert.deepEqual(await readFile(location ?? ''), await readFile(path))
    const stats = statSync(location ?? '')
    assert.equal(stats.mtime.toISOString(), '2001-02-03T04:05:06.000Z')
    assert.equal(stats.mode & 0o111, 0, 'what a friend sends is not executable')
  })

  test('an empty file', async () => {
    const { location } = await sent(await makeFile('empty', 0))
    assert.equal(statSync(location ?? '').size, 0)
  })

  test('a name that is taken gets a number, and the file that had it stays as it was', async () => {
    const path = await makeFile('twice.txt', 1000)
    const first = await sent(path)
    await writeFile(first.location ?? '', 'mine')
    const second = await sent(path)
    assert.equal(second.location, join(bob.downloads, 'twice (1).txt'))
    assert.equal(await readFile(first.location ?? '', 'utf8'), 'mine')
  })

  test('a rule accepts by itself into its folder', async () => {
    const into = join(folder, 'by rule')
    await bob.ok(['rules', 'set', 'alice', '--up-to', '10MB', '--into', into, '--create'])
    await alice.ok(['send', 'bob', await makeFile('small', 5000), '--no-wait'])
    const small = await untilAny(
      bob,
      ({ file, state }) => file.name === 'small' && state === 'done',
    )
    assert.equal(small.location, join(into, 'small'))
    await alice.ok(['send', 'bob', await makeFile('large', 11_000_000), '--no-wait'])
    const large = await untilAny(bob, ({ code }) => code === 'rule-too-large')
    assert.equal(large.file.name, 'large')
    await bob.ok(['rules', 'remove', 'alice'])
    await bob.ok(['decline', large.id])
    await untilState(alice, large.id, 'declined')
  })

  for (const who of ['sender', 'receiver'] as const) {
    test(`the ${who} cancels in the middle, and nothing stays`, async () => {
      const id = await underWay(await makeFile(`cancelled by ${who}`, 400 * MIB))
      const [one, other] = who === 'sender' ? [alice, bob] : [bob, alice]
      await one.ok(['cancel', id])
      const { code } = await untilState(other, id, 'cancelled')
      assert.equal(code, 'cancelled-there')
      await untilClean()
      assert.equal(existsSync(join(bob.downloads, `cancelled by ${who}`)), false)
    })

    test(`the ${who} pauses, both restart, the ${who} resumes`, async () => {
      const path = await makeFile(`paused by ${who}`, 300 * MIB)
      const id = await underWay(path)
      const [one, other] = who === 'sender' ? [alice, bob] : [bob, alice]
      await one.ok(['transfers', 'pause', id])
      assert.equal((await untilState(other, id, 'paused')).code, 'by-peer')
      for (const node of [alice, bob]) {
        await node.crash()
        await node.up()
      }
      const { state, verifiedBytes } = await transferOf(one, id)
      assert.equal(state, 'paused')
      assert.ok(verifiedBytes > 0)
      await one.ok(['transfers', 'resume', id])
      const { location } = await untilState(bob, id, 'done')
      await assertSame(path, location)
    })
  }

  test('a friend who is away gets it when they are back', async () => {
    await bob.ok(['down'])
    const path = await makeFile('for later', 2 * MIB)
    const { id } = await ask(alice, 'sendFile', { name: 'bob' as AccountName, path })
    await untilTransfer(alice, id, ({ code }) => code === 'answer-awaited')
    await bob.up()
    await untilAny(bob, (view) => view.id === id)
    await alice.ok(['down'])
    await bob.ok(['accept', id])
    await untilTransfer(bob, id, ({ code }) => code === 'friend-away')
    await alice.up()
    const { location } = await untilState(bob, id, 'done')
    await assertSame(path, location)
    await untilState(alice, id, 'done')
  })

  test('a source that changes while it is sent is told to both and never passed off as whole', async () => {
    const path = await makeFile('growing', 500 * MIB)
    const id = await underWay(path)
    await appendFile(path, 'more')
    assert.equal((await untilState(alice, id, 'failed')).code, 'source-changed')
    assert.equal((await untilState(bob, id, 'failed')).code, 'source-changed')
    await untilClean()
    assert.equal(existsSync(join(bob.downloads, 'growing')), false)
  })

  test('a source that became shorter, and one that is gone', async () => {
    const short = await makeFile('shorter', 5000)
    const gone = await makeFile('gone', 5000)
    const ids = [await offer(short), await offer(gone)]
    await truncate(short, 10)
    await rm(gone)
    for (const id of ids) await bob.ok(['accept', id])
    const codes = await Promise.all(
      ids.map(async (id) => (await untilState(bob, id, 'failed')).code),
    )
    assert.deepEqual(codes, ['source-changed', 'source-gone'])
  })

  /** Nothing staged in the downloads folder any more: the node sweeps on its own time. */
  async function untilClean(): Promise<void> {
    const staging = join(bob.downloads, '.homing-incoming')
    while (existsSync(staging) && readdirSync(staging).length > 0) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
})

async function assertSame(path: string, location: string | undefined): Promise<void> {
  const [a, b] = await Promise.all([readFile(path), readFile(location ?? '')])
  assert.ok(a.equals(b), `${location} differs from ${path}`)
}
