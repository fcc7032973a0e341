import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { AccountName } from '../../src/core/ids.ts'
import { type Homing } from '../support/homing-process.ts'
import { ask, untilAny, untilState, untilTransfer } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'

const MIB = 1024 * 1024
const BOB = 'bob' as AccountName

describe('through the relay’s store', () => {
  const stack = new AsyncDisposableStack()
  let alice: Homing
  let bob: Homing
  let folder: string

  before(async () => {
    ;({ alice, bob, folder } = stack.use(await twoFriends()))
    await bob.ok([
      'rules',
      'set',
      'alice',
      '--up-to',
      '1GB',
      '--into',
      join(folder, 'in'),
      '--create',
    ])
  })
  after(() => stack.disposeAsync())

  test('bob is away, alice sends and goes away, bob comes back and has it', async () => {
    const content = randomBytes(9 * MIB + 5)
    const path = join(folder, 'film.mkv')
    await writeFile(path, content)
    await bob.ok(['down'])
    const { id } = await ask(alice, 'sendFile', { name: BOB, path })
    const stored = await untilTransfer(alice, id, ({ code }) => code === 'stored')
    assert.equal(stored.state, 'waiting')
    await alice.ok(['down'])
    await bob.ok(['up', '--detach'])
    const done = await untilState(bob, id, 'done')
    assert.equal(done.path, 'spool')
    assert.deepEqual(await readFile(join(folder, 'in', 'film.mkv')), content)
    await alice.ok(['up', '--detach'])
    await untilState(alice, id, 'done')
  })

  test('a folder too, with its empty folders', async () => {
    const album = join(folder, 'album')
    await mkdir(join(album, 'empty'), { recursive: true })
    for (let at = 0; at < 40; at++) await writeFile(join(album, `${at}.txt`), `photo ${at}`)
    await writeFile(join(album, 'large.bin'), randomBytes(3 * MIB))
    await bob.ok(['down'])
    const { id } = await ask(alice, 'sendFile', { name: BOB, path: album })
    await untilTransfer(alice, id, ({ code }) => code === 'stored')
    await alice.ok(['down'])
    await bob.ok(['up', '--detach'])
    await untilState(bob, id, 'done')
    const got = await readFile(join(folder, 'in', 'album', 'large.bin'))
    assert.deepEqual(got, await readFile(join(album, 'large.bin')))
    assert.equal(await readFile(join(folder, 'in', 'album', '39.txt'), 'utf8'), 'photo 39')
    await alice.ok(['up', '--detach'])
    await untilState(alice, id, 'done')
  })

  test('who is not to be found goes through the relay alone, and announces no address', async () => {
    await bob.ok(['down'])
    await writeFile(join(bob.folder, 'config.yaml'), 'spoolOnly: true\n', { mode: 0o600 })
    await bob.ok(['up', '--detach'])
    const path = join(folder, 'secret.txt')
    await writeFile(path, 'whoever has it knows not where I am')
    const { id } = await ask(alice, 'sendFile', { name: BOB, path })
    const done = await untilState(bob, id, 'done')
    assert.equal(done.path, 'spool')
    const { addresses } = await bob.json<{ addresses: string[] }>(['status'])
    assert.deepEqual(addresses, [])
    const { friends } = await alice.json<{ friends: { connected: boolean }[] }>(['friends', 'list'])
    assert.deepEqual(
      friends.map(({ connected }) => connected),
      [false],
    )
    await bob.ok(['down'])
    await rm(join(bob.folder, 'config.yaml'))
    await bob.ok(['up', '--detach'])
  })

  test('a friend who comes back in the middle gets the rest straight', async () => {
    const content = randomBytes(60 * MIB)
    const path = join(folder, 'long.mkv')
    await writeFile(path, content)
    await bob.ok(['down'])
    const { id } = await ask(alice, 'sendFile', { name: BOB, path })
    await untilTransfer(alice, id, ({ storedBytes }) => (storedBytes ?? 0) > 0)
    await bob.ok(['up', '--detach'])
    await untilAny(bob, (view) => view.id === id)
    await untilState(bob, id, 'done')
    await untilState(alice, id, 'done')
    assert.deepEqual(await readFile(join(folder, 'in', 'long.mkv')), content)
  })
})
