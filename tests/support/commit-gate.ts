import { existsSync, watch } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Given to a node with `--import`: it stands still where a received file that is whole gets its time, and then its name, as
 * long as the file named in this module's own address (`?while=<path>`) lies there.
 */
const gate = new URL(import.meta.url).searchParams.get('while') ?? ''

await using file = await open(import.meta.filename)
const proto = Object.getPrototypeOf(file) as Pick<FileHandle, 'utimes'>
const { utimes } = proto
proto.utimes = async function gated(this: FileHandle, ...given) {
  await opened()
  await utimes.apply(this, given)
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
