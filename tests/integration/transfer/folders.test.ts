import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TreeSource } from '../../../node/transfer/data/tree-source.ts'
import { parseSpoolId } from '../../../src/core/ids.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { AeadSeal } from '../../../src/transfer/data/aead-seal.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { RootFinisher } from '../../../src/transfer/domain/root-finisher.ts'
import { SealedHolder } from '../../../src/transfer/domain/sealed-holder.ts'
import { expectSealed, SealedOpener } from '../../../src/transfer/domain/sealed-opener.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../../src/transfer/domain/source-holder.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { Progress } from '../../../src/transfer/ports.ts'
import { TRANSFER, TransferDisk, transferPair } from '../../support/file-transfer.ts'
import { instead } from '../../support/instead.ts'
import type { Tree } from '../../support/listings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import {
  offerTree,
  readTree,
  receiveTree,
  sendTree,
  sinkFor,
  writeTree,
} from '../../support/tree-transfer.ts'

const MIB = CHUNK_BYTES
const bytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

const TREE: Tree = {
  'film.mkv': bytes(4 * MIB + 77),
  empty: {},
  nothing: bytes(0),
  letters: Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`${at}.txt`, bytes(at * 3)])),
  deep: {
    deeper: { 'été.txt': bytes(5) },
    middle: bytes(300 * 1024),
    link: { link: '../film.mkv' },
  },
  z: bytes(3 * MIB + 1),
  zeros: new Uint8Array(2 * MIB + 9),
}

/** Both sides, with a folder on one of them. */
async function sides(tree: Tree = TREE) {
  const stack = new AsyncDisposableStack()
  const there = stack.use(temporaryFolder())
  const from = stack.use(await TransferDisk.make())
  const to = stack.use(await TransferDisk.make())
  const path = join(there.path, 'holidays')
  writeTree(path, tree)
  return { path, from, to, [Symbol.asyncDispose]: async () => await stack.disposeAsync() }
}

type Sides = Awaited<ReturnType<typeof sides>>

async function move(source: TreeSource, { from, to }: Sides, more = {}) {
  const pair = transferPair()
  return await Promise.all([
    sendTree({ source, disk: from, channel: pair.sender }),
    receiveTree({ source, disk: to, channel: pair.receiver, more }),
  ])
}

for (const [what, tree] of Object.entries({
  'a folder of everything': TREE,
  'an empty folder': {},
  'a folder of empty folders': { a: {}, b: { c: {} } },
  'a folder of one small file': { a: bytes(3) },
})) {
  test(`${what} arrives, and both sides have its root`, async () => {
    await using both = await sides(tree)
    await using source = await offerTree({ path: both.path })
    const [sent, received] = await move(source, both)
    assert.ok(sent.kind === 'verified' && received.kind === 'verified')
    assert.equal(sent.root, received.root)
    assert.equal(received.name, 'holidays')
    assert.deepEqual(readTree(join(both.to.folder, 'holidays')), tree)
    assert.deepEqual(await readdir(both.to.folder), ['holidays'])
  })
}

test('zeros do not move', async () => {
  await using both = await sides({ zeros: new Uint8Array(40 * MIB) })
  await using source = await offerTree({ path: both.path })
  const [sent] = await move(source, both)
  assert.ok(sent.kind === 'verified' && sent.movedBytes < 1000)
})

for (const cutAt of [0, 1, 4, 9]) {
  test(`a line cut after ${cutAt} MiB is made up for: only the rest moves then`, async () => {
    await using both = await sides()
    await using source = await offerTree({ path: both.path })
    const cut = transferPair()
    const onProgress = ({ verifiedBytes }: { verifiedBytes: number }) => {
      if (verifiedBytes >= cutAt * MIB) cut.aStream.cut()
    }
    await Promise.all([
      sendTree({ source, disk: both.from, channel: cut.sender }),
      receiveTree({ source, disk: both.to, channel: cut.receiver }, { onProgress }),
    ])
    const [sent] = await move(source, both)
    assert.ok(sent.kind === 'verified')
    const rest = source.plan.size - cutAt * MIB
    assert.ok(sent.movedBytes <= rest)
    assert.deepEqual(readTree(join(both.to.folder, 'holidays')), TREE)
  })
}

