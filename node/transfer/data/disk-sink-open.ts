import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { TransferId } from '../../../src/core/ids.ts'
import { type ChunkPlan, planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import { type ChunkSet, chunksBetween, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import type { FileManifest, StreamManifest } from '../../../src/transfer/entity/manifest.ts'
import { StreamPlan } from '../../../src/transfer/entity/stream-plan.ts'
import { type SafeName, safeName } from '../../../src/transfer/entity/safe-name.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import type { CommitIntent } from './chunk-set-store.ts'
import { onDisk } from './disk-failure.ts'
import { syncFolder } from './durable-folder.ts'
import { isFileThere } from './file-candidates.ts'
import { isFile } from './final-name.ts'
import { Staging } from './staging.ts'
import { trustedChunks } from './trusted-chunks.ts'
import { type DiskSinkDeps, DiskSink } from './disk-sink.ts'

export type SinkTarget = Readonly<{
  transferId: TransferId
  manifest: FileManifest | StreamManifest
  folder: string
}>

export type Found = Readonly<{
  plan: ChunkPlan
  have: ChunkSet
  durable: ChunkSet
  file?: FileHandle
  committed?: string
}>
export type Named = SinkTarget &
  Readonly<{
    staging: Staging
    name: SafeName
    /** Does a file lie at the wanted name already that may be an older version? */
    isThere: boolean
  }>

/** Finds what earlier runs have received. @throws TransferError UNSAFE_NAME, STAGING_UNSAFE or SINK_FAILED. */
export async function openDiskSink(
  deps: DiskSinkDeps,
  target: SinkTarget,
  options: Waiting,
): Promise<DiskSink> {
  const result = safeName(target.manifest.name)
  if (result.kind === 'refused') throw new TransferError('UNSAFE_NAME', result.why)
  const staging = new Staging(target.folder, target.transferId)
  const found = await onDisk(find(deps, { ...target, staging }, options), 'cannot resume')
  // What lies there is for a content of known length: a stream may end before it.
  const isThere =
    target.manifest.kind === 'file' && (await isFileThere(join(target.folder, result.name)))
  return new DiskSink(deps, { ...target, staging, name: result.name, isThere }, found)
}

async function find(
  { chunks, hasher }: DiskSinkDeps,
  { transferId, manifest, folder, staging }: SinkTarget & Readonly<{ staging: Staging }>,
  options: Waiting,
): Promise<Found> {
  const plan = planOf(manifest)
  const intent = await chunks.commitIntent(transferId)
  await using stack = new AsyncDisposableStack()
  if (intent !== undefined && (await isFile(join(folder, intent.name), intent.inode))) {
    // Ended between the link and the removal of the staged name, or right after it; nobody may have forced the new name yet.
    await syncFolder(folder)
    await staging.remove()
    return { ...everything(manifest, intent), committed: intent.name }
  }
  const file = await staging.reopen()
  if (file === undefined && intent !== undefined) {
    // The name was given; since then the file was moved or renamed by its owner.
    return { ...everything(manifest, intent), committed: intent.name }
  }
  if (file === undefined) {
    await chunks.forget(transferId)
    return { plan, have: NO_CHUNKS, durable: NO_CHUNKS }
  }
  stack.use(file)
  const isStream = manifest.kind === 'stream'
  const staged = { transferId, plan, file, isStream }
  const trusted = await trustedChunks({ chunks, hasher }, staged, options)
  stack.move()
  return { plan, ...trusted, file }
}

function planOf(manifest: SinkTarget['manifest']): ChunkPlan {
  return manifest.kind === 'stream' ? new StreamPlan(manifest) : planChunks(manifest.size)
}

/** The size of a stream may be known from nothing but its commit. */
function everything(
  manifest: SinkTarget['manifest'],
  { size = manifest.size }: CommitIntent,
): Pick<Found, 'plan' | 'have' | 'durable'> {
  const plan = manifest.kind === 'stream' ? new StreamPlan({ size }) : planOf(manifest)
  const all = chunksBetween(0, plan.count)
  return { plan, have: all, durable: all }
}
