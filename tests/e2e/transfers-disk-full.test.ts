import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { AccountName } from '../../src/core/ids.ts'
import { befriend, makeHoming } from '../support/homing-process.ts'
import { startRelay } from '../support/relay-process.ts'
import { ask, untilAny, untilState, untilTransfer } from '../support/transfer-watch.ts'

const run = promisify(execFile)
const MIB = 1024 * 1024
/** Larger than KEEP_FREE_BYTES by some, so that the file fits only while nothing else is there. */
const DISK = 400 * MIB
const FILE = 250 * MIB

/** A disk of its own for the test. @returns why there is none, in words. */
async function mountSmall(folder: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'needs a tmpfs, so Linux'
  if (process.getuid?.() !== 0) return 'needs root to mount a tmpfs'
  await mkdir(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder])
    return undefined
  } catch (err) {
    return `mount refused: ${(err as Error).message.split('\n').at(-2)}`
  }
}

test('a disk that gets full pauses the transfer on both sides; with room again it goes on', async (t) => {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'homing-full-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const small = join(folder, 'small')
  const refused = await mountSmall(small)
  if (refused !== undefined) return t.skip(refused)
  stack.defer(async () => {
    await run('umount', ['--lazy', small])
  })
  const relay = stack.use(await startRelay())
  const alice = stack.use(await makeHoming('alice'))
  const bob = stack.use(await makeHoming('bob'))
  await befriend(relay, alice, bob)

  const path = join(folder, 'film')
  await writeFile(path, randomBytes(FILE))
  const { id } = await ask(alice, 'sendFile', { name: 'bob' as AccountName, path })
  await untilAny(bob, (view) => view.id === id)
  const filler = join(small, 'filler')
  await writeFile(filler, new Uint8Array(150 * MIB))
  await ask(bob, 'acceptTransfer', { id, folder: small })
  const told = await untilState(bob, id, 'paused')
  assert.equal(told.code, 'disk-full-here', 'there was too little room from the beginning')
  assert.equal((await untilState(alice, id, 'paused')).code, 'disk-full-there')
  assert.match(told.why ?? '', /space/)

  await rm(filler)
  await ask(bob, 'resumeTransfer', { id })
  await untilTransfer(bob, id, (view) => view.state === 'moving' && view.verifiedBytes > 10 * MIB)
  await writeFile(filler, new Uint8Array(120 * MIB))
  const again = await untilState(bob, id, 'paused')
  assert.equal(again.code, 'disk-full-here', 'somebody else filled the disk meanwhile')
  assert.ok(again.verifiedBytes > 0)

  await rm(filler)
  // Without a word from anybody: the disk is looked at every minute.
  const { location } = await untilState(bob, id, 'done')
  await untilState(alice, id, 'done')
  const [sent, received] = await Promise.all([readFile(path), readFile(location ?? '')])
  assert.ok(sent.equals(received))
})
