import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AccountId } from '../../../src/core/ids.ts'
import type { PictureSize } from '../../../src/home/entity/picture.ts'
import { openPrivateFolder, readPrivateFile, writePrivateFile } from '../../data/private-file.ts'
import { MAX_KEPT_PICTURES } from '../limits.ts'
import type { KeptPicture, PictureCache } from '../ports.ts'

/** As it may stand in a file's name: what the home says becomes no path otherwise. */
const VERSION = /^[a-z0-9-]{1,36}$/

/** Pictures as files of the profile, `<account>.<size>.<version>.webp`, 0600. */
export class PictureFolder implements PictureCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async get(account: AccountId, size: PictureSize): Promise<KeptPicture | undefined> {
    for (const name of await this.#namesOf(account, size)) {
      const picture = await readPrivateFile(join(this.#folder, name))
      const version = name.split('.')[2] ?? ''
      if (picture !== undefined) return { version, picture }
    }
    return undefined
  }

  async put(account: AccountId, size: PictureSize, kept: KeptPicture): Promise<void> {
    if (!VERSION.test(kept.version)) return
    await openPrivateFolder(this.#folder)
    await this.remove(account, size)
    const name = `${account}.${size}.${kept.version}.webp`
    await writePrivateFile(join(this.#folder, name), kept.picture)
    await this.#makeRoom()
  }

  async remove(account: AccountId, size: PictureSize): Promise<void> {
    for (const name of await this.#namesOf(account, size)) await this.#delete(name)
  }

  async #namesOf(account: AccountId, size: PictureSize): Promise<readonly string[]> {
    const names = await this.#names()
    return names.filter((name) => name.startsWith(`${account}.${size}.`) && name.endsWith('.webp'))
  }

  async #makeRoom(): Promise<void> {
    const names = await this.#names()
    if (names.length <= MAX_KEPT_PICTURES) return
    const ages = await Promise.all(names.map((name) => this.#writtenMs(name)))
    const byAge = names.map((name, at) => ({ name, ms: ages[at] ?? 0 }))
    byAge.sort((a, b) => a.ms - b.ms)
    for (const { name } of byAge.slice(0, names.length - MAX_KEPT_PICTURES))
      await this.#delete(name)
  }

  async #writtenMs(name: string): Promise<number> {
    return (await stat(join(this.#folder, name)).catch(() => undefined))?.mtimeMs ?? 0
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#folder)
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw err
    }
  }

  async #delete(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true })
  }
}
