import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { PART_BYTES } from '../../../relay/blobs/limits.ts'
import type { Blobs } from '../../../relay/blobs/ports.ts'

export type OpenBlobs = () => Promise<AsyncDisposable & Readonly<{ blobs: Blobs }>>

const one = '0192f0c1-0000-7000-8000-0000000000f0'
const other = '0192f0c1-0000-7000-8000-0000000001f0'
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** All of it, when it has that length. */
async function read(blobs: Blobs, folder: string, name: string, length: number, from?: number) {
  const into = new Uint8Array(length)
  return (await blobs.get(folder, name, into, from)) ? into : undefined
}

async function names(blobs: Blobs, folder: string): Promise<string[]> {
  return (await blobs.list(folder)).map((entry) => entry.name).toSorted()
}

/** What every place for blobs must keep (relay/blobs/ports.ts). */
export function blobsContract(
  kind: string,
  open: OpenBlobs,
  { skip = false }: Readonly<{ skip?: string | false }> = {},
): void {
  const promise = (name: string, work: (blobs: Blobs) => Promise<void>): void => {
    test(`${kind}: ${name}`, { skip }, async () => {
      await using opened = await open()
      await work(opened.blobs)
    })
  }

  promise('what was put is there with its bytes, and what was not put is not', async (blobs) => {
    await blobs.put(one, '0', bytesOf('zero'))
    await blobs.put(one, '4503599627370496.0123-abcd', bytesOf('far'))
    await blobs.settle(one)
    assert.deepEqual(await read(blobs, one, '0', 4), bytesOf('zero'))
    assert.deepEqual(await read(blobs, one, '4503599627370496.0123-abcd', 3), bytesOf('far'))
    assert.equal(await read(blobs, one, '0', 5), undefined)
    assert.equal(await read(blobs, one, '1', 1), undefined)
    assert.equal(await read(blobs, other, '0', 4), undefined)
    assert.deepEqual(await names(blobs, one), ['0', '4503599627370496.0123-abcd'])
    assert.deepEqual(await names(blobs, other), [])
  })

  promise('any range of it can be read, and none beyond its end', async (blobs) => {
    await blobs.put(one, 'x', bytesOf('0123456789'))
    assert.deepEqual(await read(blobs, one, 'x', 3), bytesOf('012'))
    assert.deepEqual(await read(blobs, one, 'x', 3, 4), bytesOf('456'))
    assert.deepEqual(await read(blobs, one, 'x', 3, 7), bytesOf('789'))
    assert.equal(await read(blobs, one, 'x', 3, 8), undefined)
    assert.equal(await read(blobs, one, 'x', 3, 10), undefined)
  })

  promise('a blob that is put again replaces the one before', async (blobs) => {
    await blobs.put(one, '3', bytesOf('before, longer'))
    await blobs.put(one, '3', bytesOf('after'))
    assert.deepEqual(await read(blobs, one, '3', 5), bytesOf('after'))
    assert.equal(await read(blobs, one, '3', 6), undefined)
    assert.deepEqual(await names(blobs, one), ['3'])
  })

  promise('of many blobs put at once, each is whole', async (blobs) => {
    const all = Array.from({ length: 40 }, (_, at) => at)
    const folderOf = (at: number) => (at % 2 ? one : other)
    await Promise.all(all.map((at) => blobs.put(folderOf(at), `${at}`, bytesOf(`blob ${at}`))))
    for (const at of all) {
      const bytes = bytesOf(`blob ${at}`)
      assert.deepEqual(await read(blobs, folderOf(at), `${at}`, bytes.length), bytes)
    }
  })

  promise('a stream of any length is one blob, whatever its pieces', async (blobs) => {
    for (const length of [0, 5, PART_BYTES, 2 * PART_BYTES + 12_345]) {
      const bytes = randomBytes(length)
      await blobs.put(one, 's', pieces(bytes, 1_000_003))
      assert.equal((await blobs.list(one))[0]?.bytes, length)
      if (length === 0) continue
      const found = (await read(blobs, one, 's', length)) ?? new Uint8Array()
      assert.ok(bytes.equals(found), `${length}`)
    }
    const end = await read(blobs, one, 's', 12_345, 2 * PART_BYTES)
    assert.equal(end?.length, 12_345)
  })

  promise('a stream that breaks leaves what was there', async (blobs) => {
    await blobs.put(one, 's', bytesOf('before'))
    for (const length of [10, 2 * PART_BYTES]) {
      const broken = breaking(randomBytes(length))
      await assert.rejects(blobs.put(one, 's', broken), /it broke/)
    }
    assert.deepEqual(await read(blobs, one, 's', 6), bytesOf('before'))
    assert.deepEqual(await names(blobs, one), ['s'])
  })

  promise('deleting takes what is named, and what is not there is no error', async (blobs) => {
    for (const name of ['0', '1', '2']) await blobs.put(one, name, bytesOf('x'))
    await blobs.put(other, '1', bytesOf('y'))
    await blobs.delete(one, ['1', '7'])
    await blobs.delete('0192f0c1-0000-7000-8000-0000000000ff', ['1'])
    await blobs.delete(one, [])
    assert.deepEqual(await names(blobs, one), ['0', '2'])
    await blobs.delete(one, ['0', '2'])
    await blobs.delete(one, ['0', '2'])
    assert.deepEqual(await names(blobs, one), [])
    assert.deepEqual(await names(blobs, other), ['1'])
  })

  promise('it lists the folders in which anything is', async (blobs) => {
    await blobs.put(one, '0', bytesOf('x'))
    await blobs.put(other, '0', bytesOf('y'))
    await blobs.put(other, '1', bytesOf('y'))
    assert.deepEqual((await Array.fromAsync(blobs.folders())).toSorted(), [one, other])
    await blobs.delete(one, ['0'])
    assert.deepEqual(await Array.fromAsync(blobs.folders()), [other])
  })

  promise('what was emptied can be filled again, while others empty it', async (blobs) => {
    const filled = async (name: string) => {
      await blobs.put(one, name, bytesOf('x'))
      await blobs.settle(one)
      assert.deepEqual(await read(blobs, one, name, 1), bytesOf('x'))
      await blobs.delete(one, [name])
    }
    await Promise.all(Array.from({ length: 20 }, (_, at) => filled(`${at}`)))
    assert.deepEqual(await names(blobs, one), [])
    await blobs.put(one, '0', bytesOf('z'))
    assert.deepEqual(await read(blobs, one, '0', 1), bytesOf('z'))
  })

  promise('what was just put is young', async (blobs) => {
    await blobs.put(one, '0', bytesOf('x'))
    const [entry] = await blobs.list(one)
    assert.ok(entry !== undefined && Math.abs(entry.ageMs) < 60_000, `${entry?.ageMs}`)
  })

  promise('it says how much more fits', async (blobs) => {
    assert.ok((await blobs.freeBytes()) > 0)
  })
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function* breaking(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
  throw new Error('it broke')
}
