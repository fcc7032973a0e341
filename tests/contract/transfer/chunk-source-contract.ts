import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { ChunkSource } from '../../../src/transfer/ports.ts'

export type SourcePlace = AsyncDisposable & {
  open(content: Uint8Array): Promise<ChunkSource & AsyncDisposable>
  /** The same bytes are written again, so only the identity tells. */
  touch(): Promise<void>
  shorten(): Promise<void>
}

const never = { signal: new AbortController().signal }
const isChanged = (err: unknown) => err instanceof TransferError && err.code === 'SOURCE_CHANGED'

/** What every source keeps to: src/transfer/ports.ts. */
export function chunkSourceContract(name: string, makePlace: () => Promise<SourcePlace>): void {
  for (const size of [0, 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 3]) {
    test(`${name}: the chunks of ${size} bytes are its bytes, read in any order, also at once`, async () => {
      await using place = await makePlace()
      const content = randomBytes(size)
      await using source = await place.open(content)
      const indices = Array.from({ length: source.plan.count }, (_, at) => at).toReversed()
      const chunks = await Promise.all(indices.map((index) => source.read(index, never)))
      assert.deepEqual(Buffer.concat(chunks.toReversed()), content)
      await source.confirm(never)
    })
  }

  test(`${name}: bytes stay what they are until they are released`, async () => {
    await using place = await makePlace()
    const content = randomBytes(3 * CHUNK_BYTES)
    await using source = await place.open(content)
    const first = await source.read(0, never)
    const second = await source.read(1, never)
    source.release?.(second)
    await source.read(2, never)
    assert.deepEqual(Buffer.from(first), content.subarray(0, CHUNK_BYTES))
  })

  test(`${name}: a source that was written to is not confirmed`, async () => {
    await using place = await makePlace()
    await using source = await place.open(randomBytes(CHUNK_BYTES))
    await source.confirm(never)
    await place.touch()
    await assert.rejects(source.confirm(never), isChanged)
  })

  test(`${name}: a chunk that is not there any more is no shorter chunk`, async () => {
    await using place = await makePlace()
    await using source = await place.open(randomBytes(2 * CHUNK_BYTES))
    await place.shorten()
    await assert.rejects(source.read(1, never), isChanged)
  })

  test(`${name}: an aborted wait ends with the reason of its signal`, async () => {
    await using place = await makePlace()
    await using source = await place.open(randomBytes(10))
    const reason = new Error('enough')
    const aborted = { signal: AbortSignal.abort(reason) }
    await assert.rejects(source.read(0, aborted), reason)
    await assert.rejects(source.confirm(aborted), reason)
  })
}
