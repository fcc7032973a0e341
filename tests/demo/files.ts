import assert from 'node:assert/strict'
import { randomFillSync } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { interrupted, megabytes, step } from './stage.ts'

const MADE_FILE_BYTES = 256 * 1024 * 1024
const BLOCK_BYTES = 1024 * 1024

export type SentFile = Readonly<{ path: string; size: number }>

export async function makeFile(folder: string): Promise<SentFile> {
  return await step(`a file of ${megabytes(MADE_FILE_BYTES)} is made`, async () => {
    const path = join(folder, 'holiday-film.mkv')
    await using file = await open(path, 'wx')
    const block = new Uint8Array(BLOCK_BYTES)
    for (let written = 0; written < MADE_FILE_BYTES; written += BLOCK_BYTES) {
      interrupted.signal.throwIfAborted()
      await file.writeFile(randomFillSync(block))
    }
    return { path, size: MADE_FILE_BYTES }
  })
}

export async function givenFile(path: string): Promise<SentFile> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) throw new Error(`${path} is no file`)
  return { path: resolve(path), size: found.size }
}

export async function assertSame(one: string, other: string): Promise<void> {
  await using first = await open(one)
  await using second = await open(other)
  const sizes = [(await first.stat()).size, (await second.stat()).size]
  assert.equal(sizes[0], sizes[1], 'both files have the same size')
  const [a, b] = [Buffer.alloc(BLOCK_BYTES), Buffer.alloc(BLOCK_BYTES)]
  for (let at = 0; at < (sizes[0] ?? 0); at += BLOCK_BYTES) {
    interrupted.signal.throwIfAborted()
    const [read, readOther] = await Promise.all([readFully(first, a, at), readFully(second, b, at)])
    assert.ok(read.equals(readOther), `the files differ within the MiB at ${at}`)
  }
}

async function readFully(
  file: Awaited<ReturnType<typeof open>>,
  into: Buffer,
  position: number,
): Promise<Buffer> {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return into.subarray(0, filled)
}
