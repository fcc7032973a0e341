import { type FileHandle, lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TransferId } from '../../../src/core/ids.ts'
import { type ChunkSet, chunksBetween, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import type { FolderManifest } from '../../../src/transfer/entity/manifest.ts'
import { type SafeName, safeName } from '../../../src/transfer/entity/safe-name.ts'
import type { Root } from '../../../src/transfer/entity/root.ts'
import { TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import { sinkFailure } from './disk-failure.ts'
import type { DiskSinkDeps } from './disk-sink.ts'
import { syncFolder } from './durable-folder.ts'
import { isFile } from './final-name.ts'
import type { TreeContent } from './staged-tree.ts'
import type { SyncFileSystem } from './sync-tree.ts'
import { learnListing, trustedListing } from './tree-listing.ts'
import { TreeSink } from './tree-sink.ts'
import { TreeStaging } from './tree-staging.ts'
import { trustedTree } from './trusted-tree.ts'
import type { Chosen } from './wanted-entries.ts'

export type TreeSinkDeps = DiskSinkDeps & Readonly<{ syncFileSystem?: SyncFileSystem }>

export type TreeTarget = Readonly<{
  transferId: TransferId
  manifest: FolderManifest
  folder: string
  /** What of it is wanted; all, when absent. */
  only?: Chosen | undefined
}>

/** What earlier runs have left. */
export type FoundTree = Readonly<{
  plan: TreePlan
  name: SafeName
  staging: TreeStaging
  have: ChunkSet
  durable: ChunkSet
  listing?: FileHandle
  content?: TreeContent
  trustedEnds?: ReadonlyMap<number, number>
  /** The name that was about to be given when the run ended. */
  tried?: string | undefined
  committed?: string
  root?: Root | undefined
  /** Does something lie at the wanted name already? */
  isThere: boolean
}>

type Here = TreeTarget & Pick<FoundTree, 'plan' | 'staging' | 'name'>

/** Finds what earlier runs have received. @throws TransferError UNSAFE_NAME, STAGING_UNSAFE or SINK_FAILED. */
export async function openTreeSink(
  deps: TreeSinkDeps,
  target: TreeTarget,
  options: Waiting,
): Promise<TreeSink> {
  const result = safeName(target.manifest.name)
  if (result.kind === 'refused') throw new TransferError('UNSAFE_NAME', result.why)
  const staging = new TreeStaging(target.folder, target.transferId)
  const plan = new TreePlan(target.manifest)
  const here = { ...target, plan, staging, name: result.name }
  try {
    const found = await find(deps, here, options)
    const isThere = await isFolder(join(target.folder, result.name))
    return new TreeSink(deps, target, { ...here, ...found, isThere })
  } catch (err) {
    throw sinkFailure(err, 'cannot resume')
  }
}

type Found = Omit<FoundTree, 'plan' | 'staging' | 'name' | 'isThere'>

async function find(deps: TreeSinkDeps, here: Here, options: Waiting): Promise<Found> {
  const { transferId, folder, staging, plan } = here
  const intent = await deps.chunks.commitIntent(transferId)
  const all = chunksBetween(0, plan.count)
  if (intent !== undefined && (await isFile(join(folder, intent.name), intent.inode))) {
    // Ended between the renaming and the removal of the rest; nobody has forced the new name to the disk yet.
    await syncFolder(folder)
    await staging.remove()
    return { have: all, durable: all, committed: intent.name, root: intent.root }
  }
  if (await staging.exists()) return await reopen(deps, here, { ...options, tried: intent?.name })
  // The name was given; since then the folder was moved or renamed by its owner.
  if (intent !== undefined)
    return { have: all, durable: all, committed: intent.name, root: intent.root }
  await deps.chunks.forget(transferId)
  return { have: NO_CHUNKS, durable: NO_CHUNKS }
}

async function reopen(
  deps: TreeSinkDeps,
  here: Here,
  { signal, tried }: Waiting & Readonly<{ tried: string | undefined }>,
): Promise<Found> {
  const { transferId, plan, staging, manifest, only } = here
  await using stack = new AsyncDisposableStack()
  const file = stack.use(await staging.openListing())
  const listed = await trustedListing(deps, { transferId, plan, file }, { signal })
  if (listed.count < plan.listingChunks) {
    // Without it nobody knows what the other chunks are.
    for await (const { index } of deps.chunks.entries(transferId, { signal })) {
      if (index >= plan.listingChunks) await deps.chunks.drop(transferId, index)
    }
    stack.move()
    return { have: listed, durable: NO_CHUNKS, listing: file, tried }
  }
  const content = await learnListing(deps, { plan, file, manifest, chosen: only }, { signal })
  const staged = { transferId, plan, root: staging.content, content }
  const { have, durable, ends } = await trustedTree(deps, staged, listed, { signal })
  stack.move()
  return { have, durable, listing: file, content, trustedEnds: ends, tried }
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined)
  return stats?.isDirectory() === true
}
