import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

const MIB = 1024 * 1024

/** A disk of the test's own, so small that it can be filled: a tmpfs. Where there can be none the test is skipped, with the reason. */
export function smallDisk(t: TestContext, mebibytes: number): SmallDisk | undefined {
  const made = makeDisk(mebibytes)
  if (typeof made !== 'string') return made
  t.skip(made)
  return undefined
}

function makeDisk(mebibytes: number): SmallDisk | string {
  if (process.platform !== 'linux') return 'needs a tmpfs, so Linux'
  if (process.getuid?.() !== 0) return 'needs root to mount a tmpfs'
  try {
    return new SmallDisk(mebibytes)
  } catch (err) {
    return `mount refused: ${(err as Error).message.split('\n')[1] ?? ''}`
  }
}

class SmallDisk implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'homing-small-'))
  readonly #mebibytes: number

  constructor(mebibytes: number) {
    this.#mebibytes = mebibytes
    try {
      const options = `size=${mebibytes}m,mode=700`
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', this.folder], { stdio: 'pipe' })
    } catch (err) {
      rmdirSync(this.folder)
      throw err
    }
  }

  get #filler(): string {
    return join(this.folder, 'filler')
  }

  /** Somebody else takes so much, or all that is left. */
  async fill(mebibytes = this.#mebibytes): Promise<void> {
    await writeFile(this.#filler, Buffer.alloc(mebibytes * MIB)).catch((err: unknown) => {
      if ((err as NodeJS.ErrnoException).code !== 'ENOSPC') throw err
    })
  }

  /** Its owner makes it larger. */
  async grow(mebibytes: number): Promise<void> {
    execFileSync('mount', ['-o', `remount,size=${mebibytes}m`, this.folder], { stdio: 'pipe' })
  }

  /** And gives it back. */
  async free(): Promise<void> {
    await rm(this.#filler, { force: true })
  }

  [Symbol.dispose](): void {
    execFileSync('umount', ['--lazy', this.folder])
    rmdirSync(this.folder)
  }
}
