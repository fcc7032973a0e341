import { type FileHandle, open } from 'node:fs/promises'
import type { Hasher } from '../../../src/core/hasher.ts'
import { fileRootBuilder } from '../../../src/transfer/data/unixfs-root.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import type { ChunkSource, Growth, RootBuilder, Waiting } from '../../../src/transfer/ports.ts'
import { ChunkReader, changed, readable } from './chunk-reader.ts'
import { checkIdentity } from './disk-source.ts'
import type { StreamStage } from './stream-stage.ts'

type Deps = Readonly<{ hasher: Hasher; stage: StreamStage }>

/** @throws TransferError SOURCE_GONE. */
export async function openStreamSource(deps: Deps, { signal }: Waiting): Promise<StreamSource> {
  signal.throwIfAborted()
  deps.stage.confirm()
  return new StreamSource(deps, await readable(open(deps.stage.path, 'r')))
}

/** Chunks of a stream that is still coming in, for one line. */
export class StreamSource implements ChunkSource, AsyncDisposable {
  readonly plan: ChunkPlan
  readonly growth: Growth
  readonly #deps: Deps
  readonly #file: FileHandle
  readonly #reader: ChunkReader

  constructor(deps: Deps, file: FileHandle) {
    this.#deps = deps
    this.plan = deps.stage.plan
    this.growth = deps.stage
    this.#file = file
    this.#reader = new ChunkReader(file)
  }

  async read(index: number, options: Waiting): Promise<Uint8Array> {
    options.signal.throwIfAborted()
    if (!(await this.growth.reaches(index, options))) throw new RangeError('no such chunk')
    return await this.#reader.read(this.plan.lengthOf(index), this.plan.offsetOf(index))
  }

  release(bytes: Uint8Array): void {
    this.#reader.release(bytes)
  }

  /** Nobody but its stage writes to it; somebody who did has made it another file. */
  async confirm({ signal }: Waiting): Promise<void> {
    signal.throwIfAborted()
    const { stage } = this.#deps
    stage.confirm()
    const stats = await readable(this.#file.stat({ bigint: true }))
    if (Number(stats.size) < stage.bytes) throw changed()
    if (stage.identity !== undefined) checkIdentity(stats, stage.identity)
  }

  rootBuilder(): RootBuilder {
    return fileRootBuilder(this.#deps)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }
}
