import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
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
import type { ChunkSetStore } from './chunk-set-store.ts'
import { codeOf } from './disk-failure.ts'
import { openDiskSink } from './disk-sink.ts'
import { identifySource, openDiskSource } from './disk-source.ts'
import { freeBytesAt } from './free-space.ts'
import { Staging } from './staging.ts'

type NodeDiskDeps = Readonly<{ chunks: ChunkSetStore; hasher: Hasher; clock: Clock }>

/** This machine's files, as the queue of transfers needs them. */
export class NodeDisk implements Disk {
  readonly #deps: NodeDiskDeps

  constructor(deps: NodeDiskDeps) {
    this.#deps = deps
  }

  async identify(path: string, options: Waiting): Promise<Identified | SourceRefused> {
    if (!isAbsolute(path)) return { kind: 'refused', why: 'not-absolute' }
    try {
      const why = await refusalOf(path)
      if (why !== undefined) return { kind: 'refused', why }
      return { kind: 'file', ...(await identifySource(path, options)) }
    } catch (err) {
      return { kind: 'refused', why: REFUSAL_OF[codeOf(err) ?? ''] ?? 'unreadable' }
    }
  }

  async openSource(wanted: SourceWanted, options: Waiting): Promise<OpenSource> {
    return await openDiskSource(this.#deps, wanted, options)
  }

  async openSink(wanted: SinkWanted, options: Waiting): Promise<OpenSink> {
    return await openDiskSink(this.#deps, wanted, options)
  }

  async discard({ folder, transferId }: SinkWanted, { signal }: Waiting): Promise<void> {
    signal.throwIfAborted()
    await new Staging(folder, transferId).remove()
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

async function refusalOf(path: string): Promise<SourceRefusal | undefined> {
  const stats = await stat(path)
  if (stats.isDirectory()) return 'folder'
  if (!stats.isFile()) return 'not-a-file'
  if (stats.size > MAX_FILE_BYTES) return 'too-large'
  await access(path, constants.R_OK)
  return undefined
}
