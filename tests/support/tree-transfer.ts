import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { TreeSinkDeps } from '../../node/transfer/data/tree-sink-open.ts'
import { openTreeSink, type TreeTarget } from '../../node/transfer/data/tree-sink-open.ts'
import type { TreeSink } from '../../node/transfer/data/tree-sink.ts'
import {
  identifyTree,
  openTreeSource,
  type TreeSource,
  type TreeWanted,
} from '../../node/transfer/data/tree-source.ts'
import { systemClock } from '../../src/system/clock.ts'
import { sha256Hasher } from '../../src/system/hasher.ts'
import type { Outcome } from '../../src/transfer/domain/outcome.ts'
import { send, type TransferOptions } from '../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../src/transfer/domain/source-holder.ts'
import { hasChunk } from '../../src/transfer/entity/chunk-set.ts'
import { hashLeaves } from '../../src/transfer/entity/leaves.ts'
import type { Root } from '../../src/transfer/entity/root.ts'
import type {
  ChunkSink,
  ChunkSource,
  TransferChannel,
  VerifiedChunk,
} from '../../src/transfer/ports.ts'
import { receiveOn, TRANSFER, type TransferDisk } from './file-transfer.ts'
import { isLinked, type Tree } from './listings.ts'

const never = { signal: new AbortController().signal }
const deps = { hasher: sha256Hasher }

export function writeTree(place: string, tree: Tree): void {
  mkdirSync(place, { recursive: true })
  for (const [name, node] of Object.entries(tree)) {
    const path = join(place, name)
    if (node instanceof Uint8Array) writeFileSync(path, node)
    else if (typeof node === 'number') writeFileSync(path, new Uint8Array(node))
    else if (isLinked(node)) symlinkSync(node.link, path)
    else writeTree(path, node)
  }
}

/** What lies there, as `writeTree` takes it. */
export function readTree(place: string): Tree {
  const tree: Record<string, Tree[string]> = {}
  for (const name of readdirSync(place)) {
    const path = join(place, name)
    const stats = lstatSync(path)
    if (stats.isSymbolicLink()) tree[name] = { link: readlinkSync(path) }
    else tree[name] = stats.isDirectory() ? readTree(path) : new Uint8Array(readFileSync(path))
  }
  return tree
}

export async function offerTree(wanted: TreeWanted): Promise<TreeSource> {
  const { identity } = await identifyTree(deps, wanted, never)
  return await openTreeSource(deps, { ...wanted, identity }, never)
}

export async function sinkFor(
  source: TreeSource,
  disk: TransferDisk,
  more: Partial<TreeSinkDeps & TreeTarget> = {},
): Promise<TreeSink> {
  return await openTreeSink(
    { chunks: disk.chunks, clock: systemClock, ...deps, ...more },
    { transferId: TRANSFER, manifest: source.manifest, folder: disk.folder, ...more },
    never,
  )
}

export async function chunkOf(source: ChunkSource, index: number): Promise<VerifiedChunk> {
  const bytes = await source.read(index, never)
  return { index, bytes, leaves: hashLeaves(sha256Hasher, bytes, source.plan.leavesOf(index)) }
}

/** Brings what the sink does not have, up to `until`, in order, a few writes at once. */
export async function fill(
  source: ChunkSource,
  sink: ChunkSink,
  until: number = source.plan.count,
): Promise<void> {
  await sink.prepare(never)
  const writing: Promise<void>[] = []
  for (let index = 0; index < until; index++) {
    if (hasChunk(sink.have, index)) continue
    if (index >= sink.plan.known) await Promise.all(writing.splice(0))
    const chunk = await chunkOf(source, index)
    writing.push(sink.write(chunk, never).then(() => source.release?.(chunk.bytes)))
    if (writing.length === 4) await Promise.all(writing.splice(0))
  }
  await Promise.all(writing)
}

/** From what both sides have kept. */
export async function rootOf(sink: ChunkSink): Promise<Root> {
  const builder = sink.rootBuilder()
  for await (const { index, leaves } of sink.entries(never)) {
    builder.add(leaves, sink.plan.leavesOf(index))
  }
  return await builder.root(never)
}

export async function rootOfSource(source: ChunkSource): Promise<Root> {
  const builder = source.rootBuilder()
  for (let index = 0; index < source.plan.count; index++) {
    const chunk = await chunkOf(source, index)
    builder.add(chunk.leaves, source.plan.leavesOf(index))
    source.release?.(chunk.bytes)
  }
  return await builder.root(never)
}

type Told = Partial<Pick<TransferOptions, 'signal' | 'onProgress'>>
type Side = Readonly<{ disk: TransferDisk; channel: TransferChannel }>

/** Sends a folder from one side of a channel: the real source, ledger and sender. */
export async function sendTree(
  { source, disk, channel }: Side & Readonly<{ source: TreeSource }>,
  told: Told = {},
): Promise<Outcome> {
  const ledger = disk.chunks.ledger(TRANSFER)
  const holder = new SourceHolder({ source, ledger, ...deps }, source.manifest)
  return await send({ holder, channel, clock: systemClock }, { ...never, ...told })
}

/** Receives it into `disk.folder`: the real sink and receiver. */
export async function receiveTree(
  given: Side & Readonly<{ source: TreeSource; more?: Parameters<typeof sinkFor>[2] }>,
  told: Told = {},
): Promise<Outcome> {
  await using sink = await sinkFor(given.source, given.disk, given.more)
  const { manifest } = given.source
  return await receiveOn(given.channel, { sink, manifest }, { ...never, ...told })
}
