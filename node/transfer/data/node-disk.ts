import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { ListingError } from '../../../src/transfer/entity/listing-builder.ts'
import { MAX_FILE_BYTES } from '../../../src/transfer/limits.ts'
import type { LeafLedger, Waiting } from '../../../src/transfer/ports.ts'
import type {
  Disk,
  Identified,
  OpenSink,
  OpenSource,
  SinkWanted,
  SourceRefusal,
  SourceRefused,
  SourceWanted,
} from '../queue-ports.ts'
import { isPicked } from '../entity/pick.ts'
import type { ChunkSetStore } from './chunk-set-store.ts'
import { codeOf } from './disk-failure.ts'
import { openDiskSink } from './disk-sink-open.ts'
import { identifySource, openDiskSource } from './disk-source.ts'
import { freeBytesAt } from './free-space.ts'
import { Staging } from './staging.ts'
import { openTreeSink } from './tree-sink-open.ts'
import { identifyTree, openTreeSource } from './tree-source.ts'
import { TreeStaging } from './tree-staging.ts'

type NodeDiskDeps = Readonly<{ chunks: ChunkSetStore; hasher: Hasher; clock: Clock }>

/** This machine's files, as the queue of transfers needs them. */
export class NodeDisk implements Disk {
  readonly #deps: NodeDiskDeps

  constructor(deps: NodeDiskDeps) {
    this.#deps = deps
  }

  async identify(
    path: string,
    options: Waiting & Readonly<{ exclude?: readonly string[] }>,
  ): Promise<Identified | SourceRefused> {
    if (!isAbsolute(path)) return { kind: 'refused', why: 'not-absolute' }
    try {
      const found = await kindOf(path)
      if (found.kind === 'refused') return found
      if (found.kind === 'folder') {
        const wanted = { path, exclude: options.exclude }
        const { leftOut, ...tree } = await identifyTree(this.#deps, wanted, options)
        return { kind: 'folder', ...tree, report: leftOut.report }
      }
      return { kind: 'file', ...(await identifySource(path, options)) }
    } catch (err) {
      if (err instanceof ListingError) return { kind: 'refused', why: 'too-large' }
      return { kind: 'refused', why: REFUSAL_OF[codeOf(err) ?? ''] ?? 'unreadable' }
    }
  }

  async openSource(wanted: SourceWanted, options: Waiting): Promise<OpenSource> {
    const isFolder = (await stat(wanted.path).catch(() => undefined))?.isDirectory() ?? false
    if (isFolder) return await openTreeSource(this.#deps, wanted, options)
    return await openDiskSource(this.#deps, wanted, options)
  }

  async openSink(wanted: SinkWanted, options: Waiting): Promise<OpenSink> {
    const { manifest, pick, ...target } = wanted
    if (manifest.kind !== 'folder') {
      return await openDiskSink(this.#deps, { ...target, manifest }, options)
    }
    const only = pick && ((entry: readonly string[]) => isPicked(pick, entry.join('/')))
    return await openTreeSink(this.#deps, { ...target, manifest, only }, options)
  }

  async discard({ folder, transferId, manifest }: SinkWanted, { signal }: Waiting): Promise<void> {
    signal.throwIfAborted()
    const isFolder = manifest.kind === 'folder'
    await (isFolder
      ? new TreeStaging(folder, transferId)
      : new Staging(folder, transferId)
    ).remove()
  }

  isWhole(path: string): boolean {
    return isAbsolute(path)
  }

  locate(folder: string, name: string): string {
    return join(folder, name)
  }

  async freeBytes(folder: string): Promise<number> {
    return await freeBytesAt(folder)
  }

  ledger(id: TransferId): LeafLedger {
    return this.#deps.chunks.ledger(id)
  }

  async forget(id: TransferId): Promise<void> {
    await this.#deps.chunks.forget(id)
  }
}

const REFUSAL_OF: Readonly<Record<string, SourceRefusal>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
}

async function kindOf(
  path: string,
): Promise<SourceRefused | Readonly<{ kind: 'file' | 'folder' }>> {
  const stats = await stat(path)
  if (!stats.isFile() && !stats.isDirectory()) return { kind: 'refused', why: 'not-a-file' }
  if (stats.size > MAX_FILE_BYTES) return { kind: 'refused', why: 'too-large' }
  await access(path, constants.R_OK)
  return { kind: stats.isDirectory() ? 'folder' : 'file' }
}
