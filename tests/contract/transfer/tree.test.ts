import { mkdir, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TreeSink } from '../../../node/transfer/data/tree-sink.ts'
import { openTreeSink } from '../../../node/transfer/data/tree-sink-open.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import { type ChunkSet, chunksOf } from '../../../src/transfer/entity/chunk-set.ts'
import { hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import { chunkCountOf } from '../../../src/transfer/entity/tree-plan.ts'
import type { ChunkSink, ChunkSource, LeafEntry, Waiting } from '../../../src/transfer/ports.ts'
import { encodeListing } from '../../../src/wire/listing-codec.ts'
import { TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import { finished, listingOf } from '../../support/listings.ts'
import { offerTree } from '../../support/tree-transfer.ts'
import { chunkSinkContract } from './chunk-sink-contract.ts'
import { chunkSourceContract } from './chunk-source-contract.ts'

/** A folder of one file is seen as that file: its first chunk, the listing, is behind the scene. */
const LISTING_CHUNKS = 1
const never = { signal: new AbortController().signal }

chunkSinkContract('a folder on disk', async () => {
  const disk = await TransferDisk.make()
  return {
    open: async (size) => {
      const listing = listingOf({ 'film.mkv': size })
      const bytes = finished(encodeListing(listing))
      const sink = await openTreeSink(
        { chunks: disk.chunks, hasher: sha256Hasher, clock: systemClock },
        {
          transferId: TRANSFER,
          manifest: {
            kind: 'folder',
            name: 'holidays',
            size,
            entries: 1,
            chunkCount: chunkCountOf(listing, bytes.length),
            listingBytes: bytes.length,
            listing: sha256Hasher.digest(bytes).toHex(),
          },
          folder: disk.folder,
        },
        never,
      )
      return contentOnly(sink, size, bytes)
    },
    [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose](),
  }
})

chunkSourceContract('a folder on disk', async () => {
  const disk = await TransferDisk.make()
  const folder = join(disk.folder, 'holidays')
  const path = join(folder, 'film.mkv')
  return {
    open: async (content) => {
      await mkdir(folder, { recursive: true })
      await writeFile(path, content)
      await utimes(path, 1, 1)
      const source = await offerTree({ path: folder })
      const shown: ChunkSource & AsyncDisposable = {
        plan: planChunks(content.length),
        read: async (index, options) => await source.read(index + LISTING_CHUNKS, options),
        release: (bytes) => source.release(bytes),
        confirm: async (options) => await source.confirm(options),
        rootBuilder: () => source.rootBuilder(),
        [Symbol.asyncDispose]: async () => await source[Symbol.asyncDispose](),
      }
      return shown
    },
    touch: async () => await utimes(path, 2, 2),
    shorten: async () => await truncate(path, 10),
    [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose](),
  }
})

function contentOnly(
  sink: TreeSink,
  size: number,
  listing: Uint8Array,
): ChunkSink & AsyncDisposable {
  return {
    plan: planChunks(size),
    have: contentOf(sink.have),
    durable: contentOf(sink.durable),
    prepare: async (options: Waiting) => {
      await sink.prepare(options)
      if (sink.have.count > 0 || sink.plan.known > LISTING_CHUNKS) return
      const leaves = hashLeaves(sha256Hasher, listing, [listing.length])
      await sink.write({ index: 0, bytes: listing, leaves }, options)
    },
    write: async (chunk, options) =>
      await sink.write({ ...chunk, index: chunk.index + LISTING_CHUNKS }, options),
    entries: (options) => entriesOf(sink, options),
    rootBuilder: () => sink.rootBuilder(),
    commit: async (options) => await sink.commit(options),
    discard: async () => await sink.discard(),
    [Symbol.asyncDispose]: async () => await sink[Symbol.asyncDispose](),
  }
}

function contentOf(set: ChunkSet): ChunkSet {
  const indices = set.runs.flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, at) => start + at - LISTING_CHUNKS),
  )
  return chunksOf(indices.filter((index) => index >= 0))
}

async function* entriesOf(sink: TreeSink, options: Waiting): AsyncGenerator<LeafEntry, void> {
  for await (const { index, leaves } of sink.entries(options)) {
    if (index >= LISTING_CHUNKS) yield { index: index - LISTING_CHUNKS, leaves }
  }
}
