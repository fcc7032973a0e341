import type { Clock } from '../../core/clock.ts'
import type { Hasher } from '../../core/hasher.ts'
import { type ChunkPlan, chunkLength } from '../entity/chunk-plan.ts'
import { bytesOf, decodeChunkSet, encodeChunkSet, missingChunks } from '../entity/chunk-set.ts'
import type { Manifest } from '../entity/manifest.ts'
import type { ChannelMessage, ChunkMessage, TransferMessage } from '../entity/messages.ts'
import { type Root, sameDigest } from '../entity/root.ts'
import { TransferError } from '../errors.ts'
import { MAX_SET_BYTES } from '../limits.ts'
import type { ChunkSink, MakeRootBuilder, TransferChannel } from '../ports.ts'
import { type Conversation, converse } from './conversation.ts'
import { fileRoot } from './file-root.ts'
import { Intake } from './intake.ts'
import type { Outcome } from './outcome.ts'
import type { TransferOptions } from './sender.ts'

/**
 * Receiver side of transfer/1, on a stream that is already opened.
 *   have → begin → chunk* (each hashed, kept, then acknowledged) → done(root) → commit → verified
 * Not here: choosing a path, asking for consent, names and folders.
 */
export type ReceiverDeps = Readonly<{
  sink: ChunkSink
  channel: TransferChannel
  hasher: Hasher
  makeRootBuilder: MakeRootBuilder
  clock: Clock
}>

type Done = Extract<TransferMessage, { kind: 'done' }>['value']

export async function receive(deps: ReceiverDeps, options: TransferOptions): Promise<Outcome> {
  return await converse(deps, options.signal, async (conversation) => {
    const { sink } = deps
    const { plan } = sink
    const set = encodeChunkSet(sink.have, MAX_SET_BYTES)
    await conversation.say({ kind: 'have', value: { chunkCount: plan.count, set } })
    checkBegin(await conversation.hear(), options.manifest, plan)
    await sink.prepare(conversation)

    // What was told counts, not what is there: a set too large for one frame is told in part.
    const told = decodeChunkSet(set, plan.count)
    const toldBytes = bytesOf(told, plan)
    options.onProgress?.({ verifiedBytes: toldBytes })
    await using intake = new Intake({ ...deps, conversation }, { toldBytes, ...options })
    const done = await hearChunks(deps, conversation, {
      intake,
      missing: missingChunks(told, plan.count),
    })
    options.onVerifying?.()
    const root = await verifiedRoot(deps, conversation, done)
    const name = await sink.commit(conversation)
    await sayVerified(conversation, root)
    return { kind: 'verified', root, name, movedBytes: intake.verifiedBytes - toldBytes }
  })
}

async function hearChunks(
  deps: ReceiverDeps,
  conversation: Conversation,
  work: Readonly<{ intake: Intake; missing: Iterable<number> }>,
): Promise<Done> {
  const { plan } = deps.sink
  for (const index of work.missing) {
    const chunk = expectChunk(await conversation.hear(), index, plan)
    // Hash before write: a chunk that fails must not count toward resume (invariant 1).
    const digest = deps.hasher.digest(chunk.bytes)
    if (!sameDigest(digest, chunk.value.digest)) {
      throw new TransferError('BAD_CHUNK', 'a chunk without its digest')
    }
    await work.intake.accept({ index, digest, bytes: chunk.bytes })
  }
  const done = await conversation.hear()
  if (done.kind !== 'done') throw new TransferError('PROTOCOL', 'expected Done')
  await work.intake.settle()
  return done.value
}

async function verifiedRoot(
  { sink, makeRootBuilder }: ReceiverDeps,
  conversation: Conversation,
  done: Done,
): Promise<Root> {
  const missing = (): never => {
    throw new TransferError('SINK_FAILED', 'a digest that was kept is gone')
  }
  const digests = sink.digests(conversation)
  const root = await fileRoot({ digests, makeRootBuilder, missing }, sink.plan)
  if (root === done.root) return root
  // Each chunk was what it claimed to be, so it cannot be told which of them is wrong: none is worth keeping.
  await sink.discard()
  throw new TransferError('ROOT_MISMATCH', 'the whole is not what the sender says')
}

/** The file is there, whether the sender hears of it now or on the next line. */
async function sayVerified(conversation: Conversation, root: Root): Promise<void> {
  try {
    await conversation.say({ kind: 'verified', value: { root } })
  } catch (err) {
    if (!(err instanceof TransferError) && !conversation.signal.aborted) throw err
  }
}

function checkBegin(message: ChannelMessage, manifest: Manifest, plan: ChunkPlan): void {
  if (message.kind !== 'begin' || message.value.chunkBytes !== plan.chunkBytes) {
    throw new TransferError('PROTOCOL', 'expected Begin')
  }
  const { size, mtimeMs, mode } = message.value
  const isOffered = size === manifest.size && mtimeMs === manifest.mtimeMs && mode === manifest.mode
  if (!isOffered) throw new TransferError('SOURCE_CHANGED', 'not the file that was offered')
}

function expectChunk(message: ChannelMessage, index: number, plan: ChunkPlan): ChunkMessage {
  const isExpected =
    message.kind === 'chunk' &&
    message.value.index === index &&
    message.bytes.length === chunkLength(plan, index)
  if (!isExpected) throw new TransferError('PROTOCOL', 'expected the next missing chunk')
  return message
}
