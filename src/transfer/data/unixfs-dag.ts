import * as dagPb from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { create as multihash } from 'multiformats/hashes/digest'
import type { Hasher } from '../../core/hasher.ts'
import { leb128 } from '../entity/leb128.ts'
import type { Digest, Root } from '../entity/root.ts'
import { LINKS_PER_NODE } from '../limits.ts'

/** Multicodec of SHA2-256. */
const SHA2_256 = 0x12

/**
 * A finished node: `treeBytes` are those below it with the encoded nodes in between. Without its CID as an object, of which
 * a folder of many files would keep one for each.
 */
export type DagNode = Readonly<{ codec: number; digest: Digest; treeBytes: number }>
/** `bytes` of the file below it. */
type FileNode = DagNode & Readonly<{ bytes: number }>

/**
 * The DAG of a file as ipfs-unixfs-importer computes it under the profile `unixfs-v1-2025`: raw leaves, balanced, 1,024
 * links a node, CIDv1. A file of one leaf or none is that leaf itself.
 *
 * Memory is one row of at most 1,024 links for each level of the tree: three levels reach 1 PiB.
 */
export class FileDag {
  readonly #hasher: Hasher
  readonly #linksPerNode: number
  /** Per level, the nodes that have no parent yet; level 0 holds leaves. */
  readonly #rows: FileNode[][] = [[]]

  constructor(
    hasher: Hasher,
    settings: Readonly<{ linksPerNode: number }> = { linksPerNode: LINKS_PER_NODE },
  ) {
    this.#hasher = hasher
    this.#linksPerNode = settings.linksPerNode
  }

  add(digest: Digest, bytes: number): void {
    this.#push(0, { ...rawNode(digest, bytes), bytes })
  }

  /** The node of the whole file. */
  finish(): DagNode {
    const leaves = this.#rows[0] as FileNode[]
    if (this.#rows.length === 1 && leaves.length === 0) this.add(this.#hasher.digest(EMPTY), 0)
    for (let level = 0; ; level++) {
      const row = this.#rows[level] as FileNode[]
      const isTop = level === this.#rows.length - 1
      if (isTop && row.length === 1) return row[0] as FileNode
      if (row.length > 0) this.#reduce(level)
    }
  }

  /** A full row gets its parent only when its next sibling comes: the top row of a tree must not grow a lonely parent. */
  #push(level: number, node: FileNode): void {
    const row = (this.#rows[level] ??= [])
    if (row.length === this.#linksPerNode) this.#reduce(level)
    this.#rows[level]?.push(node)
  }

  #reduce(level: number): void {
    const children = this.#rows[level] as FileNode[]
    this.#rows[level] = []
    this.#push(level + 1, this.#parent(children))
  }

  #parent(children: readonly FileNode[]): FileNode {
    const bytes = children.reduce((total, each) => total + each.bytes, 0)
    const links = children.map((node) => ({ name: '', node }))
    return { ...dagNode(this.#hasher, unixfsFile(bytes, children), links), bytes }
  }
}

export type NamedNode = Readonly<{ name: string; node: DagNode }>

/** A dag-pb node over these, in the order of their names' bytes. */
export function dagNode(hasher: Hasher, data: Uint8Array, links: readonly NamedNode[]): DagNode {
  const pbLinks = links.map(({ name, node }) => ({
    Name: name,
    Tsize: node.treeBytes,
    Hash: cidOf(node),
  }))
  const block = dagPb.encode(dagPb.prepare({ Data: data, Links: pbLinks }))
  return {
    codec: dagPb.code,
    digest: hasher.digest(block),
    treeBytes: links.reduce((total, { node }) => total + node.treeBytes, block.length),
  }
}

export function rawNode(digest: Digest, bytes: number): DagNode {
  return { codec: raw.code, digest, treeBytes: bytes }
}

export function rootOf(node: DagNode): Root {
  return cidOf(node).toString() as Root
}

/** The `Data` message of UnixFS for a file: its size, and the size below each link. */
function unixfsFile(bytes: number, children: readonly FileNode[]): Uint8Array {
  const blockSizes = children.map((each) => each.bytes)
  if ([bytes, ...blockSizes].some(isMiswritten)) return encodedHere(bytes, blockSizes)
  return new UnixFS({ type: 'file', blockSizes: blockSizes.map(BigInt) }).marshal()
}

/**
 * ipfs-unixfs leaves bytes unwritten for these sizes, which gives such a file another root each time: protons-runtime, seen
 * up to 8.0.1, takes the low half of a 64-bit number for signed. A test says when that is over.
 */
function isMiswritten(size: number): boolean {
  return size >= 2 ** 31 && size < 2 ** 32
}

/** What `marshal` should have written. Source: UnixFS specification, "Data structure". */
function encodedHere(bytes: number, blockSizes: readonly number[]): Uint8Array {
  const FILE = [0x08, 2]
  const FILE_SIZE = 0x18
  const BLOCK_SIZE = 0x20
  const sizes = blockSizes.flatMap((size) => [BLOCK_SIZE, ...leb128(size)])
  return Uint8Array.from([...FILE, FILE_SIZE, ...leb128(bytes), ...sizes])
}

const EMPTY = new Uint8Array()

function cidOf({ codec, digest }: DagNode): CID {
  return CID.createV1(codec, multihash(SHA2_256, digest))
}
