import type { ChunkPlan } from './entity/chunk-plan.ts'
import type { ChunkSet } from './entity/chunk-set.ts'
import type { ChannelMessage } from './entity/messages.ts'
import type { Digest, Root } from './entity/root.ts'

/** Every wait of the data path ends when `signal` is aborted. */
export type Waiting = Readonly<{ signal: AbortSignal }>

/** Where chunks come from. */
export interface ChunkSource {
  readonly plan: ChunkPlan
  /** The whole chunk. @throws TransferError SOURCE_CHANGED or SOURCE_GONE. */
  read(index: number, options: Waiting): Promise<Uint8Array>
  /** The caller is done with what `read` gave: the buffer may be used for another chunk. */
  release?(bytes: Uint8Array): void
  /** Is this still what was offered? @throws TransferError SOURCE_CHANGED or SOURCE_GONE. */
  confirm(options: Waiting): Promise<void>
}

export type DigestEntry = Readonly<{ index: number; digest: Digest }>

/** Chunk digests of one transfer, kept over restarts: the root is computed from them without reading the file again. */
export interface DigestLedger {
  /** Resolves when a killed process would find it again. Not yet safe from a power cut. */
  record(index: number, digest: Digest): Promise<void>
  /** In ascending order of index, each index once. */
  entries(options: Waiting): AsyncIterable<DigestEntry>
}

export type VerifiedChunk = Readonly<{ index: number; digest: Digest; bytes: Uint8Array }>

/** Where verified chunks go. */
export interface ChunkSink {
  readonly plan: ChunkPlan
  /** What is already there and to be trusted. */
  readonly have: ChunkSet
  /** Makes room for the rest, before the first write. @throws TransferError DISK_FULL or SINK_FAILED. */
  prepare(options: Waiting): Promise<void>
  /**
   * Resolves when the chunk and its digest would survive the end of this process. Several may run at once, for different
   * chunks. @throws TransferError DISK_FULL or SINK_FAILED.
   */
  write(chunk: VerifiedChunk, options: Waiting): Promise<void>
  digests(options: Waiting): AsyncIterable<DigestEntry>
  /**
   * Makes the whole file durable under its final name. Called once the root matched; a second call, also after a crash,
   * finds the first one's work. @returns the name it has now.
   */
  commit(options: Waiting): Promise<string>
  /** Forgets everything that was received: nothing of this transfer stays on the disk. */
  discard(): Promise<void>
}

/** Computes the root from leaf digests, in order, in memory that does not grow with the file. */
export interface RootBuilder {
  add(digest: Digest, bytes: number): void
  root(): Root
}

export type MakeRootBuilder = () => RootBuilder

/** A stream of transfer messages to one authenticated peer. Messages stay whole when sends overlap; one receive at a time. */
export interface TransferChannel {
  /** Resolves when there is room for the next. @throws TransferError PEER_GONE. */
  send(message: ChannelMessage, options: Waiting): Promise<void>
  /** `undefined` when the peer has closed its side. @throws TransferError PEER_GONE or PROTOCOL. */
  receive(options: Waiting): Promise<ChannelMessage | undefined>
  /** The caller is done with the bytes of a received chunk: the buffer may be used for another. */
  release?(bytes: Uint8Array): void
  /** Flushes, says that no more will be sent, and drops the line when the peer has ended too, or does not in time. */
  finish(): Promise<void>
  /** Drops the line at once, without a word. */
  reset(): void
}

/** What is verified on the receiver's disk, as far as this side knows. */
export type Progress = Readonly<{ verifiedBytes: number }>
