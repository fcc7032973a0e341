import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChunkBlobs } from '../../../relay/spool/ports.ts'
import { parseSpoolId, type SpoolId } from '../../../src/core/ids.ts'

export type OpenBlobs = () => Promise<AsyncDisposable & Readonly<{ blobs: ChunkBlobs }>>

const one = parseSpoolId('0192f0c1-0000-7000-8000-0000000000f0')
const other = parseSpoolId('0192f0c1-0000-7000-8000-0000000001f0')
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** All of it, when it has that length. */
async function read(
  blobs: ChunkBlobs,
  spool: SpoolId,
  index: number,
  length: number,
): Promise<Uint8Array | undefined> {
  const into = new Uint8Array(length)
  return (await blobs.get(spool, index, into)) ? into : undefined
}

async function indices(blobs: ChunkBlobs, spool: SpoolId): Promise<number[]> {
  return (await blobs.list(spool)).map((entry) => entry.index).toSorted((a, b) => a - b)
}

/** What every place for chunks must keep (relay/spool/ports.ts). */
export function blobsContract(kind: string, open: OpenBlobs): void {
  test(`${kind}: what was put is there with its bytes, and what was not put is not`, async () => {
    await using opened = await open()
    const { blobs } = opened
    await blobs.put(one, 0, bytesOf('zero'))
    await blobs.put(one, 2 ** 52, bytesOf('far'))
    await blobs.settle(one)
    assert.deepEqual(await read(blobs, one, 0, 4), bytesOf('zero'))
    assert.deepEqual(await read(blobs, one, 2 ** 52, 3), bytesOf('far'))
    assert.equal(await read(blobs, one, 2 ** 52, 4), undefined)
    assert.equal(await read(blobs, one, 1, 1), undefined)
    assert.equal(await read(blobs, other, 0, 4), undefined)
    assert.deepEqual(await indices(blobs, one), [0, 2 ** 52])
    assert.deepEqual(await indices(blobs, other), [])
  })

  test(`${kind}: a chunk that is put again replaces the one before`, async () => {
    await using opened = await open()
    const { blobs } = opened
    await blobs.put(one, 3, bytesOf('before, longer'))
    await blobs.put(one, 3, bytesOf('after'))
    assert.deepEqual(await read(blobs, one, 3, 5), bytesOf('after'))
    assert.equal(await read(blobs, one, 3, 6), undefined)
    assert.deepEqual(await indices(blobs, one), [3])
  })

  test(`${kind}: of many chunks put at once, each is whole`, async () => {
    await using opened = await open()
    const { blobs } = opened
    const all = Array.from({ length: 40 }, (_, at) => at)
    await Promise.all(all.map((at) => blobs.put(at % 2 ? one : other, at, bytesOf(`chunk ${at}`))))
    for (const at of all) {
      const bytes = bytesOf(`chunk ${at}`)
      assert.deepEqual(await read(blobs, at % 2 ? one : other, at, bytes.length), bytes)
    }
  })

  test(`${kind}: deleting takes what is named, and what is not there is no error`, async () => {
    await using opened = await open()
    const { blobs } = opened
    for (const at of [0, 1, 2]) await blobs.put(one, at, bytesOf('x'))
    await blobs.put(other, 1, bytesOf('y'))
    await blobs.delete(one, [1, 7])
    await blobs.delete(parseSpoolId('0192f0c1-0000-7000-8000-0000000000ff'), [1])
    assert.deepEqual(await indices(blobs, one), [0, 2])
    await blobs.deleteAll(one)
    await blobs.deleteAll(one)
    assert.deepEqual(await indices(blobs, one), [])
    assert.deepEqual(await indices(blobs, other), [1])
  })

  test(`${kind}: it lists the objects of which anything is there`, async () => {
    await using opened = await open()
    const { blobs } = opened
    await blobs.put(one, 0, bytesOf('x'))
    await blobs.put(other, 0, bytesOf('y'))
    const found: SpoolId[] = []
    for await (const spool of blobs.spools()) found.push(spool)
    assert.deepEqual(found.toSorted(), [one, other])
  })

  test(`${kind}: what was deleted can be put again`, async () => {
    await using opened = await open()
    const { blobs } = opened
    await blobs.put(one, 0, bytesOf('x'))
    await blobs.deleteAll(one)
    await blobs.put(one, 0, bytesOf('z'))
    assert.deepEqual(await read(blobs, one, 0, 1), bytesOf('z'))
  })

  test(`${kind}: it says how much more fits`, async () => {
    await using opened = await open()
    assert.ok((await opened.blobs.freeBytes()) > 0)
  })
}
