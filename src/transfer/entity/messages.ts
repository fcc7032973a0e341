import { transferId } from '../../core/ids.ts'
import { bytes, choice, count, type Of, oneCase, record, text } from '../../core/shape.ts'
import { CHUNK_BYTES, MAX_FILE_BYTES, MAX_SET_BYTES } from '../limits.ts'
import { DIGEST_BYTES, root } from './root.ts'

/** What sender and receiver say to each other. Meaning and order: proto/transfer.proto. */

/** The answer to Open when nothing will move. The same code whether a transfer is unknown or somebody else's. */
export const REFUSALS = ['unknown-transfer', 'not-ready', 'busy'] as const
export type RefusalCode = (typeof REFUSALS)[number]

/**
 * Why a side stops. After `paused`, `disk-full`, `busy`, `bad-chunk` and `failed` the transfer can go on later; the others end
 * it.
 */
export const STOP_CODES = [
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

export const opening = record({
  transferId,
  /** What the opener of the stream is going to be. */
  role: choice('receiver', 'sender'),
})
export type Opening = Of<typeof opening>

const begin = record({
  size: count({ max: MAX_FILE_BYTES }),
  chunkBytes: count({ min: 1, max: CHUNK_BYTES }),
  mtimeMs: count(),
  mode: count({ max: 0o777 }),
})

export const transferMessage = oneCase({
  open: opening,
  refused: record({ code: known(REFUSALS, 'not-ready') }),
  /** `set`: see chunk-set.ts. */
  have: record({ chunkCount: index, set: bytes({ max: MAX_SET_BYTES }) }),
  begin,
  /** `length` bytes follow the frame. */
  chunk: record({ index, length: count({ min: 1, max: CHUNK_BYTES }), digest }),
  ack: record({ verifiedChunks: index, verifiedBytes: count({ max: MAX_FILE_BYTES }) }),
  done: record({ root, size: count({ max: MAX_FILE_BYTES }), chunkCount: index }),
  verified: record({ root }),
  stop: record({ code: known(STOP_CODES, 'failed') }),
})
export type TransferMessage = Of<typeof transferMessage>

type ChunkHeader = Extract<TransferMessage, { kind: 'chunk' }>['value']
export type ChunkMessage = Readonly<{ kind: 'chunk'; value: ChunkHeader; bytes: Uint8Array }>

/** As on a channel: a chunk comes with its bytes. */
export type ChannelMessage = Exclude<TransferMessage, { kind: 'chunk' }> | ChunkMessage
