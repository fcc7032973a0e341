import type { BigIntStats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Hasher } from '../../../src/core/hasher.ts'
import { fileRootBuilder } from '../../../src/transfer/data/unixfs-root.ts'
import { type ChunkPlan, planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import {
  type FileManifest,
  type SourceIdentity,
  sourceIdentity,
} from '../../../src/transfer/entity/manifest.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { MAX_FILE_BYTES, SOURCE_CHECK_CHUNKS } from '../../../src/transfer/limits.ts'
import type { ChunkSource, RootBuilder, Waiting } from '../../../src/transfer/ports.ts'
import { ChunkReader, changed, readable } from './chunk-reader.ts'

type Deps = Readonly<{ hasher: Hasher }>
export type IdentifiedSource = Readonly<{ manifest: FileManifest; identity: SourceIdentity }>

/** What a file is at the moment it is offered. Reads no content. @throws TransferError SOURCE_GONE. */
export async function identifySource(path: string, options: Waiting): Promise<IdentifiedSource> {
  options.signal.throwIfAborted()
  const stats = await readable(stat(path, { bigint: true }))
  return { manifest: manifestOf(path, stats), identity: identityOf(stats) }
}

/** @throws TransferError SOURCE_CHANGED when the file is not the one that was offered, SOURCE_GONE when there is none. */
export async function openDiskSource(
  deps: Deps,
  wanted: Readonly<{ path: string; identity: SourceIdentity }>,
  options: Waiting,
): Promise<DiskSource> {
  options.signal.throwIfAborted()
  // Looked at before it is opened: opening a pipe would wait for its writer.
  checkIdentity(await readable(stat(wanted.path, { bigint: true })), wanted.identity)
  await using stack = new AsyncDisposableStack()
  const file = stack.use(await readable(open(wanted.path, 'r')))
  const stats = await readable(file.stat({ bigint: true }))
  checkIdentity(stats, wanted.identity)
  const plan = planChunks(Number(stats.size))
  const source = new DiskSource(deps, { file, plan, identity: wanted.identity })
  stack.move()
  return source
}

type Opened = Readonly<{ file: FileHandle; plan: ChunkPlan; identity: SourceIdentity }>

/** Chunks of a file that must stay what it was when it was offered. */
export class DiskSource implements ChunkSource, AsyncDisposable {
  readonly plan: ChunkPlan
  readonly #deps: Deps
  readonly #file: FileHandle
  readonly #identity: SourceIdentity
  readonly #reader: ChunkReader
  #readsUntilCheck = SOURCE_CHECK_CHUNKS

  constructor(deps: Deps, opened: Opened) {
    this.#deps = deps
    this.#file = opened.file
    this.#reader = new ChunkReader(opened.file)
    this.plan = opened.plan
    this.#identity = opened.identity
  }

  async read(index: number, options: Waiting): Promise<Uint8Array> {
    options.signal.throwIfAborted()
    const bytes = await this.#reader.read(this.plan.lengthOf(index), this.plan.offsetOf(index))
    this.#readsUntilCheck--
    if (this.#readsUntilCheck <= 0) await this.confirm(options)
    return bytes
  }

  release(bytes: Uint8Array): void {
    this.#reader.release(bytes)
  }

  async confirm(options: Waiting): Promise<void> {
    options.signal.throwIfAborted()
    this.#readsUntilCheck = SOURCE_CHECK_CHUNKS
    checkIdentity(await readable(this.#file.stat({ bigint: true })), this.#identity)
  }

  rootBuilder(): RootBuilder {
    return fileRootBuilder(this.#deps)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }
}

function manifestOf(path: string, stats: BigIntStats): FileManifest {
  if (!stats.isFile()) throw new TransferError('SOURCE_GONE', 'not a regular file')
  if (stats.size > BigInt(MAX_FILE_BYTES)) throw new TransferError('SOURCE_GONE', 'too large')
  return {
    kind: 'file',
    name: basename(path),
    size: Number(stats.size),
    mtimeMs: Math.max(0, Number(stats.mtimeMs)),
    mode: Number(stats.mode & 0o777n),
  }
}

/** Without the device number, which may be another after the machine started anew. */
function identityOf(stats: BigIntStats): SourceIdentity {
  const parts = [stats.size, stats.mtimeNs, stats.ctimeNs, stats.ino]
  return sourceIdentity.check(parts.join(':'), 'identity')
}

export function checkIdentity(stats: BigIntStats, identity: SourceIdentity): void {
  if (!stats.isFile() || identityOf(stats) !== identity) throw changed()
}
