import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RowsTogether } from '../../../relay/spool/domain/rows-together.ts'
import { ROWS_TOGETHER } from '../../../relay/spool/limits.ts'
import type { Added, StoredChunk } from '../../../relay/spool/ports.ts'

const NOTHING = new Uint8Array()
const chunkOf = (index: number): StoredChunk => ({ index, blob: '', bytes: 1, checksum: NOTHING })

/** Writes that end when told, and what was recorded together. */
function setUp(record: (chunks: readonly StoredChunk[]) => Promise<readonly Added[]>) {
  const recorded: number[][] = []
  const writes = new Map<number, PromiseWithResolvers<StoredChunk>>()
  const rows = new RowsTogether({
    record: async (chunks) => {
      recorded.push(chunks.map(({ index }) => index))
      return await record(chunks)
    },
  })
  const begin = (index: number): Promise<Added> => {
    const write = Promise.withResolvers<StoredChunk>()
    writes.set(index, write)
    return rows.add(() => write.promise)
  }
  const end = async (index: number) => {
    writes.get(index)?.resolve(chunkOf(index))
    await new Promise((resolve) => setImmediate(resolve))
  }
  const fail = (index: number) => writes.get(index)?.reject(new Error(`write ${index}`))
  return { recorded, begin, end, fail }
}

const all = (kind: Added) => async (chunks: readonly StoredChunk[]) => chunks.map(() => kind)

test('a chunk that is alone waits for nobody', async () => {
  const { recorded, begin, end } = setUp(all('added'))
  const added = begin(7)
  await end(7)
  assert.equal(await added, 'added')
  assert.deepEqual(recorded, [[7]])
})

test('one waits for those that are being written, and so many become rows together and no more', async () => {
  const { recorded, begin, end } = setUp(all('added'))
  const indices = Array.from({ length: 2 * ROWS_TOGETHER + 1 }, (_, at) => at)
  const adding = indices.map((index) => begin(index))
  for (const index of indices.slice(0, ROWS_TOGETHER - 1)) await end(index)
  assert.deepEqual(recorded, [])
  for (const index of indices.slice(ROWS_TOGETHER - 1)) await end(index)
  await Promise.all(adding)
  assert.ok(recorded.length > 1 && recorded.every(({ length }) => length <= ROWS_TOGETHER))
  assert.deepEqual(recorded.flat(), indices)
})

test('each hears of itself', async () => {
  const { begin, end } = setUp(async (chunks) =>
    chunks.map(({ index }) => (index === 0 ? 'too-much' : 'added')),
  )
  const adding = [begin(0), begin(1)]
  await end(0)
  await end(1)
  assert.deepEqual(await Promise.all(adding), ['too-much', 'added'])
})

test('a write that fails fails alone, and keeps nobody waiting', async () => {
  const { recorded, begin, end, fail } = setUp(all('added'))
  const [first, second] = [begin(0), begin(1)]
  const failed = assert.rejects(second, /write 1/)
  await end(0)
  fail(1)
  await failed
  assert.equal(await first, 'added')
  assert.deepEqual(recorded, [[0]])
})

test('rows that cannot be written are nobody’s, and those after them go on', async () => {
  let isBroken = true
  const { begin, end } = setUp(async (chunks) => {
    if (isBroken) throw new Error('the store is closed')
    return chunks.map(() => 'added')
  })
  const failing = [0, 1].map((index) => assert.rejects(begin(index), /closed/))
  await end(0)
  await end(1)
  await Promise.all(failing)
  isBroken = false
  const added = begin(2)
  await end(2)
  assert.equal(await added, 'added')
})