test('of a folder that is there already nothing moves, and nothing new is made', async () => {
  await using both = await sides()
  writeTree(join(both.to.folder, 'holidays'), { ...TREE, mine: bytes(4) })
  await using source = await offerTree({ path: both.path })
  const [sent, received] = await move(source, both)
  assert.ok(sent.kind === 'verified' && received.kind === 'verified')
  assert.ok(sent.movedBytes <= source.manifest.listingBytes, `${sent.movedBytes} moved`)
  assert.equal(received.name, 'holidays')
  assert.deepEqual(await readdir(both.to.folder), ['holidays'])
})

test('of a newer version only what is new moves, and the older one stays', async () => {
  await using both = await sides()
  const older = { ...TREE, 'film.mkv': (TREE['film.mkv'] as Uint8Array).slice() }
  older['film.mkv'].set([1, 2, 3], MIB + 5)
  writeTree(join(both.to.folder, 'holidays'), older)
  await using source = await offerTree({ path: both.path })
  const [sent, received] = await move(source, both)
  assert.ok(sent.kind === 'verified' && received.kind === 'verified')
  assert.equal(sent.movedBytes, MIB + source.manifest.listingBytes)
  assert.equal(received.name, 'holidays (1)')
  assert.deepEqual(readTree(join(both.to.folder, 'holidays (1)')), TREE)
  assert.deepEqual(readTree(join(both.to.folder, 'holidays')), older)
})

test('what the person has chosen is made, and the whole root is compared all the same', async () => {
  await using both = await sides()
  await using source = await offerTree({ path: both.path })
  const only = (path: readonly string[]) => path[0] === 'letters' || path.at(-1) === 'été.txt'
  const [sent, received] = await move(source, both, { only })
  assert.ok(sent.kind === 'verified' && received.kind === 'verified')
  assert.equal(sent.root, received.root)
  const { letters } = TREE
  const deeper = { 'été.txt': ((TREE['deep'] as Tree)['deeper'] as Tree)['été.txt'] as Uint8Array }
  assert.deepEqual(readTree(join(both.to.folder, 'holidays')), { letters, deep: { deeper } })
})

test('chunks that hold nothing chosen do not move, and have no part in the progress', async () => {
  await using both = await sides()
  await using source = await offerTree({ path: both.path })
  const only = (path: readonly string[]) => path[0] === 'z'
  const pair = transferPair()
  const [ours, theirs]: [Progress[], Progress[]] = [[], []]
  const [sent, received] = await Promise.all([
    sendTree(
      { source, disk: both.from, channel: pair.sender },
      { onProgress: (progress) => theirs.push(progress) },
    ),
    receiveTree(
      { source, disk: both.to, channel: pair.receiver, more: { only } },
      { onProgress: (progress) => ours.push(progress) },
    ),
  ])
  assert.ok(sent.kind === 'verified' && received.kind === 'verified')
  assert.equal(sent.root, received.root)
  const { listingBytes, size } = source.manifest
  assert.equal(sent.movedBytes, listingBytes + 3 * MIB + 1)
  assert.equal(ours.at(-1)?.verifiedBytes, sent.movedBytes)
  assert.equal(ours.at(-1)?.ofBytes, sent.movedBytes)
  // To the sender it is all there, and the rest is none of the rate.
  const last = theirs.at(-1)
  assert.equal(last?.verifiedBytes, listingBytes + size)
  assert.equal(last?.heldBytes, listingBytes + size - sent.movedBytes)
  assert.deepEqual(readTree(join(both.to.folder, 'holidays')), { z: TREE['z'] })
})

test('after a cut, what was not chosen is not asked for again', async () => {
  await using both = await sides()
  await using source = await offerTree({ path: both.path })
  const only = (path: readonly string[]) => path[0] === 'z'
  const first = transferPair()
  const cutAt = source.manifest.listingBytes + MIB
  const onProgress = ({ verifiedBytes }: Progress) => {
    if (verifiedBytes >= cutAt) first.aStream.cut()
  }
  const cut = await Promise.all([
    sendTree({ source, disk: both.from, channel: first.sender }),
    receiveTree({ source, disk: both.to, channel: first.receiver, more: { only } }, { onProgress }),
  ])
  assert.deepEqual(
    cut.map(({ kind }) => kind),
    ['lost', 'lost'],
  )
  const [sent, received] = await move(source, both, { only })
  assert.ok(sent.kind === 'verified' && received.kind === 'verified')
  assert.ok(sent.movedBytes < 3 * MIB, `${sent.movedBytes} moved`)
  assert.deepEqual(readTree(join(both.to.folder, 'holidays')), { z: TREE['z'] })
})

