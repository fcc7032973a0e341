import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { PlainOpener } from '../../../src/transfer/domain/plain-opener.ts'
import { ShortCuts } from '../../../src/transfer/domain/short-cuts.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import { alikeIn, chunksOf, hasChunk } from '../../../src/transfer/entity/chunk-set.ts'
import { chunkDigest, hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import type { ChunkMessage } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { ChunkSink } from '../../../src/transfer/ports.ts'

const never = { signal: new AbortController().signal }
const hasher = sha256Hasher
const opener = new PlainOpener({ hasher })
const LENGTHS = [3, 4]
const CONTENT = randomBytes(7)
const LEAVES = hashLeaves(hasher, CONTENT, LENGTHS)
const DIGEST = chunkDigest(hasher, LEAVES)
const PLAN = { lengthOf: () => 7, leavesOf: () => LENGTHS } as unknown as ChunkPlan
const NOTHING = new Uint8Array()

function said(value: Partial<ChunkMessage['value']>): ChunkMessage {
  const whole = { index: 1, length: 7, digest: DIGEST, form: 'leaves', leaves: LEAVES, ...value }
  return { kind: 'chunk', value: whole as ChunkMessage['value'], bytes: NOTHING }
}
const of = (...indices: number[]) => chunksOf(indices)
const isCode = (code: string) => (err: unknown) => err instanceof TransferError && err.code === code

describe('a chunk that comes without its bytes', () => {
  test('says its leaves, which must be as many as it has, and make its digest', () => {
    assert.deepEqual(opener.leaves(said({}), PLAN), LEAVES)
    const other = LEAVES.toReversed()
    assert.throws(() => opener.leaves(said({ leaves: other }), PLAN), isCode('BAD_CHUNK'))
    const more = new Uint8Array(96)
    assert.throws(() => opener.leaves(said({ leaves: more }), PLAN), isCode('PROTOCOL'))
    assert.throws(() => opener.leaves(said({ length: 6 }), PLAN), isCode('PROTOCOL'))
  })

  test('is whole when nothing of it was chosen', async () => {
    const sink = { plan: PLAN, unwanted: of(1) } as unknown as ChunkSink
    const cuts = new ShortCuts({ sink, opener })
    const found = await cuts.take(said({}), never)
    assert.deepEqual(found, { chunk: { index: 1, leaves: LEAVES, bytes: NOTHING }, lay: false })
  })

  test('is asked for with its bytes when its sender says only its digest', async () => {
    const sink = { plan: PLAN, unwanted: of(1, 2) } as unknown as ChunkSink
    const cuts = new ShortCuts({ sink, opener })
    assert.ok(await cuts.areDigestsEnough({ start: 1, end: 3 }, never))
    assert.equal(await cuts.take(said({ form: 'digest' }), never), undefined)
    assert.ok(!(await cuts.areDigestsEnough({ start: 1, end: 2 }, never)))
    assert.ok(await cuts.areDigestsEnough({ start: 2, end: 3 }, never))
  })

  test('is what lies here, when that has the same leaves', async () => {
    const here = { index: 1, leaves: LEAVES, bytes: CONTENT, digest: DIGEST }
    const sink = { plan: PLAN, candidate: async () => here } as unknown as ChunkSink
    const cuts = new ShortCuts({ sink, opener })
    assert.deepEqual(cuts.partOf({ start: 1, end: 9 }), { start: 1, end: 2 })
    assert.ok(await cuts.areDigestsEnough({ start: 1, end: 2 }, never))
    assert.deepEqual(await cuts.take(said({}), never), { chunk: here, lay: true })
  })
})

const indices = fc.uniqueArray(fc.nat(40)).map((some) => some.toSorted((a, b) => a - b))

test('the first part of a run is all in a set or not at all, and as long as it can be', () => {
  fc.assert(
    fc.property(indices, fc.nat(40), fc.integer({ min: 1, max: 10 }), (some, start, length) => {
      const set = chunksOf(some)
      const part = alikeIn(set, { start, end: start + length })
      let end = start + 1
      while (end < start + length && hasChunk(set, end) === hasChunk(set, start)) end++
      assert.deepEqual(part, { start, end })
    }),
  )
})
