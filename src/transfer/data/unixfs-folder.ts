import { murmur3128 } from '@multiformats/murmur3'
import { UnixFS } from 'ipfs-unixfs'
import type { Hasher } from '../../core/hasher.ts'
import { utf8Bytes } from '../entity/utf8.ts'
import { TransferError } from '../errors.ts'
import { type DagNode, dagNode, type NamedNode } from './unixfs-dag.ts'

/**
 * Folders as ipfs-unixfs-importer makes them under the profile `unixfs-v1-2025`: one block, or from 256 KiB on a HAMT of 256
 * positions a node, where a name lies at the bytes of its murmur3 hash. Our own, because the importer keeps a whole tree in
 * memory, and goes on for ever with two names whose hashes are the same, which a hostile listing can have.
 */

/** A child of a folder: `isCounted` says whether it adds to the size that decides between block and HAMT. */
export type Child = NamedNode & Readonly<{ isCounted: boolean }>

/** Source: IPIP-499, and the importer's DEFAULT_SHARD_SPLIT_THRESHOLD_BYTES. */
const MAX_BLOCK_BYTES = 256 * 1024
/** The `Data` field of a folder in one block, with its head. */
const DATA_FIELD_BYTES = 4
/** A CIDv1 of SHA2-256 */
const CID_BYTES = 36
/** Bytes of the hash of a name that are used before the next hash is made: so many levels. */
const HASH_BYTES = 8
/** Honest names part on the third level; names made to collide never would. */
const MAX_LEVELS = 64
const FANOUT = 256
const MURMUR3 = 0x22n

export function folderNode(hasher: Hasher, children: readonly Child[]): DagNode {
  if (blockBytes(children) > MAX_BLOCK_BYTES) return shard(hasher, children.map(placed), 0)
  return dagNode(hasher, new UnixFS({ type: 'directory' }).marshal(), children)
}

/**
 * What the importer takes for the size of the block: it does not count a folder that has something in it, because it does
 * not know its CID at that time.
 */
function blockBytes(children: readonly Child[]): number {
  let bytes = DATA_FIELD_BYTES
  for (const { name, node, isCounted } of children) {
    if (!isCounted) continue
    const link =
      fieldBytes(CID_BYTES) + fieldBytes(utf8Bytes(name)) + 1 + varintBytes(node.treeBytes)
    bytes += fieldBytes(link)
  }
  return bytes
}

/** A name with the hash that says where it lies; `round` counts the hashes. */
type Placed = { name: string; node: DagNode; hash: Uint8Array; round: number }

function placed({ name, node }: NamedNode): Placed {
  return { name, node, hash: hashOf(name, 0), round: 0 }
}

function shard(hasher: Hasher, all: readonly Placed[], level: number): DagNode {
  if (level >= MAX_LEVELS) throw new TransferError('ROOT_MISMATCH', 'names that collide on purpose')
  const positions: (Placed[] | undefined)[] = []
  for (const each of all) (positions[positionOf(each, level)] ??= []).push(each)
  const field = new Uint8Array(FANOUT / 8)
  const links: NamedNode[] = []
  for (const [position, here] of positions.entries()) {
    if (here === undefined) continue
    field[position >>> 3] = (field[position >>> 3] as number) | (1 << (position & 7))
    const label = position.toString(16).toUpperCase().padStart(2, '0')
    const [only] = here as [Placed]
    if (here.length > 1) links.push({ name: label, node: shard(hasher, here, level + 1) })
    else links.push({ name: label + only.name, node: only.node })
  }
  const data = new UnixFS({
    type: 'hamt-sharded-directory',
    data: bigEndian(field),
    fanout: BigInt(FANOUT),
    hashType: MURMUR3,
  })
  return dagNode(hasher, data.marshal(), links)
}

function positionOf(each: Placed, level: number): number {
  const round = Math.floor(level / HASH_BYTES)
  if (round > each.round) {
    each.hash = hashOf(each.name, round)
    each.round = round
  }
  return each.hash[level % HASH_BYTES] as number
}

/** The hashes after the first are of the name with the number of the hash behind it. */
function hashOf(name: string, round: number): Uint8Array {
  const bytes = Buffer.from(name)
  const input = round === 0 ? bytes : Buffer.concat([bytes, Uint8Array.of(round)])
  return (murmur3128.encode(input) as Uint8Array).subarray(0, HASH_BYTES)
}

/** Without the zeros before the first byte, as one long number. */
function bigEndian(field: Uint8Array): Uint8Array {
  const length = field.findLastIndex((byte) => byte !== 0) + 1
  return field.subarray(0, length).toReversed()
}

/** A field of so many bytes, with its tag and length. */
function fieldBytes(bytes: number): number {
  return 1 + varintBytes(bytes) + bytes
}

function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++
  return bytes
}