test('a spool sends what was not chosen too, sealed as it is, and it is dropped', async () => {
  await using both = await sides()
  await using source = await offerTree({ path: both.path })
  const deps = { hasher: sha256Hasher }
  const spool = parseSpoolId('0192f0c1-0000-7000-8000-0000000000f1')
  const given = { key: randomBytes(32), spool, chunkCount: source.plan.count }
  const seal = new AeadSeal({ random: systemRandom }, given)
  const ledger = both.from.chunks.ledger(TRANSFER)
  const inner = new SourceHolder({ source, ledger, ...deps }, source.manifest)
  const pair = transferPair()
  const clock = systemClock
  const { signal } = new AbortController()
  const sending = send(
    { holder: new SealedHolder({ holder: inner, seal, ...deps }), channel: pair.sender, clock },
    { signal },
  )
  const only = (path: readonly string[]) => path[0] === 'z'
  await using sink = await sinkFor(source, both.to, { only })
  await using receiver = new Receiver({ sink, finisher: new RootFinisher(sink), clock })
  const received = await receiver.line({
    channel: pair.receiver,
    opener: new SealedOpener({ seal, ...deps }),
    checkBegin: expectSealed(sink.plan),
    signal,
  })
  await sending
  assert.equal(received.kind, 'verified')
  assert.equal(receiver.intake.verifiedBytes, receiver.intake.progress.ofBytes)
  assert.deepEqual(readTree(join(both.to.folder, 'holidays')), { z: TREE['z'] })
})

for (const [what, change] of Object.entries({
  'that changed': (path: string) => utimesSync(join(path, 'z'), 5, 5),
  'that is gone': (path: string) => rmSync(join(path, 'letters/599.txt')),
  'that became a link': (path: string) => {
    rmSync(join(path, 'letters/599.txt'))
    writeTree(join(path, 'letters'), { '599.txt': { link: '/etc/passwd' } })
  },
})) {
  test(`a file ${what} after the offer ends the transfer, and nothing gets a name`, async () => {
    await using both = await sides()
    await using source = await offerTree({ path: both.path })
    change(both.path)
    const [sent] = await move(source, both)
    assert.ok(sent.kind === 'stopped' && sent.by === 'us')
    assert.match(sent.code, /^source-(changed|gone)$/)
    assert.ok(!(await readdir(both.to.folder)).includes('holidays'))
  })
}

test('a file that changes while the folder moves ends the transfer too', async () => {
  await using both = await sides()
  await using source = await offerTree({ path: both.path })
  const pair = transferPair()
  const onProgress = ({ verifiedBytes }: { verifiedBytes: number }) => {
    if (verifiedBytes > 0) utimesSync(join(both.path, 'deep/middle'), 5, 5)
  }
  const [sent] = await Promise.all([
    sendTree({ source, disk: both.from, channel: pair.sender }),
    receiveTree({ source, disk: both.to, channel: pair.receiver }, { onProgress }),
  ])
  assert.ok(sent.kind === 'stopped' && sent.code === 'source-changed')
  assert.ok(!(await readdir(both.to.folder)).includes('holidays'))
})

test('a folder that got more since is still what was offered, until it is opened anew', async () => {
  await using both = await sides()
  await using source = await offerTree({ path: both.path })
  writeFileSync(join(both.path, 'new'), 'new')
  const [sent] = await move(source, both)
  assert.equal(sent.kind, 'verified')
  assert.equal('new' in readTree(join(both.to.folder, 'holidays')), false)
})

test('a sender whose listing is not the one that was offered is found out before anything else', async () => {
  await using both = await sides()
  await using source = await offerTree({ path: both.path })
  const listing = sha256Hasher.digest(new Uint8Array(1)).toHex()
  const manifest = { ...source.manifest, listing }
  const liar = instead(source, { manifest })
  const [, received] = await move(liar, both)
  assert.ok(received.kind === 'stopped' && received.by === 'us')
  assert.equal(received.code, 'protocol')
})
