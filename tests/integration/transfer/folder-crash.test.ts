import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ChunkSetStore } from '../../../node/transfer/data/chunk-set-store.ts'
import { inodeOf } from '../../../node/transfer/data/final-folder.ts'
import type { SyncFileSystem } from '../../../node/transfer/data/sync-tree.ts'
import type { TreeSource } from '../../../node/transfer/data/tree-source.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import type { Tree } from '../../support/listings.ts'
import { instead } from '../../support/instead.ts'
import { type CutDisk, cutDisk } from '../../support/power-cut.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import {
  fill,
  offerTree,
  readTree,
  rootOf,
  sinkFor,
  writeTree,
} from '../../support/tree-transfer.ts'

const never = { signal: new AbortController().signal }
const bytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

const TREE: Tree = {
  film: bytes(2 * CHUNK_BYTES + 3),
  letters: Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${at}.txt`, bytes(3000)])),
  nothing: {},
  up: { link: 'letters' },
}

async function offered() {
  const stack = new AsyncDisposableStack()
  const there = stack.use(temporaryFolder())
  writeTree(join(there.path, 'gift'), TREE)
  const source = stack.use(await offerTree({ path: join(there.path, 'gift') }))
  return { source, [Symbol.asyncDispose]: async () => await stack.disposeAsync() }
}

/** A run that ends when the name that is about to be given was noted; then come the steps of that run which it still made. */
async function endedAt(
  source: TreeSource,
  disk: TransferDisk,
  steps: (staged: string) => Promise<void>,
) {
  const ended = new Error('kill -9')
  const chunks = instead<ChunkSetStore>(disk.chunks, {
    intendCommit: async (...args) => {
      await disk.chunks.intendCommit(...args)
      throw ended
    },
  })
  await using sink = await sinkFor(source, disk, { chunks })
  await fill(source, sink)
  await rootOf(sink)
  await assert.rejects(sink.commit(never), ended)
  await steps(join(disk.folder, '.homing-incoming', `${TRANSFER}.tree`, 'content'))
}

const STEPS: Readonly<Record<string, (folder: string, staged: string) => void>> = {
  'the name was noted': () => undefined,
  'the name was taken': (folder) => mkdirSync(join(folder, 'gift')),
  'the folder had its name': (folder, staged) => {
    mkdirSync(join(folder, 'gift'))
    renameSync(staged, join(folder, 'gift'))
  },
  'nothing was staged any more': (folder, staged) => {
    mkdirSync(join(folder, 'gift'))
    renameSync(staged, join(folder, 'gift'))
    rmSync(join(folder, '.homing-incoming'), { recursive: true })
  },
}
for (const [what, steps] of Object.entries(STEPS)) {
  test(`a commit that was killed when ${what} is finished, not repeated`, async () => {
    await using there = await offered()
    await using disk = await TransferDisk.make()
    await endedAt(there.source, disk, async (staged) => steps(disk.folder, staged))
    await using sink = await sinkFor(there.source, disk)
    assert.equal(sink.have.count, sink.plan.count)
    await sink.prepare(never)
    const root = await rootOf(sink)
    assert.match(root, /^baf/)
    assert.equal(await sink.commit(never), 'gift')
    assert.deepEqual(readdirSync(disk.folder), ['gift'])
    assert.deepEqual(readTree(join(disk.folder, 'gift')), TREE)
  })
}

test('a folder that somebody made meanwhile is left alone', async () => {
  await using there = await offered()
  await using disk = await TransferDisk.make()
  await endedAt(there.source, disk, async () =>
    writeTree(join(disk.folder, 'gift'), { mine: bytes(1) }),
  )
  const mine = await inodeOf(join(disk.folder, 'gift'))
  await using sink = await sinkFor(there.source, disk)
  assert.equal(await sink.commit(never), 'gift (1)')
  assert.equal(await inodeOf(join(disk.folder, 'gift')), mine)
  assert.deepEqual(readTree(join(disk.folder, 'gift (1)')), TREE)
})

test('a folder that its owner moved away after it had its name is not made again', async () => {
  await using there = await offered()
  await using disk = await TransferDisk.make()
  {
    await using sink = await sinkFor(there.source, disk)
    await fill(there.source, sink)
    await rootOf(sink)
    await sink.commit(never)
  }
  renameSync(join(disk.folder, 'gift'), join(disk.folder, 'elsewhere'))
  await using sink = await sinkFor(there.source, disk)
  assert.equal(sink.have.count, sink.plan.count)
  assert.match(await rootOf(sink), /^baf/)
  assert.equal(await sink.commit(never), 'gift')
  assert.deepEqual(readdirSync(disk.folder), ['elsewhere'])
})

type Sync = Readonly<{ syncFileSystem?: SyncFileSystem }>
const room = { freeBytes: async () => 2 ** 40 }

/** Half of it under a durable mark, a chunk only recorded, and then no power. */
async function cutWhileReceiving(disk: CutDisk, source: TreeSource, sync: Sync) {
  {
    await using side = await TransferDisk.at(join(disk.folder, 'side'))
    {
      await using sink = await sinkFor(source, side, { ...room, ...sync })
      await fill(source, sink, 4)
    }
    await using sink = await sinkFor(source, side, { ...room, ...sync })
    await fill(source, sink, 5)
    await using after = await TransferDisk.at(join(disk.cut(), 'side'))
    await using resumed = await sinkFor(source, after, room)
    const trusted = resumed.have.count
    await fill(source, resumed)
    await resumed.commit(never)
    return { trusted, isTrue: isEqual(readTree(join(after.folder, 'gift')), TREE) }
  }
}

function isEqual(a: Tree, b: Tree): boolean {
  try {
    assert.deepEqual(a, b)
    return true
  } catch {
    return false
  }
}

const EACH: SyncFileSystem = async () => false
/** The mutant: it says that it did. */
const FORGOTTEN: SyncFileSystem = async () => true

for (const [how, sync] of [
  ['the file system as a whole', {}],
  ['each file', { syncFileSystem: EACH }],
] as const) {
  test(`after a power cut what counts is on the disk, forcing ${how}`, async (t) => {
    await using there = await offered()
    using disk = cutDisk(t, 192)
    if (disk === undefined) return
    const { trusted, isTrue } = await cutWhileReceiving(disk, there.source, sync)
    assert.ok(isTrue)
    assert.ok(trusted >= 4, `${trusted} count`)
  })

  test(`a committed folder survives a power cut whole, forcing ${how}`, async (t) => {
    await using there = await offered()
    using disk = cutDisk(t, 192)
    if (disk === undefined) return
    assert.deepEqual(await cutAfterCommit(disk, there.source, sync), TREE)
  })
}

test('the power cut would find out a sink that marks without forcing its data to the disk', async (t) => {
  await using there = await offered()
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  const cut = cutWhileReceiving(disk, there.source, { syncFileSystem: FORGOTTEN })
  const { trusted, isTrue } = await cut
  assert.ok(!isTrue || trusted < 4, 'the cut lost nothing')
})

test('the power cut would find out a commit without forcing', async (t) => {
  await using there = await offered()
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  const left = await cutAfterCommit(disk, there.source, { syncFileSystem: FORGOTTEN })
  assert.notDeepEqual(left, TREE, 'the cut lost nothing')
})

async function cutAfterCommit(disk: CutDisk, source: TreeSource, sync: Sync): Promise<Tree> {
  {
    await using side = await TransferDisk.at(join(disk.folder, 'side'))
    await using sink = await sinkFor(source, side, { ...room, ...sync })
    await fill(source, sink)
    await sink.commit(never)
  }
  try {
    return readTree(join(disk.cut(), 'side/files/gift'))
  } catch {
    return {}
  }
}
