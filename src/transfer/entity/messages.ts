import { transferId } from '../../core/ids.ts'
import {
  bytes,
  choice,
  count,
  flag,
  type Of,
  oneCase,
  record,
  shape,
  text,
} from '../../core/shape.ts'
import {
  CHECKSUM_BYTES,
  MAX_CHUNK_LEAVES,
  MAX_DIRECT_URL_CHARS,
  MAX_FILE_BYTES,
  MAX_SEALED_CHUNK_BYTES,
  MAX_SEALED_END_BYTES,
  MAX_SET_BYTES,
  MAX_TICKET_BYTES,
  WINDOW_CHUNKS,
} from '../limits.ts'
import { DIGEST_BYTES, root } from './root.ts'

/** What sender and receiver say to each other. Meaning and order: proto/transfer.proto. */

/** The answer to Open when nothing will move. The same code whether a transfer is unknown or somebody else's. */
export const REFUSALS = ['unknown-transfer', 'not-ready', 'busy'] as const
export type RefusalCode = (typeof REFUSALS)[number]

/**
 * Why a side stops. After `paused`, `disk-full`, `busy`, `bad-chunk` and `failed` the transfer can go on later; `complete` is a
 * receiver's that has all of it over another line; the others end it.
 */
export const STOP_CODES = [
  'complete',
  'paused',
  'cancelled',
  'disk-full',
  'busy',
  'failed',
  'source-changed',
  'source-gone',
  'bad-chunk',
  'root-mismatch',
  'protocol',
] as const
export type StopCode = (typeof STOP_CODES)[number]

const digest = bytes({ min: DIGEST_BYTES, max: DIGEST_BYTES })
const NO_DIGEST = new Uint8Array()
const noDigest = shape('no digest', (value, path) => {
  bytes({ max: 0 }).check(value, path)
  return NO_DIGEST
})
const index = count({ max: MAX_FILE_BYTES })

/** A code of a later minor version is read as the general one, so that old nodes keep understanding new ones. */
const code = text({ min: 1, max: 64, pattern: /^[a-z-]+$/ })
const known = <T extends string>(codes: readonly T[], otherwise: T) => ({
  allowed: code.allowed,
  check: (value: unknown, path: string): T => {
    const text = code.check(value, path)
    return (codes as readonly string[]).includes(text) ? (text as T) : otherwise
  },
})

/** What a side mostly waited for lately: said every HOLDING_MS, so that silence means a fault, and both know who is slow. */
export const HOLDS = ['peer', 'source', 'sink', 'limit', 'turn', 'room'] as const
export type Hold = (typeof HOLDS)[number]

const whole = count({ max: MAX_FILE_BYTES })

export const opening = record({
  transferId,
  /** What the opener of the stream is going to be. */
  role: choice('receiver', 'sender'),
  /** At a spool: what allows it. */
  ticket: bytes({ max: MAX_TICKET_BYTES }),
})
export type Opening = Of<typeof opening>

export const begin = record({
  size: whole,
  chunkCount: index,
  mtimeMs: count(),
  mode: count({ max: 0o777 }),
  /** Of a folder: the SHA2-256 of its listing. */
  listing: bytes({ max: DIGEST_BYTES }),
  /** Of a stream: its end is told by Extent. */
  open: flag,
})

/** Where a stream ends. */
export const extent = record({ size: whole, chunkCount: index })
export type Extent = Of<typeof extent>

export type Begin = Of<typeof begin>

const chunkFields = {
  index,
  length: count({ min: 1, max: MAX_SEALED_CHUNK_BYTES }),
  digest,
}
/** `bytes`: `length` bytes follow the frame. `hole`: that many zeros, which do not. `digest`: only that was wanted. */
const plainChunk = record({ ...chunkFields, form: choice('bytes', 'hole', 'digest') })
/** Of a chunk of several leaves of which only the digests were wanted: those of the leaves. See leaves.ts. */
const leavesChunk = record({
  ...chunkFields,
  form: choice('leaves'),
  leaves: bytes({ min: 2 * DIGEST_BYTES, max: MAX_CHUNK_LEAVES * DIGEST_BYTES }),
})
/** To or from a spool: `length` bytes follow. What they are says their seal, to whoever can open it. */
const opaqueChunk = record({ ...chunkFields, digest: noDigest, form: choice('sealed') })
/**
 * As `sealed`, but its bytes lie in the spool's bucket. From a spool: `url`, where they can be had, and `digest`, their checksum
 * (spool-checksum.ts). To a spool: both empty, for the bytes are where it said.
 */
