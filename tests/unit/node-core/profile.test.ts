import assert from 'node:assert/strict'
import { chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../../../node/config.ts'
import { USUAL_AT_ONCE } from '../../../node/transfer/entity/at-once.ts'
import { openKeyFile, replaceKey } from '../../../node/data/key-file.ts'
import { LevelStore, SCHEMA_VERSION } from '../../../node/data/level-store.ts'
import { openProfile } from '../../../node/data/profile.ts'
import { holdProfile } from '../../../node/data/profile-lock.ts'
import { fromStored, toStored } from '../../../node/data/stored-json.ts'
import { NodeError } from '../../../node/errors.ts'
import { samePorts } from '../../../node/network.ts'
import { bytes, count, record } from '../../../src/core/shape.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

async function aProfile(folder: string) {
  return openProfile({ folder: join(folder, 'profile'), chosen: true })
}

test('a new profile is for its owner alone', async () => {
  using temp = temporaryFolder()
  const profile = await aProfile(temp.path)
  await openKeyFile(profile.key)
  assert.deepEqual([profile.folder, profile.store, profile.logs].map(modeOf), ['700', '700', '700'])
  assert.equal(modeOf(profile.key), '600')
  assert.equal(profile.downloads, join(profile.folder, 'downloads'))
})

test('wider modes refuse to start and name the chmod to run', async () => {
  using temp = temporaryFolder()
  const profile = await aProfile(temp.path)
  await openKeyFile(profile.key)
  chmodSync(profile.key, 0o640)
  await assert.rejects(openKeyFile(profile.key), {
    code: 'UNSAFE_MODE',
    advice: `run: chmod 600 '${profile.key}'`,
  })
  chmodSync(profile.folder, 0o755)
  await assert.rejects(aProfile(temp.path), {
    code: 'UNSAFE_MODE',
    advice: `run: chmod 700 '${profile.folder}'`,
  })
})

test('the key is the same at every start, another one after it was replaced, and never through a link', async () => {
  using temp = temporaryFolder()
  const profile = await aProfile(temp.path)
  const first = await openKeyFile(profile.key)
  assert.equal((await openKeyFile(profile.key)).deviceId, first.deviceId)
  const next = await replaceKey(profile.key)
  assert.notEqual(next.deviceId, first.deviceId)
  assert.equal((await openKeyFile(profile.key)).deviceId, next.deviceId)
  const link = join(temp.path, 'link')
  symlinkSync(profile.key, link)
  await assert.rejects(openKeyFile(link), { code: 'PROFILE_UNUSABLE' })
  writeFileSync(profile.key, 'not a key')
  await assert.rejects(openKeyFile(profile.key), { code: 'PROFILE_UNUSABLE' })
})

test('one node a profile: the second is told who runs', async () => {
  using temp = temporaryFolder()
  const profile = await aProfile(temp.path)
  {
    await using _ = await holdProfile(profile)
    assert.equal(readFileSync(profile.pid, 'utf8'), `${process.pid}\n`)
    await assert.rejects(holdProfile(profile), (err: NodeError) => {
      return err.code === 'ALREADY_RUNNING' && err.message.includes(`pid ${process.pid}`)
    })
  }
  await using again = await holdProfile(profile)
  assert.ok(again)
})

test('a configuration may leave everything out; what it says must be right, and errors name the key', async () => {
  using temp = temporaryFolder()
  const { config } = await aProfile(temp.path)
  const defaults = await readConfig(config)
  assert.deepEqual(defaults, {
    ...{ downloads: undefined, listen: undefined, announce: [] },
    transfers: USUAL_AT_ONCE,
    spoolOnly: false,
    logLevel: 'info',
  })
  const says = async (text: string) => {
    rmSync(config, { force: true })
    writeFileSync(config, text, { mode: 0o600 })
    return readConfig(config)
  }
  assert.equal((await says('logLevel: debug\n')).logLevel, 'debug')
  assert.deepEqual((await says('')).announce, [])
  const { transfers } = await says('transfers: { down: { total: 16 } }')
  assert.deepEqual(transfers, { ...USUAL_AT_ONCE, down: { ...USUAL_AT_ONCE.down, total: 16 } })
  for (const wrong of ['down: { total: 33 }', 'up: { perFriend: 9 }', 'up: { total: 0 }']) {
    await assert.rejects(says(`transfers: { ${wrong} }`), /config\.yaml: transfers\..*whole number/)
  }
  await assert.rejects(says('logLevel: loud'), /config\.yaml: logLevel: must be one of debug/)
  await assert.rejects(says('downloads: here'), /downloads: must be an absolute path/)
  await assert.rejects(says('listen: [4001]'), /listen\[0\]: must be a multiaddr/)
  await assert.rejects(says('lissten: []'), /lissten: must be absent; known here: downloads/)
  await assert.rejects(says('a: [b'), { code: 'BAD_CONFIG' })
})

test('a store of a newer version is not touched', async () => {
  using temp = temporaryFolder()
  const folder = join(temp.path, 'store')
  {
    await using store = await LevelStore.open(folder)
    const versions = store.table('schema', count())
    const writes = [versions.put('version', SCHEMA_VERSION + 1)]
    await store.change(() => ({ writes, committed: () => {} }))
  }
  await assert.rejects(LevelStore.open(folder), { code: 'STORE_NEWER' })
})

test('bytes come back as they were, also those of a Buffer, and a damaged record has a name', () => {
  const shape = record({ at: count(), body: bytes({ max: 8 }) })
  const body = Uint8Array.of(0, 1, 255)
  for (const each of [body, Buffer.from(body)]) {
    assert.deepEqual(fromStored(shape, toStored({ at: 1, body: each }), 'here'), { at: 1, body })
  }
  for (const damaged of ['', '{', '{"at":-1}', '{"at":1,"body":"AQ=="}', 'null']) {
    assert.throws(() => fromStored(shape, damaged, 'lines 7'), {
      code: 'STORE_DAMAGED',
      message: /lines 7/,
    })
  }
})

test('the ports of the last time are asked for again', () => {
  const listen = [
    '/ip4/0.0.0.0/tcp/0',
    '/ip4/0.0.0.0/tcp/0/ws',
    '/ip6/::/tcp/0',
    '/ip4/1.2.3.4/tcp/9',
  ]
  const taken = ['/ip4/127.0.0.1/tcp/4001/p2p/x', '/ip4/127.0.0.1/tcp/4002/ws/p2p/x']
  assert.deepEqual(samePorts(listen, taken), [
    '/ip4/0.0.0.0/tcp/4001',
    '/ip4/0.0.0.0/tcp/4002/ws',
    '/ip6/::/tcp/0',
    '/ip4/1.2.3.4/tcp/9',
  ])
})
