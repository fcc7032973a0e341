import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { TransferView } from '../../node/control/entity/nouns.ts'
import { type Homing } from '../support/homing-process.ts'
import type { Tree } from '../support/listings.ts'
import { untilAny, untilState, untilTransfer } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'
import { readTree, writeTree } from '../support/tree-transfer.ts'

const MIB = 1024 * 1024
const bytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

describe('folders between two real nodes', () => {
  const stack = new AsyncDisposableStack()
  let alice: Homing
  let bob: Homing
  let folder: string

  before(async () => {
    ;({ alice, bob, folder } = stack.use(await twoFriends()))
  })
  after(() => stack.disposeAsync())

  test('by hand: send, see the offer, accept, compare', async () => {
    const tree: Tree = {
      film: bytes(3 * MIB + 1),
      letters: Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${at}`, bytes(at)])),
      empty: {},
      link: { link: 'letters/5' },
    }
    writeTree(join(folder, 'holidays'), tree)
    await alice.ok(['send', 'bob', join(folder, 'holidays'), '--no-wait'])
    const { id } = await untilAny(bob, (view) => view.file.name === 'holidays')
    await bob.ok(['accept', id])
    const { location, root } = await untilState(bob, id, 'done')
    assert.equal((await untilState(alice, id, 'done')).root, root)
    assert.equal(location, join(bob.downloads, 'holidays'))
    assert.deepEqual(readTree(location ?? ''), tree)
    assert.deepEqual(readdirSync(bob.downloads), ['holidays'])
  })

  test('what was chosen of it', async () => {
    const tree: Tree = { keep: { a: bytes(5), 'b.log': bytes(6) }, leave: { c: bytes(7) } }
    writeTree(join(folder, 'chosen'), tree)
    await alice.ok(['send', 'bob', join(folder, 'chosen'), '--no-wait'])
    const { id } = await untilAny(bob, (view) => view.file.name === 'chosen')
    await bob.ok(['accept', id, '--only', 'keep', '--except', '*.log'])
    const { location } = await untilState(bob, id, 'done')
    const { a } = tree['keep'] as Tree
    assert.deepEqual(readTree(location ?? ''), { keep: { a } })
  })

  test('what was left out of it, and what could not be as it was, is told on both sides', async () => {
    const tree: Tree = { keep: bytes(5), 'b.tmp': bytes(6), con: bytes(1), out: { link: '/etc' } }
    writeTree(join(folder, 'told'), { ...tree, node_modules: { c: bytes(7) } })
    execFileSync('mkfifo', [join(folder, 'told/pipe')])
    const patterns = ['--exclude', '*.tmp', '--exclude', 'node_modules/']
    const sending = alice.run(['send', 'bob', join(folder, 'told'), ...patterns])
    const { id } = await untilAny(bob, (view) => view.file.name === 'told')
    const accepted = await bob.ok(['accept', id, '--wait'])
    assert.match(accepted, /1 not made here, 1 under another name here; see: homing transfers show/)
    assert.match((await sending).stdout, /1 could not be sent, 2 excluded; see: homing/)
    const { location } = await untilState(bob, id, 'done')
    assert.deepEqual(readTree(location ?? ''), { keep: tree['keep'], '%63on': tree['con'] })
    const { report } = await bob.json<TransferView>(['transfers', 'show', id])
    assert.deepEqual(report?.told, [
      { path: 'out', why: 'link-absolute' },
      { path: 'con', why: 'mapped', as: '%63on' },
    ])
    const shown = await alice.ok(['transfers', 'show', id])
    assert.match(shown, /pipe: not sent: neither a file nor a folder nor a link/)
    assert.match(shown, /node_modules: excluded/)
  })

  test('killed in the middle, it goes on by itself', async () => {
    const tree: Tree = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`${at}`, { big: bytes(MIB), small: bytes(9000) }]),
    )
    writeTree(join(folder, 'killed'), tree)
    await alice.ok(['send', 'bob', join(folder, 'killed'), '--no-wait'])
    const { id } = await untilAny(bob, (view) => view.file.name === 'killed')
    await bob.ok(['accept', id])
    await untilTransfer(bob, id, (view) => view.verifiedBytes > 0)
    await bob.crash()
    await bob.up()
    const { location } = await untilState(bob, id, 'done')
    assert.deepEqual(readTree(location ?? ''), tree)
  })
})
