import { existsSync, watch } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Given to a program with `--import`: a disk that keeps nothing for good while the file named in this module's own address
 * (`?while=<path>`) lies there. What was asked for meanwhile is done when that is gone.
 */
const gate = new URL(import.meta.url).searchParams.get('while') ?? ''

type FileSync = 'sync' | 'datasync'
await using file = await open(import.meta.filename)
const proto = Object.getPrototypeOf(file) as Record<FileSync, FileHandle['sync']>
for (const kind of ['sync', 'datasync'] as const) {
  const real = proto[kind]
  proto[kind] = async function gated(this: FileHandle) {
    await opened()
    await real.call(this)
  }
}

async function opened(): Promise<void> {
  const seen = Promise.withResolvers<void>()
  // Before looking: between both it may go.
  const watching = watch(dirname(gate), { persistent: false }, () => {
    if (!existsSync(gate)) seen.resolve()
  })
  if (existsSync(gate)) await seen.promise
  watching.close()
}
