import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { ProcessWord, TransferOffer } from '../../support/transfer-process.ts'

const PROCESS = join(import.meta.dirname, '../../support/transfer-process.ts')
const KILLS = 20
/** Enough that the last kill still hits a transfer that moves. */
const FILE_CHUNKS = KILLS * 16

/** A process of one side; its words, one after another. */
class Side implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #words: ProcessWord[] = []
  #waiting: (() => void) | undefined

  constructor(...args: string[]) {
    this.#child = fork(PROCESS, args)
    this.#child.on('message', (word) => {
      this.#words.push(word as ProcessWord)
      this.#waiting?.()
    })
    this.#child.on('exit', () => this.#waiting?.())
  }

  /** Undefined when the process has ended. */
  async word(): Promise<ProcessWord | undefined> {
    while (this.#words.length === 0) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return undefined
      await new Promise<void>((resolve) => {
        this.#waiting = resolve
      })
    }
    return this.#words.shift()
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
  }
}

async function startSender(root: string, path: string): Promise<readonly [Side, TransferOffer]> {
  const side = new Side('send', root, path)
  const word = await side.word()
  assert.ok(word?.kind === 'offer')
  return [side, word.offer]
}

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
  for await (const piece of createReadStream(path)) hash.update(piece)
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
