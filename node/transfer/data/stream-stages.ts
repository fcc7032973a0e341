import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import type { OpenSource, Stage, Stages } from '../queue-ports.ts'
import { isCode } from './disk-failure.ts'
import { syncFolder } from './durable-folder.ts'
import { freeBytesAt } from './free-space.ts'
import { checkStagingFolder } from './staging-folder.ts'
import { openStreamSource } from './stream-source.ts'
import { StreamStage } from './stream-stage.ts'

const SUFFIX = '.stream'

/** Where streams are kept until they are sent: a folder of the profile that is ours alone, one file a stream. */
export class StreamStages implements Stages {
  readonly #deps: Readonly<{ hasher: Hasher }>
  readonly #folder: string
  readonly #stages = new Map<TransferId, StreamStage>()

  constructor(deps: Readonly<{ hasher: Hasher }>, settings: Readonly<{ folder: string }>) {
    this.#deps = deps
    this.#folder = settings.folder
  }

  async create(id: TransferId): Promise<Stage> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await checkStagingFolder(this.#folder)
    const stage = await StreamStage.create(this.#pathOf(id))
    await syncFolder(this.#folder)
    this.#stages.set(id, stage)
    return stage
  }

  async openSource(id: TransferId, options: Waiting): Promise<OpenSource> {
    const stage = this.#stages.get(id)
    if (stage === undefined) throw new TransferError('SOURCE_GONE', 'nobody feeds this stream')
    return await openStreamSource({ ...this.#deps, stage }, options)
  }

  async freeBytes(): Promise<number> {
    return await freeBytesAt(this.#folder)
  }

  async remove(id: TransferId): Promise<void> {
    await this.#stages.get(id)?.fail()
    this.#stages.delete(id)
    await rm(this.#pathOf(id), { force: true })
  }

  async keepOnly(ids: ReadonlySet<TransferId>): Promise<void> {
    const kept = new Set([...ids].map((id) => `${id}${SUFFIX}`))
    const names = await readdir(this.#folder).catch((err: unknown) => {
      if (isCode(err, 'ENOENT')) return []
      throw err
    })
    for (const name of names) {
      if (name.endsWith(SUFFIX) && !kept.has(name)) {
        await rm(join(this.#folder, name), { force: true })
      }
    }
  }

  #pathOf(id: TransferId): string {
    return join(this.#folder, `${id}${SUFFIX}`)
  }
}
