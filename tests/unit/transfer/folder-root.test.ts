import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BlackHoleBlockstore } from 'blockstore-core'
import { importer } from 'ipfs-unixfs-importer'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { FolderRoot } from '../../../src/transfer/data/folder-root.ts'
import { hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import { chunkCountOf, TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { isLinked, listingOf, type Tree } from '../../support/listings.ts'

const never = { signal: new AbortController().signal }
const MIB = CHUNK_BYTES

/** What the reference importer is given: every file, and every folder in which it would find nothing. */
function* candidates(tree: Tree, path: string): Generator<{ path: string; content?: Uint8Array }> {
  const names = Object.keys(tree).filter((name) => !isLinked(tree[name] as Tree[string]))
  if (names.length === 0) yield { path }
  for (const name of names) {
    const node = tree[name] as Tree
    if (node instanceof Uint8Array) yield { path: `${path}/${name}`, content: node }
    else yield* candidates(node, `${path}/${name}`)
  }
}

async function referenceRoot(tree: Tree): Promise<string> {
  let root = ''
  const source = candidates(tree, 'top')
  const options = { profile: 'unixfs-v1-2025', fileImportConcurrency: 1 } as const
  for await (const entry of importer(source, new BlackHoleBlockstore(), options)) {
    if (entry.path === 'top') root = entry.cid.toString()
  }
  return root
}

/** By way of the plan: the chunks as they would be sent. */
async function ourRoot(tree: Tree): Promise<string> {
  const listing = listingOf(tree)
  const listingBytes = 3 * MIB + 1
  const plan = new TreePlan({ listingBytes, chunkCount: chunkCountOf(listing, listingBytes) })
  plan.learn(listing)
  const builder = new FolderRoot({ hasher: sha256Hasher }, { listing, listingChunks: 4 })
  const contents = new Map<number, Uint8Array>()
  let at = 0
  const collect = (each: Tree): void => {
    for (const name of Object.keys(each).toSorted((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    )) {
      const node = each[name] as Tree[string]
      if (node instanceof Uint8Array) contents.set(at, node)
      at++
      if (!(node instanceof Uint8Array) && typeof node === 'object' && !isLinked(node))
        collect(node as Tree)
    }
  }
  collect(tree)
  for (let index = 0; index < plan.count; index++) {
    const lengths = plan.leavesOf(index)
    const bytes =
      index < plan.listingChunks
        ? Buffer.alloc(plan.lengthOf(index))
        : Buffer.concat(
            plan
              .piecesOf(index)
              .map(({ entry, offset, length }) =>
                (contents.get(entry) as Uint8Array).subarray(offset, offset + length),
              ),
          )
    builder.add(hashLeaves(sha256Hasher, bytes, lengths), lengths)
  }
  return await builder.root(never)
}

function content(bytes: number, seed = 0): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + (at >>> 8) + seed) % 251)
}

const many = (count: number, name: (at: number) => string): Tree =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), content(at % 7, at)]))

const TREES: Readonly<Record<string, Tree>> = {
  'nothing at all': {},
  'one file': { 'a.txt': content(10) },
  'an empty file': { a: content(0), b: content(1) },
  'empty folders': { a: {}, b: { c: {}, d: content(3) } },
  'folders in folders': {
    a: { b: { c: { d: content(5), e: content(6) }, f: content(7) } },
    g: content(8),
  },
  'files around the edges of chunks': Object.fromEntries(
    [MIB - 1, MIB, MIB + 1, 2 * MIB - 1, 2 * MIB, 2 * MIB + 1, 1, 0, 5].map((bytes, at) => [
      `${String.fromCodePoint(97 + at)}-${bytes}`,
      content(bytes, at),
    ]),
  ),
  'names of all kinds': {
    ä: content(1),
    '\u{ff5e}': content(2),
    '\u{1f98a}': { 日本語: content(3) },
    'a.b c': content(4),
    A: content(5),
    '%20': content(6),
    'x:y*?"<>|': content(7),
  },
  'a folder just below the size of a shard': many(4600, (at) => `n${at}`),
  '5,000 names in one folder': many(5000, (at) => `file-${at}.txt`),
  '20,000 names in a folder below': {
    deep: { deeper: many(20_000, (at) => `${at}`), z: content(9) },
  },
  'a shard with folders in it': {
    ...many(6000, (at) => `name of a file ${at}`),
    ...Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`folder ${at}`, many(at, (x) => `${x}`)]),
    ),
  },
  'many folders, which do not make a shard': Object.fromEntries(
    Array.from({ length: 6000 }, (_, at) => [`a folder with a name ${at}`, { a: content(1) }]),
  ),
  'many empty folders, which do': Object.fromEntries(
    Array.from({ length: 6000 }, (_, at) => [`a folder with a name ${at}`, {}]),
  ),
}

