import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Level } from 'level'
import { ChunkSetStore } from '../../node/transfer/data/chunk-set-store.ts'
import type { DiskSinkDeps } from '../../node/transfer/data/disk-sink.ts'
import { openDiskSink } from '../../node/transfer/data/disk-sink-open.ts'
import {
  type IdentifiedSource,
  identifySource,
  openDiskSource,
} from '../../node/transfer/data/disk-source.ts'
import { parseTransferId, type TransferId } from '../../src/core/ids.ts'
import { systemClock } from '../../src/system/clock.ts'
import { sha256Hasher } from '../../src/system/hasher.ts'
import { FramedChannel } from '../../src/transfer/data/framed-channel.ts'
import type { Outcome } from '../../src/transfer/domain/outcome.ts'
import { expectOffer } from '../../src/transfer/domain/opening.ts'
import { PlainOpener } from '../../src/transfer/domain/plain-opener.ts'
import { Receiver, type ReceiverLineOptions } from '../../src/transfer/domain/receiver.ts'
import { RootFinisher } from '../../src/transfer/domain/root-finisher.ts'
import { send, type TransferOptions } from '../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../src/transfer/domain/source-holder.ts'
import type { Manifest } from '../../src/transfer/entity/manifest.ts'
import type { ChunkSink, TransferChannel } from '../../src/transfer/ports.ts'
import { channelPair } from './channel-pair.ts'

export const TRANSFER = parseTransferId('0192f0c1-0000-7000-8000-0000000000e0')

type Told = Partial<Pick<TransferOptions, 'signal' | 'onProgress' | 'onVerifying'>>

/** One side's disk: a folder, and the database of its chunk sets, which a crash may close and open again. */
export class TransferDisk implements AsyncDisposable {
  readonly folder: string
  readonly #stack: AsyncDisposableStack
  readonly chunks: ChunkSetStore

  private constructor(folder: string, chunks: ChunkSetStore, stack: AsyncDisposableStack) {
    this.folder = folder
    this.chunks = chunks
    this.#stack = stack
  }

  /** Gone when disposed. */
  static async make(parent: string = tmpdir()): Promise<TransferDisk> {
    await using stack = new AsyncDisposableStack()
    const root = await mkdtemp(join(parent, 'homing-transfer-'))
    stack.defer(async () => await rm(root, { recursive: true, force: true }))
    const disk = stack.use(await TransferDisk.at(root))
    return new TransferDisk(disk.folder, disk.chunks, stack.move())
  }

  /** As an earlier process left it. */
  static async at(root: string): Promise<TransferDisk> {
    await using stack = new AsyncDisposableStack()
    const db = new Level<string, string>(join(root, 'store'))
    await db.open()
    stack.defer(async () => await db.close())
    return new TransferDisk(join(root, 'files'), new ChunkSetStore(db), stack.move())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync()
  }
}

/** Sends `path` from one side of a channel: the real source, ledger and sender. */
export async function sendFile(
  given: Readonly<{
    path: string
    source: IdentifiedSource
    disk: TransferDisk
    channel: TransferChannel
    transfer?: TransferId
  }>,
  told: Told = {},
): Promise<Outcome> {
  const { path, channel, disk, transfer = TRANSFER } = given
  const { identity, manifest } = given.source
  const signal = told.signal ?? new AbortController().signal
  await using source = await openDiskSource(
    { hasher: sha256Hasher },
    { path, identity },
    { signal },
  )
  const ledger = disk.chunks.ledger(transfer)
  const holder = new SourceHolder({ source, ledger, hasher: sha256Hasher }, manifest)
  return await send({ holder, channel, clock: systemClock }, { ...told, signal })
}

/** Receives into `disk.folder`: the real sink and receiver. */
export async function receiveFile(
  given: Readonly<{
    source: IdentifiedSource
    disk: TransferDisk
    channel: TransferChannel
    transfer?: TransferId
    sinkDeps?: Partial<DiskSinkDeps>
  }>,
  told: Told = {},
): Promise<Outcome> {
  const { disk, channel, transfer = TRANSFER } = given
  const { manifest } = given.source
  const signal = told.signal ?? new AbortController().signal
  const deps = { chunks: disk.chunks, hasher: sha256Hasher, clock: systemClock, ...given.sinkDeps }
  const target = { transferId: transfer, manifest, folder: disk.folder }
  await using sink = await openDiskSink(deps, target, { signal })
  return await receiveOn(channel, { sink, manifest }, { ...told, signal })
}

/** The receiver with one plain line. */
export async function receiveOn(
  channel: TransferChannel,
  { sink, manifest }: Readonly<{ sink: ChunkSink; manifest: Manifest }>,
  told: TransferOptions & Partial<Pick<ReceiverLineOptions, 'onExtent'>>,
): Promise<Outcome> {
  await using receiver = new Receiver({
    sink,
    finisher: new RootFinisher(sink),
    clock: systemClock,
  })
  return await receiver.line({
    ...told,
    channel,
    opener: new PlainOpener({ hasher: sha256Hasher }),
    checkBegin: expectOffer(manifest, sink.plan),
  })
}

/** Two framed channels over the in-memory stream, with its raw ends for cutting. */
export function transferPair() {
  const pair = channelPair({ windowBytes: 4 * 1024 * 1024, pieceBytes: 256 * 1024 })
  return { ...pair, sender: new FramedChannel(pair.a), receiver: new FramedChannel(pair.b) }
}

/** A file of random bytes in `disk.folder`, as it would be offered. */
export async function offeredFile(
  disk: TransferDisk,
  bytes: number,
  name = 'film.mkv',
): Promise<Readonly<{ path: string; content: Buffer; source: IdentifiedSource }>> {
  await mkdir(disk.folder, { recursive: true })
  const path = join(disk.folder, name)
  const content = randomBytes(bytes)
  await writeFile(path, content)
  const source = await identifySource(path, { signal: new AbortController().signal })
  return { path, content, source }
}
