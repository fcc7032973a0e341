import assert from 'node:assert/strict'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Side, startSender } from '../../support/transfer-side.ts'

const GIB = 1024 ** 3
const SIZE = (process.env['HOMING_NIGHTLY'] === '1' ? 20 : 2) * GIB
/**
 * What moving a file may add to a process, whatever its size: windows and buffers (35 MiB) and what the garbage collector
 * lets lie (64 MiB).
 */
const MOST_MIB = 100

async function outcome(side: Side) {
  for (;;) {
    const word = await side.word()
    if (word === undefined) assert.fail('a process ended by itself')
    if (word.kind === 'outcome') return word
  }
}

test(`a sparse file of ${SIZE / GIB} GiB adds at most ${MOST_MIB} MiB to either side, and stays sparse`, async () => {
  await using stack = new AsyncDisposableStack()
  const root = await mkdtemp(join(tmpdir(), 'homing-memory-'))
  stack.defer(async () => await rm(root, { recursive: true }))
  const path = join(root, 'disk.img')
  {
    await using file = await open(path, 'w')
    await file.write('the only bytes', SIZE / 2)
    await file.truncate(SIZE)
  }
  const [sender, offer] = await startSender(join(root, 'a'), path)
  stack.use(sender)
  const receiver = stack.use(new Side('receive', join(root, 'b'), JSON.stringify(offer)))
  const received = await outcome(receiver)
  const sent = await outcome(sender)
  assert.equal(received.outcome, 'verified', received.why)
  assert.equal(sent.outcome, 'verified', sent.why)
  assert.ok(received.grewMiB <= MOST_MIB, `the receiver grew by ${received.grewMiB} MiB`)
  assert.ok(sent.grewMiB <= MOST_MIB, `the sender grew by ${sent.grewMiB} MiB`)
  const stats = await stat(join(root, 'b/files/disk.img'))
  assert.equal(stats.size, SIZE)
  assert.ok(stats.blocks * 512 < SIZE / 100, 'zeros take no room')
})
