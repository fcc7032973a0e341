import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { exclusions } from '../../../node/transfer/data/exclusions.ts'
import { FileCandidates } from '../../../node/transfer/data/file-candidates.ts'
import { isThereAlready } from '../../../node/transfer/data/same-content.ts'
import { identifyTree, openTreeSource } from '../../../node/transfer/data/tree-source.ts'
import { walkTree } from '../../../node/transfer/data/tree-walk.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import { chunkDigest } from '../../../src/transfer/entity/leaves.ts'
import { pathOf } from '../../../src/transfer/entity/listing.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES, MAX_PATH_DEPTH } from '../../../src/transfer/limits.ts'
import type { Tree } from '../../support/listings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { writeTree } from '../../support/tree-transfer.ts'

const never = { signal: new AbortController().signal }
const deps = { hasher: sha256Hasher }
const X = new Uint8Array([120])

async function pathsOf(place: string, exclude: readonly string[] = []): Promise<string[]> {
  const { listing } = await walkTree(place, exclusions(exclude), never)
  return Array.from({ length: listing.count }, (_, at) => pathOf(listing, at).join('/'))
}

const TREE: Tree = {
  '.git': { config: X },
  'a.log': X,
  build: { out: X },
  src: { 'b.log': X, build: { c: X }, 'main.ts': X },
  target: X,
  deep: { target: { d: X } },
}

test('what fits a pattern is left out, with all that is in it', async () => {
  using there = temporaryFolder()
  writeTree(there.path, TREE)
  const without = async (...patterns: string[]) => await pathsOf(there.path, patterns)
  assert.ok(!(await without('*.log')).some((path) => path.endsWith('.log')))
  assert.ok((await without('/build')).includes('src/build/c'))
  assert.ok(!(await without('/build')).includes('build'))
  assert.ok(!(await without('build')).some((path) => path.includes('build')))
  assert.ok((await without('target/')).includes('target'), 'a file is no folder')
  assert.ok(!(await without('target/')).includes('deep/target/d'))
  assert.deepEqual(await without('.git', 'src/**', 'src', 'deep', '*.log', 'build'), ['target'])
  const { leftOut } = await identifyTree(
    deps,
    { path: there.path, exclude: ['deep', 'build'] },
    never,
  )
  assert.deepEqual([leftOut.report.excluded, leftOut.report.leftOut], [3, 0])
  assert.deepEqual(leftOut.report.told.at(-1), {
    path: 'src/build',
    why: 'excluded',
    as: undefined,
  })
})

test('sockets, pipes and devices are left out and told, links are not followed', async () => {
  using there = temporaryFolder()
  writeTree(there.path, { a: X, loop: { link: '.' }, out: { link: '/etc' } })
  execFileSync('mkfifo', [join(there.path, 'pipe')])
  const server = createServer().listen(join(there.path, 'socket'))
  try {
    await new Promise((resolve) => server.once('listening', resolve))
    const { leftOut } = await identifyTree(deps, { path: there.path }, never)
    assert.deepEqual(leftOut.told, [
      { path: 'pipe', why: 'special' },
      { path: 'socket', why: 'special' },
    ])
    assert.deepEqual(await pathsOf(there.path), ['a', 'loop', 'out'])
  } finally {
    server.close()
  }
})

test('what is deeper or longer than a listing takes is left out and told', async () => {
  using there = temporaryFolder()
  const deep = Array<string>(MAX_PATH_DEPTH + 1).fill('d')
  mkdirSync(join(there.path, ...deep), { recursive: true })
  const long = Array<string>(5).fill('x'.repeat(220))
  mkdirSync(join(there.path, ...long), { recursive: true })
  const { manifest, leftOut } = await identifyTree(deps, { path: there.path }, never)
  assert.equal(manifest.entries, MAX_PATH_DEPTH + 4)
  assert.deepEqual(
    leftOut.told.map(({ why }) => why),
    ['path', 'path'],
  )
})

test('a name that is no Unicode is left out and told', async () => {
  using there = temporaryFolder()
  writeFileSync(Buffer.concat([Buffer.from(`${there.path}/`), Buffer.of(0xff, 0x61)]), 'x')
  writeFileSync(join(there.path, 'a\ufffd'), 'x')
  const { manifest, leftOut } = await identifyTree(deps, { path: there.path }, never)
  assert.equal(manifest.entries, 1)
  assert.equal(leftOut.count, 1)
})

test('the same folder has the same listing and identity; another time or content another', async () => {
  using there = temporaryFolder()
  writeTree(there.path, TREE)
  const first = await identifyTree(deps, { path: there.path }, never)
  assert.deepEqual(await identifyTree(deps, { path: there.path }, never), first)
  writeFileSync(join(there.path, 'src/main.ts'), 'y')
  const second = await identifyTree(deps, { path: there.path }, never)
  assert.notEqual(second.identity, first.identity)
  const wanted = { path: there.path, identity: first.identity }
  await assert.rejects(
    openTreeSource(deps, wanted, never),
    (err) => err instanceof TransferError && err.code === 'SOURCE_CHANGED',
  )
})

test('what lies at the name already is a candidate, chunk by chunk, but not behind a link', async () => {
  using there = temporaryFolder()
  const content = randomBytes(2 * CHUNK_BYTES + 5)
  const path = join(there.path, 'film')
  writeFileSync(path, content.subarray(0, 2 * CHUNK_BYTES))
  const plan = planChunks(content.length)
  const found = new FileCandidates(deps, { path, plan })
  const chunk = await found.find(1, never)
  assert.ok(chunk !== undefined)
  assert.deepEqual(Buffer.from(chunk.bytes), content.subarray(CHUNK_BYTES, 2 * CHUNK_BYTES))
  assert.deepEqual(chunk.digest, chunkDigest(sha256Hasher, sha256Hasher.digest(chunk.bytes)))
  assert.equal(await found.find(2, never), undefined, 'it is shorter')
  symlinkSync(path, join(there.path, 'link'))
  assert.equal(
    await new FileCandidates(deps, { path: join(there.path, 'link'), plan }).find(0, never),
    undefined,
  )
  assert.equal(await new FileCandidates(deps, { path: there.path, plan }).find(0, never), undefined)
  assert.equal(
    await new FileCandidates(deps, { path: join(there.path, 'none'), plan }).find(0, never),
    undefined,
  )
})

test('there already is only what has the same bytes, kinds and names', async () => {
  using there = temporaryFolder()
  const [one, other] = [join(there.path, 'one'), join(there.path, 'other')]
  writeTree(one, TREE)
  writeTree(other, { ...TREE, more: X })
  assert.equal(await isThereAlready(one, other, never), true)
  assert.equal(await isThereAlready(other, one, never), false)
  writeFileSync(join(other, 'src/main.ts'), 'y')
  assert.equal(await isThereAlready(one, other, never), false)
  assert.equal(await isThereAlready(one, join(there.path, 'none'), never), false)
})
