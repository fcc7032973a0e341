import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import { chunksOf, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { ChunkSink, VerifiedChunk } from '../../../src/transfer/ports.ts'

export type SinkPlace = AsyncDisposable & {
  /** A sink for the same transfer of `size` bytes, on what the sinks before it have left. */
  open(size: number): Promise<ChunkSink & AsyncDisposable>
}

const never = { signal: new AbortController().signal }
const SIZE = 3 * CHUNK_BYTES + 5

/** What every sink keeps to: src/transfer/ports.ts. */
export function chunkSinkContract(name: string, makePlace: () => Promise<SinkPlace>): void {
  const content = randomBytes(SIZE)
  const chunk = (index: number): VerifiedChunk => {
    const bytes = content.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)
    return { index, bytes, leaves: sha256Hasher.digest(bytes) }
  }
  const write = async (sink: ChunkSink, ...indices: number[]) => {
    await sink.prepare(never)
    await Promise.all(indices.map((index) => sink.write(chunk(index), never)))
  }

  test(`${name}: a new one has nothing and knows its plan`, async () => {
    await using place = await makePlace()
    await using sink = await place.open(SIZE)
    assert.deepEqual(sink.have, NO_CHUNKS)
    const plan = planChunks(SIZE)
    assert.deepEqual([sink.plan.size, sink.plan.count], [plan.size, plan.count])
  })

  test(`${name}: chunks in any order, also at once, are there for the next one`, async () => {
    await using place = await makePlace()
    {
      await using sink = await place.open(SIZE)
      await write(sink, 3, 0, 2)
    }
    await using sink = await place.open(SIZE)
    assert.deepEqual(sink.have, chunksOf([0, 2, 3]))
  })

  test(`${name}: a written chunk is there although nobody closed, as after kill -9`, async () => {
    await using place = await makePlace()
    await using left = await place.open(SIZE)
    await write(left, 1)
    await using sink = await place.open(SIZE)
    assert.deepEqual(sink.have, chunksOf([1]))
  })

  test(`${name}: leaves come in ascending order, each once`, async () => {
    await using place = await makePlace()
    await using sink = await place.open(SIZE)
    await write(sink, 2, 0)
    await write(sink, 1, 2)
    const entries = await Array.fromAsync(sink.entries(never))
    assert.deepEqual(
      entries.map((each) => each.index),
      [0, 1, 2],
    )
    for (const { index, leaves } of entries) {
      assert.deepEqual(Buffer.from(leaves), Buffer.from(chunk(index).leaves))
    }
  })

  test(`${name}: a committed one has a name, for ever the same`, async () => {
    await using place = await makePlace()
    const sink = await place.open(SIZE)
    await write(sink, 0, 1, 2, 3)
    const given = await sink.commit(never)
    assert.equal(await sink.commit(never), given)
    await sink[Symbol.asyncDispose]()
    await using again = await place.open(SIZE)
    assert.deepEqual(again.have, chunksOf([0, 1, 2, 3]))
    await again.prepare(never)
    assert.equal(await again.commit(never), given)
  })

  test(`${name}: an empty one is whole from the start`, async () => {
    await using place = await makePlace()
    await using sink = await place.open(0)
    await sink.prepare(never)
    assert.ok((await sink.commit(never)).length > 0)
  })

  test(`${name}: after discard nothing is left`, async () => {
    await using place = await makePlace()
    {
      await using sink = await place.open(SIZE)
      await write(sink, 0, 1)
      await sink.discard()
    }
    await using sink = await place.open(SIZE)
    assert.deepEqual(sink.have, NO_CHUNKS)
    assert.deepEqual(await Array.fromAsync(sink.entries(never)), [])
  })

  test(`${name}: an aborted wait ends with the reason of its signal`, async () => {
    await using place = await makePlace()
    await using sink = await place.open(SIZE)
    await sink.prepare(never)
    const reason = new Error('enough')
    const aborted = { signal: AbortSignal.abort(reason) }
    for (const wait of [
      () => sink.write(chunk(0), aborted),
      () => sink.commit(aborted),
      () => sink.prepare(aborted),
    ]) {
      await assert.rejects(wait, reason)
    }
  })
}
