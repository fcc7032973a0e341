import assert from 'node:assert/strict'
import { readdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DiskBlobs } from '../../../relay/blobs/data/disk-blobs.ts'
import { Journal } from '../../../relay/data/journal.ts'
import { SqlAvatarStore } from '../../../relay/profiles/data/sql-avatar-store.ts'
import { AvatarSweeper } from '../../../relay/profiles/domain/avatar-sweeper.ts'
import { ORPHAN_AVATAR_MS } from '../../../relay/profiles/limits.ts'
import { parseAccountId } from '../../../src/core/ids.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { befriend, type HomeClient, silentLog } from '../../support/home-client.ts'
import { pictures } from '../../support/pictures.ts'
import { Program } from '../../support/program.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { testRelay, type TestRelay } from '../../support/test-relay.ts'
import { refused } from './relay-messages.ts'

const red = await pictures('#f00')
const blue = await pictures('#00f')
const NONE = { small: new Uint8Array(), large: new Uint8Array() }

/** Alice and Bob are friends; nobody is Mallory's. */
async function rig() {
  await using stack = new AsyncDisposableStack()
  const home = stack.use(await testRelay({ registration: 'open' } as never))
  const [alice, bob, mallory] = [
    await home.person('alice'),
    await home.person('bob'),
    await home.person('mallory'),
  ]
  const { one: account } = await befriend(alice, bob, 'bob')
  const held = stack.move()
  return {
    ...{ home, alice, bob, mallory, account },
    picture: async (of: HomeClient, size: 'small' | 'large', have = '') => {
      const { version, picture } = await of.ask('avatar', { account, size, have })
      // Nothing at all comes as a Buffer.
      return { version, picture: Uint8Array.from(picture) }
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

const files = ({ folder }: TestRelay) =>
  readdirSync(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

test('a friend hears of a new picture, fetches each size, and what they have already is not sent again', async () => {
  await using at = await rig()
  assert.deepEqual(await at.picture(at.bob, 'small'), { version: '', picture: new Uint8Array() })
  const { avatar: version = '' } = await at.alice.ask('setAvatar', red)
  const told = await at.bob.event('friend', ({ avatar }) => avatar !== undefined)
  assert.deepEqual([told.name, told.avatar], ['alice', version])
  for (const size of ['small', 'large'] as const) {
    assert.deepEqual(await at.picture(at.bob, size), { version, picture: red[size] })
    assert.deepEqual(await at.picture(at.bob, size, version), {
      version,
      picture: new Uint8Array(),
    })
  }
  assert.equal((await at.alice.ask('self', {})).avatar, version)
  assert.deepEqual((await at.picture(at.alice, 'small')).picture, red.small)
  const { friends } = await at.bob.ask('friends', { after: '', limit: 10 })
  assert.equal(friends[0]?.avatar, version)
})

test('another picture takes the place of the first, whose bytes go; taken away, nothing is left', async () => {
  await using at = await rig()
  const first = await at.alice.ask('setAvatar', red)
  const second = await at.alice.ask('setAvatar', blue)
  assert.notEqual(first.avatar, second.avatar)
  const got = await at.picture(at.bob, 'large', first.avatar)
  assert.deepEqual(got, { version: second.avatar, picture: blue.large })
  assert.equal(files(at.home).length, 2)
  assert.equal((await at.alice.ask('setAvatar', NONE)).avatar, undefined)
  assert.deepEqual(files(at.home), [])
  assert.equal((await at.picture(at.bob, 'small', second.avatar)).version, '')
})

test('a picture whose bytes are not here is none: nobody waits for it, and another can be chosen', async () => {
  await using at = await rig()
  const { avatar: lost } = await at.alice.ask('setAvatar', red)
  const blobs = join(at.home.folder, 'blobs')
  for (const shard of readdirSync(blobs)) rmSync(join(blobs, shard), { recursive: true })
  assert.deepEqual(await at.picture(at.bob, 'small'), { version: '', picture: new Uint8Array() })
  const { avatar: chosen } = await at.alice.ask('setAvatar', blue)
  assert.notEqual(chosen, lost)
  assert.deepEqual((await at.picture(at.bob, 'small')).picture, blue.small)
})

test('strangers get no picture, and cannot tell whether there is one or whom it would be of', async () => {
  await using at = await rig()
  await at.alice.ask('setAvatar', red)
  const nobody = parseAccountId('0192f0c1-0000-7000-8000-00000000dead')
  for (const account of [at.account, nobody]) {
    const ask = { account, size: 'small', have: '' } as const
    await assert.rejects(at.mallory.ask('avatar', ask), refused('not-friends'))
  }
  await at.mallory.ask('requestFriend', { name: 'alice' as never, note: '' })
  await assert.rejects(at.picture(at.mallory, 'small'), refused('not-friends'))
  await at.alice.ask('blockAccount', { name: 'bob' as never })
  await assert.rejects(at.picture(at.bob, 'small'), refused('not-friends'))
  const { friends } = await at.bob.ask('friends', { after: '', limit: 10 })
  for (const { avatar, phone } of friends) assert.deepEqual([avatar, phone], [undefined, undefined])
})

test('what is no picture of its size is refused, and so is one without the other', async () => {
  await using at = await rig()
  const svg = new TextEncoder().encode('<svg/>')
  for (const ask of [
    { small: svg, large: red.large },
    { small: red.large, large: red.large },
    { small: red.small, large: new Uint8Array() },
    { small: new Uint8Array(), large: red.large },
  ]) {
    await assert.rejects(at.alice.ask('setAvatar', ask), refused('bad-request'))
  }
  assert.deepEqual(files(at.home), [])
})

test('a telephone number is its owner’s alone until they share it', async () => {
  await using at = await rig()
  const number = '+41 31 000 00 00'
  const set = (change: object) => at.alice.ask('setProfile', change as never)
  const seen = async () => (await at.bob.ask('friends', { after: '', limit: 10 })).friends[0]?.phone
  const before = at.bob.events.length
  const own = await set({ phone: number })
  assert.deepEqual([own.phone, own.sharePhone], [number, undefined])
  assert.equal(await seen(), undefined)
  await set({ sharePhone: true })
  await at.bob.event('friend', ({ phone }) => phone === number)
  // The first change was no news for Bob: he heard of the second alone.
  const heard = at.bob.events.slice(before).filter(({ change }) => change.kind === 'friend')
  assert.equal(heard.length, 1)
  assert.equal(await seen(), number)
  await set({ sharePhone: false })
  assert.equal(await seen(), undefined)
  await set({ phone: '' })
  assert.equal((await at.alice.ask('self', {})).phone, undefined)
  await assert.rejects(set({ phone: 'call me' }), refused('bad-request'))
})

test('an export has the picture and the number, and a deletion leaves neither', async () => {
  await using at = await rig()
  await at.alice.ask('setAvatar', red)
  await at.alice.ask('setProfile', { phone: '031' } as never)
  const admin = async (...args: string[]) => {
    const program = new Program('relay', ['admin', ...args, '--data', at.home.folder])
    assert.equal(await program.exited, 0, program.stderr)
    return program.stdout
  }
  const lines = (await admin('export', 'alice')).trimEnd().split('\n')
  const ofKind = (kind: string) =>
    lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find((each) => each['kind'] === kind)
  assert.equal(ofKind('avatar')?.['picture'], red.large.toBase64())
  assert.deepEqual(
    [ofKind('profile')?.['phone'], ofKind('profile')?.['sharePhone']],
    ['031', false],
  )
  await admin('delete', 'alice', '--yes')
  assert.deepEqual(files(at.home), [])
  await assert.rejects(at.picture(at.bob, 'small'), refused('not-friends'))
})

test('pictures that a dead relay left go when they are old, and those of people stay', async () => {
  await using at = await rig()
  await at.alice.ask('setAvatar', red)
  const root = join(at.home.folder, 'blobs')
  const blobs = new DiskBlobs(root)
  const orphans = [
    [at.account, '0192f0c1-0000-7000-8000-00000000beef.small'],
    ['0192f0c1-0000-7000-8000-00000000dead', '0192f0c1-0000-7000-8000-00000000beef.large'],
    ['nobody', 'is-this'],
  ] as const
  for (const [folder, name] of orphans) await blobs.put(folder, name, red.small)
  await using sql = await openSqlite(join(at.home.folder, 'relay.sqlite'))
  const store = new SqlAvatarStore(
    new Journal({ sql, clock: systemClock, onCommitted: () => undefined }),
  )
  const sweeper = new AvatarSweeper({ blobs, store, clock: systemClock, log: silentLog })
  const signal = new AbortController().signal
  assert.equal(await sweeper.sweep({ signal }), 0)
  const before = new Date(Date.now() - 2 * ORPHAN_AVATAR_MS)
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), before, before)
  }
  assert.equal(await sweeper.sweep({ signal }), orphans.length)
  assert.equal(files(at.home).length, 2)
  assert.deepEqual((await at.picture(at.bob, 'large')).picture, red.large)
})