for (const [what, tree] of Object.entries(TREES)) {
  test(`the root of ${what} is that of the reference importer`, async () => {
    assert.equal(await ourRoot(tree), await referenceRoot(tree))
  })
}

/** A name of 200 bytes takes 246 bytes of a block: 1,065 of them are the most that one block holds. */
test('around the size at which a folder becomes a shard, every count of names has the root of the reference importer', async () => {
  for (let count = 1062; count <= 1068; count++) {
    const tree = many(count, (at) => String(at).padStart(200, 'x'))
    assert.equal(await ourRoot(tree), await referenceRoot(tree), `${count}`)
  }
})

test('links are in no root', async () => {
  const tree = { a: content(3), b: { link: 'a' }, c: { d: { link: '../a' } } }
  assert.equal(await ourRoot(tree), await ourRoot({ a: content(3), c: {} }))
})

/** The x64 variant of murmur3 with 128 bits: how its state changes with 16 bytes. Source: MurmurHash3.cpp, A. Appleby. */
const [C1, C2] = [0x87c37b91114253d5n, 0x4cf5ad432745937fn]
const MASK = 2n ** 64n - 1n
const left = (value: bigint, by: bigint) => ((value << by) | (value >> (64n - by))) & MASK
const inverse = (value: bigint) => {
  let found = value
  for (let round = 0; round < 6; round++) found = (found * (2n - value * found)) & MASK
  return found
}
type State = readonly [bigint, bigint]
function mixed([h1, h2]: State, [k1, k2]: State): State {
  const one = h1 ^ ((left((k1 * C1) & MASK, 31n) * C2) & MASK)
  const first = (((left(one, 27n) + h2) & MASK) * 5n + 0x52dce729n) & MASK
  const two = h2 ^ ((left((k2 * C2) & MASK, 33n) * C1) & MASK)
  return [first, (((left(two, 31n) + first) & MASK) * 5n + 0x38495ab5n) & MASK]
}
/** The 16 bytes that lead from one state to another. */
function between([h1, h2]: State, [to1, to2]: State): State {
  const one = left(((to1 - 0x52dce729n) * inverse(5n) - h2) & MASK, 37n) ^ h1
  const k1 = (left((one * inverse(C2)) & MASK, 33n) * inverse(C1)) & MASK
  const two = left(((to2 - 0x38495ab5n) * inverse(5n) - to1) & MASK, 33n) ^ h2
  return [k1, (left((two * inverse(C1)) & MASK, 31n) * inverse(C2)) & MASK]
}
const words = (bytes: Uint8Array): State => {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return [view.getBigUint64(0, true), view.getBigUint64(8, true)]
}
function bytesOf([k1, k2]: State): Uint8Array {
  const view = new DataView(new ArrayBuffer(16))
  view.setBigUint64(0, k1, true)
  view.setBigUint64(8, k2, true)
  return new Uint8Array(view.buffer)
}

/** Two names of 32 bytes, both Unicode, whose hashes are the same, whatever follows them. */
function collidingNames(): readonly [string, string] {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const name = (...parts: Uint8Array[]) => decoder.decode(Buffer.concat(parts))
  const tail = Buffer.from('-the same ending')
  const honest = Buffer.from('an honest name__')
  const end = mixed(mixed([0n, 0n], words(honest)), words(tail))
  for (let at = 0; ; at++) {
    const other = Buffer.from(at.toString(36).padStart(16, 'x'))
    const needed = bytesOf(between(mixed([0n, 0n], words(other)), end))
    try {
      return [name(honest, tail), name(other, needed)]
    } catch {
      continue
    }
  }
}

test('names made so that their hashes never part are found out, in a folder large enough to need hashes', async () => {
  const [one, other] = collidingNames()
  assert.notEqual(one, other)
  const tree = { ...many(5000, (at) => `file-${at}.txt`), [one]: content(1), [other]: content(1) }
  await assert.rejects(ourRoot(tree), /collide on purpose/)
})
