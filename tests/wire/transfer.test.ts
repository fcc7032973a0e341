import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseTransferId } from '../../src/core/ids.ts'
import {
  directChunkOf,
  sealedChunk,
  type TransferMessage,
} from '../../src/transfer/entity/messages.ts'
import type { Root } from '../../src/transfer/entity/root.ts'
import {
  CHUNK_BYTES,
  MAX_CHUNK_LEAVES,
  MAX_SET_BYTES,
  MAX_TRANSFER_FRAME_BYTES,
  SEAL_BYTES,
  WINDOW_CHUNKS,
} from '../../src/transfer/limits.ts'
import { homing } from '../../src/wire/protobuf.ts'
import { decodeTransferMessage, encodeTransferMessage } from '../../src/wire/transfer-codec.ts'
import { WireError } from '../../src/wire/wire-error.ts'
import { golden } from './golden.ts'

const FRAMES = process.env['HOMING_NIGHTLY'] === '1' ? 10_000_000 : 100_000

const transferId = parseTransferId('0192f0c1-0000-7000-8000-0000000000e0')
const digest = Uint8Array.from({ length: 32 }, (_, at) => at)
const root = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' as Root
const size = 2 ** 40 + 5

/** One value of every message, with every field away from its default. */
const SAMPLES: readonly TransferMessage[] = [
  { kind: 'open', value: { transferId, role: 'receiver', ticket: digest } },
  { kind: 'refused', value: { code: 'unknown-transfer' } },
  { kind: 'have', value: { chunkCount: 2 ** 20 + 1, set: Uint8Array.of(1, 0, 5, 3, 2) } },
  {
    kind: 'begin',
    value: {
      size,
      chunkCount: 2 ** 20 + 1,
      mtimeMs: 1_795_446_307_110,
      mode: 0o644,
      listing: digest,
      open: false,
    },
  },
  {
    kind: 'begin',
    value: {
      size: 0,
      chunkCount: 0,
      mtimeMs: 1_795_446_307_110,
      mode: 0,
      listing: digest,
      open: true,
    },
  },
  { kind: 'want', value: { first: 2 ** 33, count: 16, digestsOnly: true, direct: false } },
  { kind: 'want', value: { first: 3, count: 2, digestsOnly: false, direct: true } },
  { kind: 'chunk', value: { index: 2 ** 33, length: CHUNK_BYTES, digest, form: 'hole' } },
  {
    kind: 'chunk',
    value: { index: 7, length: 9, digest, form: 'leaves', leaves: new Uint8Array(64).fill(5) },
  },
  { kind: 'chunk', value: sealedChunk(2 ** 33, CHUNK_BYTES + SEAL_BYTES) },
  {
    kind: 'chunk',
    value: directChunkOf({ index: 3, length: 99, digest: digest.subarray(16), url: 'https://b' }),
  },
  { kind: 'place', value: { index: 3, length: 99, md5: digest.subarray(16) } },
  { kind: 'url', value: { index: 3, url: 'https://b' } },
  { kind: 'ack', value: { verifiedChunks: 17, verifiedBytes: size } },
  { kind: 'kept', value: { set: Uint8Array.of(1, 0, 5, 3, 2) } },
  { kind: 'holding', value: { why: 'sink' } },
  { kind: 'conclude', value: {} },
  { kind: 'done', value: { root, size, chunkCount: 2 ** 20 + 1 } },
  { kind: 'sealedDone', value: { sealed: digest } },
  { kind: 'verified', value: { root } },
  { kind: 'stored', value: {} },
  { kind: 'extent', value: { size, chunkCount: 2 ** 20 + 1 } },
  { kind: 'stop', value: { code: 'disk-full' } },
]

/** A chunk of leaves, a sealed one, and the words with which a stream begins, stand beside the usual ones. */
function nameOf({ kind, value }: TransferMessage): string {
  if (kind === 'chunk' && value.form === 'leaves') return 'chunk of leaves'
  if (kind === 'chunk' && value.form === 'sealed') return 'sealed chunk'
  if (kind === 'chunk' && value.form === 'direct') return 'direct chunk'
  if (kind === 'want' && value.direct) return 'direct want'
  return 'open' in value && value.open ? `${kind}-open` : kind
}

const made = new Map(SAMPLES.map((each) => [nameOf(each), encodeTransferMessage(each)] as const))
const kept = golden('transfer', made)

