import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/**
 * A disk whose power can be cut: ext4 in a loop file. What was not forced to it is still in the page cache only, so a copy
 * of the loop file is what is left after a cut. Needs root.
 */
export class CutDisk implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), 'homing-power-'))
  readonly #mounts: string[] = []

  /** Where the disk is mounted. */
  readonly folder = join(this.#root, 'before')

  /** @throws where mounting is not allowed. */
  mount(mebibytes: number): void {
    const image = join(this.#root, 'image')
    execFileSync('truncate', ['-s', `${mebibytes}M`, image])
    execFileSync('mkfs.ext4', ['-q', '-F', image], { stdio: 'pipe' })
    this.#mount(image, this.folder)
  }

  /** The folder in which what is left is mounted. */
  cut(): string {
    const left = join(this.#root, 'left')
    copyFileSync(join(this.#root, 'image'), left)
    const after = join(this.#root, 'after')
    this.#mount(left, after)
    return after
  }

  #mount(image: string, folder: string): void {
    mkdirSync(folder)
    execFileSync('mount', ['-o', 'loop,commit=300', image, folder], { stdio: 'pipe' })
    this.#mounts.unshift(folder)
  }

  [Symbol.dispose](): void {
    for (const folder of this.#mounts) execFileSync('umount', ['-l', folder])
    rmSync(this.#root, { recursive: true, force: true })
  }
}

/** Where no disk of the test's own can be mounted the test is skipped, with the reason. */
export function cutDisk(t: TestContext, mebibytes: number): CutDisk | undefined {
  const disk = new CutDisk()
  try {
    disk.mount(mebibytes)
    return disk
  } catch (err) {
    disk[Symbol.dispose]()
    t.skip(`no disk of our own can be mounted here: ${(err as Error).message.split('\n')[0]}`)
    return undefined
  }
}

type FileSync = 'sync' | 'datasync'

/** The mutant: a program that forgot to force its files (datasync), or its folders and files (sync), to the disk. */
export async function forgetting(
  kinds: readonly FileSync[],
  work: () => Promise<void>,
): Promise<void> {
  await using file = await open(import.meta.filename)
  const proto = Object.getPrototypeOf(file) as Record<FileSync, FileHandle['sync']>
  const real = kinds.map((kind) => proto[kind])
  for (const kind of kinds) proto[kind] = async () => undefined
  try {
    await work()
  } finally {
    for (const [at, kind] of kinds.entries()) proto[kind] = real[at] as FileHandle['sync']
  }
}
