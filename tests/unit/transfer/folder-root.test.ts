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
