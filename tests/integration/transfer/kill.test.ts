import assert from 'node:assert/strict'
import { createHash, randomInt } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { Side, startSender } from '../../support/transfer-side.ts'

const KILLS = 20
/** Enough that the last kill still hits a transfer that moves. */
const FILE_CHUNKS = KILLS * 16

/** Until this many bytes are verified, or until the end. */
async function follow(receiver: Side, untilBytes: number) {
  let verifiedBytes = 0
  let startBytes: number | undefined
  for (;;) {
    const word = await receiver.word()
    if (word?.kind === 'outcome') return { startBytes, verifiedBytes, outcome: word.outcome }
    if (word?.kind !== 'verified-bytes') assert.fail('the receiver ended by itself')
    verifiedBytes = word.bytes
    startBytes ??= verifiedBytes
    if (verifiedBytes >= untilBytes) return { startBytes, verifiedBytes, outcome: undefined }
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

test(`killed ${KILLS} times at random, on either side, it arrives whole and keeps what was verified`, async () => {
  await using stack = new AsyncDisposableStack()
  const root = await mkdtemp(join(tmpdir(), 'homing-kill-'))
  stack.defer(async () => await rm(root, { recursive: true }))
  const path = join(root, 'film.mkv')
  await using file = await open(path, 'w')
  const piece = Buffer.alloc(CHUNK_BYTES, 'x')
  for (let at = 0; at < FILE_CHUNKS; at++) {
    piece.writeUInt32LE(at, randomInt(CHUNK_BYTES - 4))
    await file.write(piece)
  }
  await file.sync()
  const size = FILE_CHUNKS * CHUNK_BYTES

  let [sender, offer] = await startSender(join(root, 'a'), path)
  stack.defer(async () => await sender.kill())
  let kept = 0
  for (let kills = 0; ; kills++) {
    const receiver = stack.use(new Side('receive', join(root, 'b'), JSON.stringify(offer)))
    const aim = kills < KILLS ? kept + randomInt(1, 9) * CHUNK_BYTES : size + 1
    const { startBytes, verifiedBytes, outcome } = await follow(receiver, Math.min(aim, size + 1))
    assert.ok((startBytes ?? 0) >= kept, `${kept} were verified, ${startBytes} were left`)
    if (outcome === 'verified') {
      assert.ok(kills >= KILLS, `only ${kills} kills hit the transfer`)
      break
    }
    kept = verifiedBytes
    if (randomInt(2) === 0) await receiver.kill()
    else {
      await sender.kill()
      // It may have verified more of what was on its way; then it finds the line cut.
      assert.equal((await follow(receiver, size + 1)).outcome, 'lost')
      ;[sender, offer] = await startSender(join(root, 'a'), path)
      await receiver.kill()
    }
  }
  assert.deepEqual(await readdir(join(root, 'b/files')), ['film.mkv'])
  assert.equal(await digest(join(root, 'b/files/film.mkv')), await digest(path))
})
