import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import { CHUNK_BYTES, WINDOW_CHUNKS } from '../../src/transfer/limits.ts'
import { type Homing } from '../support/homing-process.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { ask, streamEnds, transferOf, untilAny, untilState } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'

const KILLS = 20
const SIZE = 768 * CHUNK_BYTES
const WINDOW_BYTES = WINDOW_CHUNKS * CHUNK_BYTES
const SEED = Number(process.env['HOMING_SEED'] ?? Date.now() % 2 ** 31)

test(`kill -9 of sender or receiver at ${KILLS} random points (seed ${SEED}): it goes on by itself and costs no more than the window`, async (t) => {
  const random = seededRandom(SEED)
  // Straight only: the account of what a cut costs is of one line at a time.
  await using friends = await twoFriends({ args: ['--spool-enabled', 'false'] })
  const { alice, bob, folder } = friends

  const path = join(folder, 'large')
  const sum = await writeRandom(path)
  const { id } = await ask(alice, 'sendFile', { name: 'bob' as AccountName, path })
  await untilAny(bob, (view) => view.id === id)
  await ask(bob, 'acceptTransfer', { id, folder: undefined })
  for (let kill = 0; kill < KILLS; kill += 1) {
    const atBytes = Math.floor(((kill + random.fraction()) / KILLS) * SIZE * 0.9)
    const { state } = await untilBytes(bob, id, atBytes)
    assert.notEqual(state, 'done', 'the file is too small for so many kills')
    const killed = random.fraction() < 0.5 ? alice : bob
    await killed.crash()
    await killed.up()
  }
  const { location, root } = await untilState(bob, id, 'done')
  assert.equal((await untilState(alice, id, 'done')).root, root)
  assert.equal(await sumOf(location ?? ''), sum)

  const costs = await costsOfCuts(alice, bob, id)
  const mib = costs.map((bytes) => (bytes / CHUNK_BYTES).toFixed(0))
  t.diagnostic(`sent again after each cut, MiB: ${mib.join(' ')}`)
  // Streams that were cut before a byte moved begin where the one before did, and count as one.
  assert.ok(costs.length >= KILLS / 2, `${costs.length} streams were cut`)
  assert.ok(Math.max(...costs) <= WINDOW_BYTES, 'a cut cost more than the window')
})

/** A tight loop of questions: events come four times a second, which is 50 MiB apart. */
async function untilBytes(node: Homing, id: TransferId, bytes: number) {
  for (;;) {
    const view = await transferOf(node, id)
    if (view.verifiedBytes >= bytes && view.state !== 'waiting') return view
  }
}

/** Of each stream but the last: what had moved on it, less what the next one found to be there. */
async function costsOfCuts(alice: Homing, bob: Homing, id: TransferId): Promise<number[]> {
  const ends = [...(await streamEnds(alice, id)), ...(await streamEnds(bob, id))]
  const byStart = new Map(ends.map((end) => [end.startBytes, end]))
  const streams = [...byStart.values()].sort((a, b) => a.startBytes - b.startBytes)
  return streams.flatMap(({ startBytes, chunkBytes }, at) => {
    const next = streams[at + 1]
    return next === undefined ? [] : [chunkBytes - (next.startBytes - startBytes)]
  })
}

async function writeRandom(path: string): Promise<string> {
  const hash = createHash('sha256')
  await using file = await open(path, 'w')
  for (let written = 0; written < SIZE; written += 8 * CHUNK_BYTES) {
    const bytes = randomBytes(8 * CHUNK_BYTES)
    hash.update(bytes)
    await file.write(bytes)
  }
  return hash.digest('hex')
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
