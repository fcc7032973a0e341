import type { ChunkPlan } from './entity/chunk-plan.ts'
import type { ChunkSet } from './entity/chunk-set.ts'
import type { Leaves } from './entity/leaves.ts'
import type { Begin, ChannelMessage, ChunkMessage, Done, EndMessage } from './entity/messages.ts'
import type { Digest, Root } from './entity/root.ts'

/** Every wait of the data path ends when `signal` is aborted. */
export type Waiting = Readonly<{ signal: AbortSignal }>

/** A content that is still being made, or was until a moment ago: a stream. */
export interface Growth {
  /** What is there of it: bytes, and whole chunks. */
  readonly bytes: number
  readonly chunks: number
  /**
   * Resolves true when this chunk is there, and false when the content has ended before it.
   * @throws TransferError SOURCE_GONE when it will never be whole.
   */
  reaches(index: number, options: Waiting): Promise<boolean>
}

/** Where chunks come from. */
export interface ChunkSource {
  readonly plan: ChunkPlan
  /** Absent: all of it is there. */
  readonly growth?: Growth | undefined
  /** The whole chunk; waits for it where it is still being made. @throws TransferError SOURCE_CHANGED or SOURCE_GONE. */
  read(index: number, options: Waiting): Promise<Uint8Array>
  /** The caller is done with what `read` gave: the buffer may be used for another chunk. */
  release?(bytes: Uint8Array): void
  /** Is this still what was offered? @throws TransferError SOURCE_CHANGED or SOURCE_GONE. */
  confirm(options: Waiting): Promise<void>
  /** For the root of this content. */
  rootBuilder(): RootBuilder
}

export type LeafEntry = Readonly<{ index: number; leaves: Leaves }>

/** Leaf digests of one transfer, kept over restarts: the root is computed from them without reading the content again. */
export interface LeafLedger {
  /** Resolves when a killed process would find it again. Not yet safe from a power cut. */
  record(index: number, leaves: Leaves): Promise<void>
  /** In ascending order of index, each index once. */
  entries(options: Waiting): AsyncIterable<LeafEntry>
}

export type VerifiedChunk = Readonly<{ index: number; leaves: Leaves; bytes: Uint8Array }>

/** What may be a chunk, with the digest that would vouch for it on the wire. */
export type Candidate = VerifiedChunk & Readonly<{ digest: Digest }>

/** Where verified chunks go. */
export interface ChunkSink {
  readonly plan: ChunkPlan
  /**
   * Chunks that hold nothing of what was chosen: of these the leaves are enough, for the root, and `write` may get no bytes.
   * Known with the plan. Absent: none.
   */
  readonly unwanted?: ChunkSet | undefined
  /** What is already there and to be trusted. */
  readonly have: ChunkSet
  /** What of it a power cut would leave: a spool keeps everything else. Grows; `onDurable` is called after each growth. */
  readonly durable: ChunkSet
  onDurable?: () => void
  /**
   * A sink that can take only so much for now, a spool: chunks that may be on their way to it at once. `onRoom` is called
   * when that grows. Absent: all of them.
   */
  room?(): number
  onRoom?: () => void
  /** Makes room for the rest, before the first write. @throws TransferError DISK_FULL or SINK_FAILED. */
  prepare(options: Waiting): Promise<void>
  /**
   * Resolves when the chunk and its leaves would survive the end of this process. Several may run at once, for different
   * chunks. @throws TransferError DISK_FULL or SINK_FAILED.
   */
  write(chunk: VerifiedChunk, options: Waiting): Promise<void>
  entries(options: Waiting): AsyncIterable<LeafEntry>
  /**
   * What lies at the wanted name already and may be this very chunk: only its digest is asked for then, and if that is the
   * same, these bytes are written. Absent where there is nothing.
   */
  candidate?(index: number, options: Waiting): Promise<Candidate | undefined>
  /** For the root of this content. */
  rootBuilder(): RootBuilder
  /**
   * Makes everything durable under its final name. Called once the root matched; a second call, also after a crash, finds
   * the first one's work. @returns the name it has now.
   */
  commit(options: Waiting): Promise<string>
  /** Forgets everything that was received: nothing of this transfer stays on the disk. */
  discard(): Promise<void>
}

/** Computes the root from leaf digests, in order of chunks, in memory that does not grow with the bytes. */
export interface RootBuilder {
  add(leaves: Leaves, lengths: readonly number[]): void
  root(options: Waiting): Promise<Root>
}