const directChunk = record({
  ...chunkFields,
  digest: bytes({ max: CHECKSUM_BYTES }),
  form: choice('direct'),
  url: text({ max: MAX_DIRECT_URL_CHARS }),
})
export type DirectChunk = Of<typeof directChunk>
type Chunk = Of<typeof plainChunk> | Of<typeof leavesChunk> | Of<typeof opaqueChunk> | DirectChunk
const chunk = shape<Chunk>('a chunk', (value, path) => {
  switch ((value as { form?: unknown } | undefined)?.form) {
    case 'leaves':
      return leavesChunk.check(value, path)
    case 'sealed':
      return opaqueChunk.check(value, path)
    case 'direct':
      return directChunk.check(value, path)
    default:
      return plainChunk.check(value, path)
  }
})

export const transferMessage = oneCase({
  open: opening,
  refused: record({ code: known(REFUSALS, 'not-ready') }),
  begin,
  /** `set`: see chunk-set.ts. */
  have: record({ chunkCount: index, set: bytes({ max: MAX_SET_BYTES }) }),
  want: record({
    first: index,
    count: count({ min: 1, max: WINDOW_CHUNKS }),
    digestsOnly: flag,
    /** Form `direct` will do. */
    direct: flag,
  }),
  chunk,
  ack: record({ verifiedChunks: index, verifiedBytes: whole }),
  kept: record({ set: bytes({ max: MAX_SET_BYTES }) }),
  holding: record({ why: known(HOLDS, 'peer') }),
  conclude: record({}),
  done: record({ root, size: whole, chunkCount: index }),
  sealedDone: record({ sealed: bytes({ min: 1, max: MAX_SEALED_END_BYTES }) }),
  verified: record({ root }),
  stored: record({}),
  extent,
  stop: record({ code: known(STOP_CODES, 'failed') }),
  /** Of a sender to a spool: where may these bytes be put? */
  place: record({
    index,
    length: count({ min: 1, max: MAX_SEALED_CHUNK_BYTES }),
    md5: bytes({ min: CHECKSUM_BYTES, max: CHECKSUM_BYTES }),
  }),
  /** The spool's answer. An empty one: nowhere but here. */
  url: record({ index, url: text({ max: MAX_DIRECT_URL_CHARS }) }),
})
export type TransferMessage = Of<typeof transferMessage>

type Message<K extends TransferMessage['kind']> = Extract<TransferMessage, { kind: K }>

/** The last word of a holder, plain or sealed. */
export type EndMessage = Message<'done' | 'sealedDone'>
export type Done = Message<'done'>['value']
export type Place = Message<'place'>['value']
export type Want = Message<'want'>['value']

/** Its seal says more than a digest would. */
export function sealedChunk(index: number, length: number): Message<'chunk'>['value'] {
  return { index, length, digest: NO_DIGEST, form: 'sealed' }
}

/** Only its seal says what it is. */
export function isSealed(form: ChunkMessage['value']['form']): boolean {
  return form === 'sealed' || form === 'direct'
}

/** Its bytes are in the spool's bucket. */
export function directChunkOf(
  given: Pick<DirectChunk, 'index' | 'length'> & Partial<Pick<DirectChunk, 'digest' | 'url'>>,
): DirectChunk {
  return { digest: NO_DIGEST, url: '', ...given, form: 'direct' }
}

export type ChunkMessage = Message<'chunk'> & Readonly<{ bytes: Uint8Array }>

/** As on a channel: a chunk comes with its bytes. */
export type ChannelMessage = Exclude<TransferMessage, { kind: 'chunk' }> | ChunkMessage
