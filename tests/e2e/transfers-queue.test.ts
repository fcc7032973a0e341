import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { ControlAnswer } from '../../node/control/entity/calls.ts'
import type { TransferId } from '../../src/core/ids.ts'
import { type Homing } from '../support/homing-process.ts'
import { transferOf, untilAny, untilState, untilTransfer } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'

const MIB = 1024 * 1024

describe('the queue of real nodes', () => {
  const stack = new AsyncDisposableStack()
  let alice: Homing
  let bob: Homing
  let folder: string

  before(async () => {
    ;({ alice, bob, folder } = stack.use(await twoFriends()))
  })
  after(() => stack.disposeAsync())

  async function offered(name: string, bytes: number): Promise<TransferId> {
    const path = join(folder, name)
    await writeFile(path, randomBytes(bytes))
    await alice.ok(['send', 'bob', path, '--no-wait'])
    return (await untilAny(bob, (view) => view.file.name === name)).id
  }

  test('a limit slows a transfer, everything is held over a restart, and both end with a word', async () => {
    await alice.ok(['limits', 'set', '--up', '1MB/s'])
    const id = await offered('slow.bin', 8 * MIB)
    const beganMs = performance.now()
    await bob.ok(['accept', id])
    await untilTransfer(alice, id, ({ verifiedBytes }) => verifiedBytes >= 3 * MIB)
    // A burst of one chunk, and a second for each of the others.
    assert.ok(performance.now() - beganMs > 2000)
    assert.equal((await transferOf(alice, id)).limit, 1_000_000)

    await alice.ok(['transfers', 'pause', '--all'])
    await untilTransfer(bob, id, ({ code }) => code === 'by-peer')
    await alice.ok(['down'])
    await alice.ok(['up', '--detach'])
    assert.equal((await transferOf(alice, id)).code, 'held')
    assert.match(await alice.ok(['status']), /all paused/)
    const kept = await alice.json<ControlAnswer<'limits'>>(['limits'])
    assert.deepEqual(kept.inForce, { up: 1_000_000 })

    await alice.ok(['limits', 'clear', '--all'])
    await alice.ok(['transfers', 'resume', '--all'])
    const done = await untilState(bob, id, 'done')
    assert.ok(['lan', 'direct'].includes(done.path ?? ''))
    assert.ok((done.meanRate ?? 0) > 0)
    assert.match(await alice.ok(['transfers', 'show', id]), /^moved /m)
  })

  test('what is left over is shown, and discarded', async () => {
    await bob.ok(['limits', 'set', '--down', '500kB/s'])
    const id = await offered('left.bin', 6 * MIB)
    await bob.ok(['accept', id])
    await untilTransfer(bob, id, ({ verifiedBytes }) => verifiedBytes > 0)
    await bob.ok(['transfers', 'pause', id])
    assert.match(await bob.ok(['transfers', 'leftovers']), /left\.bin .*paused/)
    await bob.ok(['transfers', 'discard', id])
    assert.match(await bob.ok(['transfers', 'leftovers']), /nothing is left over/)
    await untilState(alice, id, 'cancelled')
    await bob.ok(['limits', 'clear', '--all'])
  })

  test('who is no friend does not keep a friend from getting it, and a block is told to both', async () => {
    const path = join(folder, 'both.bin')
    await writeFile(path, randomBytes(10))
    const ran = await alice.run(['send', 'bob,nobody', path, '--no-wait'])
    assert.equal(ran.code, 11)
    assert.match(ran.stderr, /^nobody: /)
    await untilAny(bob, (view) => view.file.name === 'both.bin')

    await bob.ok(['rules', 'set', 'alice', '--block'])
    await alice.ok(['send', 'bob', path, '--no-wait'])
    const blocked = await untilAny(bob, (view) => view.code === 'rule-blocked')
    await untilState(alice, blocked.id, 'declined')
    await bob.ok(['rules', 'remove', 'alice'])
  })
})
