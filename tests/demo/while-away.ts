import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually, type Homing } from '../support/homing-process.ts'
import { fact, firstTransfer, heading, interrupted, step, type Transfer } from './stage.ts'

const PHOTOS = 300
const PHOTO_BYTES = 20_000

/** The second act: bob goes away, alice sends a folder and goes away too, bob comes back and has it, verified. */
export async function whileAway(alice: Homing, bob: Homing, folder: string): Promise<void> {
  const album = await makeAlbum(folder)
  heading(`alice sends a folder of ${PHOTOS} photos while bob is away`)
  await bob.ok(['rules', 'set', 'alice', '--up-to', '1GB', '--into', bob.downloads, '--create'])
  await step('bob’s node stops; alice sends', async () => {
    await bob.ok(['down'])
    await alice.ok(['send', 'bob', album, '--json', '--no-wait'])
  })
  await step('all of it is on the relay, sealed; alice’s node stops too', async () => {
    await untilCode(alice, 'stored')
    await alice.ok(['down'])
  })
  await step('bob is back, alone, and gets it', async () => {
    await bob.up()
    await arrived(bob, 'album')
  })
  const received = await firstTransfer(bob, 'done', ({ file }) => file.name === 'album')
  await step('the two folders are compared', () => assertSame(album, received.location ?? ''))
  fact('root', received.root ?? '')
  fact('path', received.path ?? '')
  await step('alice is back, and learns that bob has it', async () => {
    await alice.up()
    await arrived(alice, 'album')
  })
}

async function makeAlbum(folder: string): Promise<string> {
  const album = join(folder, 'album')
  await mkdir(join(album, 'summer'), { recursive: true })
  await mkdir(join(album, 'not yet filled'))
  for (let at = 0; at < PHOTOS; at++) {
    const name = join(album, at % 2 === 0 ? '.' : 'summer', `photo ${at}.jpg`)
    await writeFile(name, Buffer.alloc(PHOTO_BYTES, `photo ${at} `))
  }
  return album
}

async function untilCode(node: Homing, code: string): Promise<void> {
  await eventually(
    async () => {
      const { transfers } = await node.json<{ transfers: Transfer[] }>(['transfers'])
      interrupted.signal.throwIfAborted()
      return transfers.some((each) => each.code === code)
    },
    { timeoutMs: 60_000 },
  )
}

async function arrived(node: Homing, name: string): Promise<void> {
  await eventually(
    async () => {
      const { transfers } = await node.json<{ transfers: Transfer[] }>(['transfers'])
      interrupted.signal.throwIfAborted()
      return transfers.some(({ file, state }) => file.name === name && state === 'done')
    },
    { timeoutMs: 60_000 },
  )
}

async function assertSame(one: string, other: string): Promise<void> {
  const entries = await readdir(one, { recursive: true, withFileTypes: true })
  const found = await readdir(other, { recursive: true })
  assert.equal(found.length, entries.length, 'both folders have the same entries')
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const copy = join(other, path.slice(one.length))
    assert.ok((await readFile(path)).equals(await readFile(copy)), `${entry.name} differs`)
  }
}