/**
 * A chunk as it goes on a line: from the file itself, sealed for a spool, or as a spool has kept it. `leaves`: of a plain
 * one, for a receiver who wants nothing else.
 */
export type HeldChunk = Omit<ChunkMessage, 'kind'> & Readonly<{ leaves?: Leaves }>

/** Whatever can serve the chunks of a transfer: the sender's content, plain or sealed, or what the spool holds of it. */
export interface Holder {
  readonly begin: Begin
  /** Absent where the lengths of chunks are not known: a spool's. */
  readonly plan?: ChunkPlan
  /** Only for a chunk that it reaches may be asked. Absent: all of it is there. */
  readonly growth?: Growth | undefined
  /** Is it still what was offered? @throws TransferError SOURCE_CHANGED or SOURCE_GONE. */
  ready(options: Waiting): Promise<void>
  /** Waits for a chunk that is still on its way here. `direct`: that form will do. @throws TransferError SOURCE_CHANGED or SOURCE_GONE. */
  chunk(index: number, options: Waiting & Readonly<{ direct?: boolean }>): Promise<HeldChunk>
  /** The caller is done with the bytes of `chunk`. */
  release?(bytes: Uint8Array): void
  /** The last word on the whole. Waits like `chunk`. @throws TransferError SOURCE_CHANGED or SOURCE_GONE. */
  end(options: Waiting): Promise<EndMessage>
  /** What of it could be given at once; absent: all. `onHeld` is called when that changes. */
  held?(): ChunkSet
  onHeld?: () => void
  /** What the receiver has for good, when it says so. */
  kept?(set: ChunkSet): void
}

/** The key of one transfer towards a spool: binds each chunk to its transfer and place. Source: RFC 5116, AES-256-GCM. */
export interface Seal {
  /** SEAL_BYTES longer; in `into`, which has that length, if it is given. */
  seal(index: number, bytes: Uint8Array, into?: Uint8Array): Uint8Array
  /** Where `sealed` is, which is gone thereby. @throws TransferError BAD_CHUNK. */
  open(index: number, sealed: Uint8Array): Uint8Array
  sealEnd(done: Done): Uint8Array
  /** @throws TransferError BAD_CHUNK. */
  openEnd(sealed: Uint8Array): Done
}

/**
 * Finds out what a disk has spoiled. No proof against anybody: whether a chunk is what its sender sealed only its receiver can
 * tell, and on the way here and from here the link's own cipher vouches for every byte.
 */
export interface Checksum {
  of(bytes: Uint8Array): Uint8Array
  /** In its place for what went to a bucket directly. */
  md5(bytes: Uint8Array): Uint8Array
  /** Is it one of them? */
  fits(bytes: Uint8Array, checksum: Uint8Array): boolean
}

/** How what comes over one line is read: plain, or sealed for a spool. */
export interface Opener {
  /** `spool`: keeps each chunk only until it hears that it is durable here; it learns nothing of the whole. */
  readonly from: 'peer' | 'spool'
  /** @throws TransferError BAD_CHUNK when the bytes are not what they claim to be, PROTOCOL for a wrong length. */
  open(chunk: ChunkMessage, plan: ChunkPlan): VerifiedChunk
  /** Of a chunk that came without its bytes; `undefined` where these are not known either. @throws as `open`. */
  leaves?(chunk: ChunkMessage, plan: ChunkPlan): Leaves | undefined
  /** @throws TransferError PROTOCOL for a word that does not belong on this line. */
  openEnd(end: EndMessage): EndMessage
}

/** What becomes of a content of which every chunk is there. */
export interface Finisher {
  /** @throws TransferError ROOT_MISMATCH, DISK_FULL or SINK_FAILED. @returns what the holder is told, and the final name. */
  finish(end: EndMessage, options: Waiting): Promise<Finished>
}
/** `reply`: to the holder. `root` and `name`: none where only a spool keeps it. */
export type Finished = Readonly<{ reply: ChannelMessage; root?: Root; name: string }>

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

/**
 * What is verified on the receiver's disk, as far as this side knows. `ofBytes`: of so many, where the receiver has chosen.
 * `heldBytes`: what of it did not move since this line or session began, because it lay there or was not chosen.
 */
export type Progress = Readonly<{ verifiedBytes: number; ofBytes?: number; heldBytes?: number }>
