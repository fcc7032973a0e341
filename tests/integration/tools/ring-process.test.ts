/** The runner of the rings, on files that pass, fail, skip, hang and die. */
import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type RingEnd, type RingSettings, runRing } from '../../tools/ring-process.ts'

const HEAD = "import { describe, it, test } from 'node:test'\n"

async function ran(
  files: Readonly<Record<string, string>>,
  more: Partial<RingSettings> = {},
): Promise<RingEnd> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'homing-ring-'))
  const paths: string[] = []
  for (const [name, source] of Object.entries(files)) {
    const path = join(folder.path, name)
    await writeFile(path, HEAD + source)
    paths.push(path)
  }
  const settings = { nightly: false, root: folder.path, scratch: folder.path, quiet: true, ...more }
  // Awaited here: the folder goes when this function returns.
  return await runRing('unit', paths, settings)
}

function counts({ passed, failed, skipped }: RingEnd): readonly number[] {
  return [passed, failed, skipped]
}

test('counts tests, nested ones too, and suites not at all', async () => {
  const end = await ran({
    'a.test.mjs': "test('a', () => {})\ntest('b', async (t) => { await t.test('c', () => {}) })",
    'b.test.mjs': "describe('s', () => { it('d', () => {}) })",
  })
  assert.deepEqual(counts(end), [4, 0, 0])
  assert.equal(end.problem, undefined)
})

test('a failure counts once, not again for the test or suite around it', async () => {
  const bad = "() => { throw new Error('bad') }"
  const end = await ran({
    'a.test.mjs': `test('a', async (t) => { await t.test('b', ${bad}) })\ndescribe('s', () => { it('c', ${bad}) })`,
  })
  assert.deepEqual(counts(end), [0, 2, 0])
})

test('a skip with a reason is a skip, one without is a failure', async () => {
  const end = await ran({
    'a.test.mjs': [
      "test('a', () => {})",
      "test('b', { skip: 'no sshd here' }, () => {})",
      "test('c', { skip: true }, () => {})",
      "test('d', (t) => t.skip())",
      "test('e', { todo: true }, () => {})",
      "describe('s', { skip: true }, () => { it('f', () => {}) })",
    ].join('\n'),
  })
  assert.deepEqual(counts(end), [1, 4, 1])
})

test('a file that runs no test fails, whatever the others do', async () => {
  const end = await ran({ 'a.test.mjs': "test('a', () => {})", 'b.test.mjs': '' })
  assert.deepEqual(counts(end), [1, 1, 0])
  const suite = await ran({ 'a.test.mjs': "describe('s', () => {})" })
  assert.deepEqual(counts(suite), [0, 1, 0])
})

test('a ring in which everything is skipped has a problem', async () => {
  const end = await ran({ 'a.test.mjs': "test('a', { skip: 'not today' }, () => {})" })
  assert.equal(end.problem, 'no test was executed')
})

test('a file that does not load, and one that dies, fail', async () => {
  const end = await ran({
    'a.test.mjs': "throw new Error('load')",
    'b.test.mjs': "test('b', () => process.kill(process.pid, 'SIGKILL'))",
    'c.test.mjs': "test('c', () => {})",
  })
  assert.equal(end.passed, 1)
  assert.equal(end.failed, 2)
})

test('a work that fails after its test has ended is a failure', async () => {
  const end = await ran({
    'a.test.mjs': "test('a', () => { setTimeout(() => { throw new Error('late') }, 5) })",
  })
  assert.ok(end.failed > 0 || end.problem !== undefined)
})

test('a test that takes too long fails', async () => {
  const times = { testMs: 500, graceMs: 60_000, watchMs: 1_000 }
  const end = await ran({ 'a.test.mjs': "test('a', () => new Promise(() => {}))" }, { times })
  assert.deepEqual(counts(end), [0, 1, 0])
})

test('a file that does not end after its tests is named, and ended with all that it started', async () => {
  const times = { testMs: 1_000, graceMs: 1_000, watchMs: 100 }
  const source = "test('a', () => {})\nsetInterval(() => {}, 1000)"
  const end = await ran({ 'leak.test.mjs': source }, { times })
  assert.match(end.problem ?? '', /no progress; still running: .*leak\.test\.mjs/)
})
