import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** One page of a database's log. */
const WRITE_BYTES = 4_096

type Measuring = Readonly<{ seconds: number; signal: AbortSignal }>

/** Writes that reached the disk, a second: one page and its fsync, one after the other. */
export async function fsyncRate(folder: string, measuring: Measuring): Promise<number> {
  const path = join(folder, 'fsync')
  const fd = openSync(path, 'wx', 0o600)
  const page = new Uint8Array(WRITE_BYTES)
  try {
    const write = async () => {
      writeSync(fd, page)
      fdatasyncSync(fd)
    }
    return await rateOfAll([write], measuring)
  } finally {
    closeSync(fd)
    rmSync(path, { force: true })
  }
}

/** How often a second each of these, at the same time, was done again and again. */
export async function rateOfAll(
  works: readonly (() => Promise<unknown>)[],
  { seconds, signal }: Measuring,
): Promise<number> {
  const beganMs = performance.now()
  const endMs = beganMs + seconds * 1000
  let done = 0
  await Promise.all(
    works.map(async (work) => {
      while (performance.now() < endMs && !signal.aborted) {
        await work()
        done++
        // What never leaves this turn of the event loop could not be interrupted.
        await nextTurn()
      }
    }),
  )
  return (done * 1000) / (performance.now() - beganMs)
}
