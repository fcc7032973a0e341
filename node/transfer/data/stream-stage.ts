import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Signal } from '../../../src/transfer/domain/signal.ts'
import type { SourceIdentity } from '../../../src/transfer/entity/manifest.ts'
import { StreamPlan } from '../../../src/transfer/entity/stream-plan.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES, MAX_FILE_BYTES } from '../../../src/transfer/limits.ts'
import type { Growth, Waiting } from '../../../src/transfer/ports.ts'
import type { Stage } from '../queue-ports.ts'
import { identifySource } from './disk-source.ts'
import { writeWhole } from './write-whole.ts'
import { NO_FOLLOW } from './open-flags.ts'

/** Absent on Windows, where links need a privilege. */

/**
 * A file that grows as its stream comes in, and is read behind its end at the same time. It is whole after `end`, and only
 * then; until then its stream may still break off, and its readers are told so.
 */
export class StreamStage implements Stage, Growth {
  readonly path: string
  readonly plan = new StreamPlan()
  readonly #file: FileHandle
  readonly #grown = new Signal()
  #bytes = 0
  #identity: SourceIdentity | undefined
  #hasFailed = false

  private constructor(path: string, file: FileHandle) {
    this.path = path
    this.#file = file
  }

  /** Ours alone, and new. */
  static async create(path: string): Promise<StreamStage> {
    const { O_WRONLY, O_CREAT, O_EXCL } = constants
    return new StreamStage(path, await open(path, O_WRONLY | O_CREAT | O_EXCL | NO_FOLLOW, 0o600))
  }

  get bytes(): number {
    return this.#bytes
  }

  get chunks(): number {
    return this.plan.isOpen ? Math.floor(this.#bytes / CHUNK_BYTES) : this.plan.count
  }

  /** What the file is from its last byte on. */
  get identity(): SourceIdentity | undefined {
    return this.#identity
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#checkAlive()
    if (this.#bytes + bytes.length > MAX_FILE_BYTES) throw gone('longer than a stream may be')
    const before = this.chunks
    await writeWhole(this.#file, bytes, this.#bytes)
    this.#bytes += bytes.length
    if (this.chunks > before) this.#grown.notify()
  }

  async force(): Promise<Readonly<{ size: number; path: string; identity: SourceIdentity }>> {
    this.#checkAlive()
    await this.#file.sync()
    const { identity } = await identifySource(this.path, { signal: new AbortController().signal })
    this.#identity = identity
    return { size: this.#bytes, path: this.path, identity }
  }

  async end(): Promise<void> {
    this.#checkAlive()
    this.plan.close(this.#bytes)
    this.#grown.notify()
    await this.#file.close()
  }

  async fail(): Promise<void> {
    if (this.#hasFailed || !this.plan.isOpen) return
    this.#hasFailed = true
    this.#grown.notify()
    await this.#file.close()
  }

  async reaches(index: number, options: Waiting): Promise<boolean> {
    for (;;) {
      this.#checkAlive()
      if (index < this.chunks) return true
      if (!this.plan.isOpen) return false
      await this.#grown.next(options)
    }
  }

  /** @throws TransferError SOURCE_GONE when it will never be whole. */
  confirm(): void {
    this.#checkAlive()
  }

  #checkAlive(): void {
    if (this.#hasFailed) throw gone('the stream broke off before its end')
  }
}

function gone(message: string): TransferError {
  return new TransferError('SOURCE_GONE', message)
}
