import type { Clock } from '../../core/clock.ts'
import type { Hasher } from '../../core/hasher.ts'
import {
  bytesOf,
  type ChunkSet,
  ChunkSetError,
  decodeChunkSet,
  missingChunks,
} from '../entity/chunk-set.ts'
import type { Manifest } from '../entity/manifest.ts'
import type { ChannelMessage } from '../entity/messages.ts'
import type { Digest, Root } from '../entity/root.ts'
import { TransferError } from '../errors.ts'
import { WINDOW_CHUNKS } from '../limits.ts'
import type {
  ChunkSource,
  DigestLedger,
  MakeRootBuilder,
  Progress,
  TransferChannel,
} from '../ports.ts'
import { AckWindow } from './ack-window.ts'
import { type Conversation, converse, together } from './conversation.ts'
import { fileRoot } from './file-root.ts'
import type { Outcome } from './outcome.ts'
import { readAhead } from './read-ahead.ts'

/**
 * Sender side of transfer/1, on a stream that is already opened.
 *   have → begin → chunk* (window of acks) → done(root) → verified
 * One pass: read, hash, send. Nothing is prepared first, and the root is known when the last chunk has gone.
 * Not here: choosing a path, asking for consent, opening the file.
 */
export type SenderDeps = Readonly<{
  source: ChunkSource
  digests: DigestLedger
  channel: TransferChannel
  hasher: Hasher
  makeRootBuilder: MakeRootBuilder
  clock: Clock
}>

export type TransferOptions = Readonly<{
  manifest: Manifest
  signal: AbortSignal
  /** What is verified on the receiver's disk: at the start, and whenever it grows. */
  onProgress?: (progress: Progress) => void
  /** All chunks are there; now the root is compared and the file made durable. */
  onVerifying?: () => void
}>

export async function send(deps: SenderDeps, options: TransferOptions): Promise<Outcome> {
  return await converse(deps, options.signal, async (conversation) => {
    const have = decodeHave(await conversation.hear(), deps.source)
    await deps.source.confirm(conversation)
    options.onProgress?.({ verifiedBytes: bytesOf(have, deps.source.plan) })
    await conversation.say(beginOf(deps, options.manifest))
    return await exchange(deps, options, conversation, have)
  })
}

/** What the two halves of the sender know of each other. */
type Sending = {
  readonly have: ChunkSet
  readonly window: AckWindow
  bytes: number
  /** Once Done was said. */
  root?: Root
}

async function exchange(
  deps: SenderDeps,
  options: TransferOptions,
  conversation: Conversation,
  have: ChunkSet,
): Promise<Outcome> {
  const sending: Sending = { have, window: new AckWindow({ chunks: WINDOW_CHUNKS }), bytes: 0 }
  const [, root] = await together(
    conversation,
    sendMissing(deps, conversation, sending),
    hearVerified(conversation, sending, options),
  )
  return { kind: 'verified', root, name: options.manifest.name, movedBytes: sending.bytes }
}

async function sendMissing(
  deps: SenderDeps,
  conversation: Conversation,
  sending: Sending,
): Promise<void> {
  const { source, digests, hasher } = deps
  const { plan } = source
  for await (const { index, bytes } of readAhead(
    source,
    missingChunks(sending.have, plan.count),
    conversation,
  )) {
    const digest = hasher.digest(bytes)
    await sending.window.take(conversation)
    await Promise.all([
      digests.record(index, digest),
      conversation.say({ kind: 'chunk', value: { index, length: bytes.length, digest }, bytes }),
    ])
    sending.bytes += bytes.length
    source.release?.(bytes)
  }
  const root = await rootOf(deps, conversation)
  sending.root = root
  await conversation.say({ kind: 'done', value: { root, size: plan.size, chunkCount: plan.count } })
}

/**
 * From the digests kept over all streams of this transfer. Chunks that went out while their digest got lost are read
 * again. Only then is the source confirmed: what was read under another content never gets a root (invariant 5).
 */
async function rootOf(deps: SenderDeps, conversation: Conversation): Promise<Root> {
  const { source, hasher } = deps
  const missing = async (index: number): Promise<Digest> => {
    const digest = hasher.digest(await source.read(index, conversation))
    await deps.digests.record(index, digest)
    return digest
  }
  const { makeRootBuilder } = deps
  const digests = deps.digests.entries(conversation)
  const root = await fileRoot({ digests, makeRootBuilder, missing }, source.plan)
  await source.confirm(conversation)
  return root
}

async function hearVerified(
  conversation: Conversation,
  sending: Sending,
  options: TransferOptions,
): Promise<Root> {
  for (;;) {
    const message = await conversation.hear()
    if (message.kind === 'verified') return checkVerified(message.value.root, sending)
    if (message.kind !== 'ack') throw new TransferError('PROTOCOL', 'expected Ack or Verified')
    const { verifiedChunks, verifiedBytes } = message.value
    sending.window.acknowledge(verifiedChunks)
    options.onProgress?.({ verifiedBytes: Math.min(verifiedBytes, options.manifest.size) })
    if (verifiedBytes === options.manifest.size) options.onVerifying?.()
  }
}

function checkVerified(verified: Root, sending: Sending): Root {
  if (verified === sending.root) return verified
  throw new TransferError('PROTOCOL', 'verified what was not said')
}

function decodeHave(message: ChannelMessage, { plan }: ChunkSource): ChunkSet {
  if (message.kind !== 'have' || message.value.chunkCount !== plan.count) {
    throw new TransferError('PROTOCOL', 'expected Have for this file')
  }
  try {
    return decodeChunkSet(message.value.set, plan.count)
  } catch (cause) {
    if (!(cause instanceof ChunkSetError)) throw cause
    throw new TransferError('PROTOCOL', 'not a chunk set', { cause })
  }
}

function beginOf({ source }: SenderDeps, manifest: Manifest): ChannelMessage {
  const { mtimeMs, mode } = manifest
  const { size, chunkBytes } = source.plan
  return { kind: 'begin', value: { size, chunkBytes, mtimeMs, mode } }
}
