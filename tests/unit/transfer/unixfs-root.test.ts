import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as dagPb from '@ipld/dag-pb'
import { MemoryBlockstore } from 'blockstore-core'
import { UnixFS } from 'ipfs-unixfs'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'
import { CID } from 'multiformats/cid'
import { create as multihash } from 'multiformats/hashes/digest'
import protobuf from 'protobufjs'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { FileDag, rootOf } from '../../../src/transfer/data/unixfs-dag.ts'
import { CHUNK_BYTES, LINKS_PER_NODE } from '../../../src/transfer/limits.ts'

type Shape = Readonly<{ leafBytes?: number; links?: number }>

/** What the reference importer makes of the same bytes under the profile. */
async function referenceRoot(content: Uint8Array, shape: Shape = {}): Promise<string> {
  const options = {
    profile: 'unixfs-v1-2025' as const,
    ...(shape.leafBytes && { chunker: fixedSize({ chunkSize: shape.leafBytes }) }),
    ...(shape.links && { layout: balanced({ maxChildrenPerNode: shape.links }) }),
  }
  let root = ''
  for await (const entry of importer([{ content }], new MemoryBlockstore(), options)) {
    root = entry.cid.toString()
  }
  return root
}

function ourRoot(content: Uint8Array, shape: Shape = {}): string {
  const { leafBytes = CHUNK_BYTES, links = LINKS_PER_NODE } = shape
  const builder = new FileDag(sha256Hasher, { linksPerNode: links })
  for (let at = 0; at < content.length; at += leafBytes) {
    const leaf = content.subarray(at, at + leafBytes)
    builder.add(sha256Hasher.digest(leaf), leaf.length)
  }
  return rootOf(builder.finish())
}

function content(bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + (at >>> 8)) % 251)
}

const MIB = CHUNK_BYTES
for (const bytes of [
  0,
  1,
  255,
  MIB - 1,
  MIB,
  MIB + 1,
  2 * MIB - 1,
  2 * MIB,
  2 * MIB + 1,
  5 * MIB,
]) {
  test(`the root of ${bytes} bytes is that of the reference importer`, async () => {
    assert.equal(ourRoot(content(bytes)), await referenceRoot(content(bytes)))
  })
}

for (const leaves of [1023, 1024, 1025, 2047, 2048, 2049, 3000]) {
  test(`the root over ${leaves} leaves is that of the reference importer`, async () => {
    const shape = { leafBytes: 4 }
    for (const bytes of [leaves * 4, leaves * 4 - 3]) {
      assert.equal(ourRoot(content(bytes), shape), await referenceRoot(content(bytes), shape))
    }
  })
}

test('deeper trees have the roots of the reference importer, at every count of leaves', async () => {
  const shape = { leafBytes: 2, links: 3 }
  for (let bytes = 0; bytes <= 3 ** 4 * 2 + 5; bytes++) {
    assert.equal(
      ourRoot(content(bytes), shape),
      await referenceRoot(content(bytes), shape),
      `${bytes}`,
    )
  }
})

test('known roots stay what they are', () => {
  assert.equal(ourRoot(content(0)), 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku')
  assert.match(ourRoot(content(MIB + 1)), /^bafybei/)
})

/** A root over two levels, its UnixFS messages written by protobufjs from the schema of the specification. */
function twoLevelRoot(gibibytes: number): string {
  const { root } = protobuf.parse(
    `syntax = "proto2"; message Data { required uint32 Type = 1; optional bytes Data = 2;
       optional uint64 filesize = 3; repeated uint64 blocksizes = 4; }`,
  )
  const Data = root.lookupType('Data')
  const node = (cid: CID, bytes: number, treeBytes: number, count: number) => {
    const file = { Type: 2, filesize: bytes * count, blocksizes: Array<number>(count).fill(bytes) }
    const links = Array.from({ length: count }, () => ({ Name: '', Tsize: treeBytes, Hash: cid }))
    const block = dagPb.encode(dagPb.prepare({ Data: Data.encode(file).finish(), Links: links }))
    const digest = multihash(0x12, sha256Hasher.digest(block))
    const blockBytes = block.length + treeBytes * count
    return { cid: CID.createV1(dagPb.code, digest), treeBytes: blockBytes }
  }
  const leaf = CID.createV1(0x55, multihash(0x12, sha256Hasher.digest(new Uint8Array(MIB))))
  const gib = node(leaf, MIB, MIB, 1024)
  return node(gib.cid, 1024 * MIB, gib.treeBytes, gibibytes).cid.toString()
}

// The reference importer cannot be asked here: its encoder leaves bytes unwritten for sizes from 2^31 to 2^32 − 1.
for (const gibibytes of [2, 3, 4, 5, 40]) {
  test(`the root of ${gibibytes} GiB of zeros is that of the specification`, () => {
    const leaf = sha256Hasher.digest(new Uint8Array(MIB))
    const builder = new FileDag(sha256Hasher)
    for (let at = 0; at < gibibytes * 1024; at++) builder.add(leaf, MIB)
    assert.equal(rootOf(builder.finish()), twoLevelRoot(gibibytes))
  })
}

test('ipfs-unixfs still miswrites sizes from 2^31 to 2^32 − 1; when this fails, our own encoding can go', () => {
  const read = (size: bigint) => {
    const bytes = new UnixFS({ type: 'file', blockSizes: [size] }).marshal()
    try {
      return UnixFS.unmarshal(bytes).fileSize()
    } catch {
      return undefined
    }
  }
  assert.equal(read(2n ** 31n - 1n), 2n ** 31n - 1n)
  assert.notEqual(read(2n ** 31n), 2n ** 31n)
  assert.notEqual(read(2n ** 32n - 1n), 2n ** 32n - 1n)
  assert.equal(read(2n ** 32n), 2n ** 32n)
})
