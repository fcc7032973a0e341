import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDiskSink } from '../../../node/transfer/data/disk-sink-open.ts'
import { openDiskSource } from '../../../node/transfer/data/disk-source.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { AeadSeal } from '../../../src/transfer/data/aead-seal.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { RootFinisher } from '../../../src/transfer/domain/root-finisher.ts'
import { SealedHolder } from '../../../src/transfer/domain/sealed-holder.ts'
import { SealedOpener } from '../../../src/transfer/domain/sealed-opener.ts'
import { SourceHolder } from '../../../src/transfer/domain/source-holder.ts'
import { CHUNK_BYTES, SEAL_KEY_BYTES } from '../../../src/transfer/limits.ts'
import { offeredFile, TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import { newSpoolId } from '../../support/spool/spool-home.ts'
import { spoolRig } from './spool-rig.ts'

const NEVER = new AbortController().signal

test('a file goes from disk to disk through the spool, sealed, under its root and its name', async () => {
  await using rig = await spoolRig()
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const { path, source } = await offeredFile(from, 6 * CHUNK_BYTES + 777)
  const { manifest, identity } = source
  await using disk = await openDiskSource(
    { hasher: sha256Hasher },
    { path, identity },
    { signal: NEVER },
  )
  const spool = newSpoolId()
  const key = systemRandom.bytes(SEAL_KEY_BYTES)
  const seal = new AeadSeal({ random: systemRandom }, { key, spool, chunkCount: disk.plan.count })
  const ledger = from.chunks.ledger(TRANSFER)
  const plain = new SourceHolder({ source: disk, ledger, hasher: sha256Hasher }, manifest)
  const holder = new SealedHolder({ holder: plain, seal })
  const { size: bytes, chunkCount: chunks } = holder.begin
  const ask = { spool, receivers: [rig.bobId], bytes, chunks }
  const { ticket } = await rig.alice.client.ask('spoolPut', ask)
  assert.equal((await rig.alice.upload(spool, holder, ticket)).kind, 'stored')
  const content = await readFile(path)
  assertSealed(join(rig.home.folder, 'spool', spool.slice(-2), spool), content)

  const deps = { chunks: to.chunks, hasher: sha256Hasher, clock: systemClock }
  const target = { transferId: TRANSFER, manifest, folder: to.folder }
  await using sink = await openDiskSink(deps, target, { signal: NEVER })
  await using receiver = new Receiver({
    sink,
    finisher: new RootFinisher(sink),
    clock: systemClock,
  })
  const got = await rig.bob.client.ask('spoolGet', { spool })
  assert.deepEqual([got.bytes, got.chunks], [bytes, chunks])
  const channel = await rig.bob.open({ spool, role: 'receiver', ticket: got.ticket })
  const outcome = await receiver.line({
    channel,
    opener: new SealedOpener({ hasher: sha256Hasher, seal }),
    checkBegin: ({ size, chunkCount }) => assert.deepEqual([size, chunkCount], [bytes, chunks]),
    signal: NEVER,
  })
  assert.equal(outcome.kind, 'verified')
  assert.ok(content.equals(await readFile(join(to.folder, 'film.mkv'))))
})

/** Nothing of the content can be seen in what the relay keeps. */
function assertSealed(folder: string, content: Buffer): void {
  const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  assert.equal(stored.length, 7)
  for (let at = 0; at + 32 < content.length; at += 100_000) {
    const piece = content.subarray(at, at + 32)
    assert.ok(!stored.some((bytes) => bytes.includes(piece)))
  }
}