test('every transfer message is written as its golden bytes say, and they decode to what was written', () => {
  for (const message of SAMPLES) {
    const name = nameOf(message)
    assert.equal(made.get(name)?.toHex(), kept[name], name)
    assert.deepEqual(decodeTransferMessage(Uint8Array.fromHex(kept[name] ?? '')), message)
  }
})

test('the leaves of a full chunk are within the limit of a frame', () => {
  const leaves = new Uint8Array(MAX_CHUNK_LEAVES * 32)
  const value = { index: size, length: CHUNK_BYTES, digest, form: 'leaves', leaves } as const
  assert.ok(encodeTransferMessage({ kind: 'chunk', value }).length <= MAX_TRANSFER_FRAME_BYTES)
})

test('the largest frame, a full chunk set, is within the limit of a frame', () => {
  const set = new Uint8Array(MAX_SET_BYTES).fill(0xff)
  const frame = encodeTransferMessage({ kind: 'have', value: { chunkCount: size, set } })
  assert.ok(frame.length <= MAX_TRANSFER_FRAME_BYTES)
})

for (const [what, frame] of [
  ['no message', {}],
  [
    'a chunk larger than a chunk',
    { chunk: { index: 0, length: CHUNK_BYTES + SEAL_BYTES + 1, digest } },
  ],
  ['a want of more than a window', { want: { first: 0, count: WINDOW_CHUNKS + 1 } }],
  ['an empty chunk', { chunk: { index: 0, length: 0, digest } }],
  ['a sealed chunk with a digest', { chunk: { index: 0, length: 9, digest, form: 'sealed' } }],
  ['a digest of 31 bytes', { chunk: { index: 0, length: 1, digest: digest.subarray(1) } }],
  [
    'more leaves than a chunk has',
    { chunk: { index: 0, length: 9, digest, form: 'leaves', leaves: new Uint8Array(257 * 32) } },
  ],
  ['leaves that are none', { chunk: { index: 0, length: 9, digest, form: 'leaves' } }],
  ['an index beyond 2^53', { chunk: { index: 2 ** 60, length: 1, digest } }],
  ['an id that is none', { open: { transferId: 'x', role: 'receiver' } }],
  ['a part that nobody plays', { open: { transferId, role: 'judge' } }],
  ['a set over the limit', { have: { chunkCount: 1, set: new Uint8Array(MAX_SET_BYTES + 1) } }],
  ['an end beyond 2^53', { extent: { size: 2 ** 60, chunkCount: 1 } }],
  ['a root that is none', { done: { root: 'Qm', size: 1, chunkCount: 1 } }],
  ['a mode with setuid', { begin: { size: 1, chunkCount: 1, mtimeMs: 1, mode: 0o4755 } }],
  ['a code in other letters', { stop: { code: 'Disk Full\n' } }],
] as const) {
  test(`${what} is refused`, () => {
    const bytes = homing.TransferFrame.encode(frame).finish()
    assert.throws(() => decodeTransferMessage(bytes), WireError)
  })
}

test('codes of a newer peer are read as the general ones', () => {
  const stop = homing.TransferFrame.encode({ stop: { code: 'solar-flare' } }).finish()
  assert.deepEqual(decodeTransferMessage(stop), { kind: 'stop', value: { code: 'failed' } })
  const refused = homing.TransferFrame.encode({ refused: { code: 'solar-flare' } }).finish()
  assert.deepEqual(decodeTransferMessage(refused), {
    kind: 'refused',
    value: { code: 'not-ready' },
  })
})

const sample = fc.constantFrom(...made.values())
const mangled = fc
  .tuple(sample, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }), fc.nat())
  .map(([bytes, changes, cut]) => {
    const copy = Uint8Array.from(bytes)
    for (const [at, byte] of changes) copy[at % copy.length] = byte
    return copy.subarray(0, cut % 3 === 0 ? cut % (copy.length + 1) : copy.length)
  })

test(`of ${FRAMES} arbitrary and mangled frames each gives a message or a WireError, nothing else`, () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 128 }), mangled), (bytes) => {
      try {
        decodeTransferMessage(bytes)
      } catch (err) {
        assert.ok(err instanceof WireError, String(err))
      }
    }),
    { numRuns: FRAMES },
  )
})
