import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { Uint8ArrayList } from 'uint8arraylist'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import type { Outcome } from '../../../src/transfer/domain/outcome.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../../src/transfer/domain/source-holder.ts'
import { channelPair } from '../../support/channel-pair.ts'
import { receiveOn, TRANSFER } from '../../support/file-transfer.ts'
import { LAB_CHUNK_BYTES, MemoryDisk } from '../../support/transfer-lab/memory-disk.ts'

/** Security, promise 3: byte-exact or absent. */
const MUTATIONS = process.env['HOMING_NIGHTLY'] === '1' ? 200_000 : 10_000

const { signal } = new AbortController()
const content = Uint8Array.from({ length: 3 * LAB_CHUNK_BYTES + 9 }, (_, at) => (at * 7) % 253)
const manifest = { kind: 'file', name: 'f', size: content.length, mtimeMs: 1, mode: 0o644 } as const
const wanted = { transferId: TRANSFER, manifest, folder: '/in' }

async function received(pair: ReturnType<typeof channelPair>, disk: MemoryDisk): Promise<Outcome> {
  await using sink = await disk.openSink(wanted)
  return await receiveOn(new FramedChannel(pair.b), { sink, manifest }, { signal })
}

/** Every byte that a sender says in a whole transfer. */
async function transcript(): Promise<Uint8Array> {
  const from = new MemoryDisk()
  from.put('/f', content)
  const identified = await from.identify('/f')
  assert.ok(identified.kind === 'file')
  const pair = channelPair()
  const said: Uint8Array[] = []
  pair.aStream.mangle = (piece) => {
    said.push(piece.slice())
    return piece
  }
  await using source = await from.openSource({ path: '/f', identity: identified.identity })
  const channel = new FramedChannel(pair.a)
  const ledger = from.ledger(TRANSFER)
  const holder = new SourceHolder({ source, ledger, hasher: sha256Hasher }, manifest)
  const [sent, arrived] = await Promise.all([
    send({ holder, channel, clock: systemClock }, { signal }),
    received(pair, new MemoryDisk()),
  ])
  assert.ok(sent.kind === 'verified' && arrived.kind === 'verified')
  return Buffer.concat(said)
}

type Mutation = Readonly<{
  flips: readonly [at: number, bits: number][]
  cut: number | null
  twice: [at: number, length: number] | null
}>
const mutation: fc.Arbitrary<Mutation> = fc.record({
  flips: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 3 }),
  cut: fc.option(fc.nat(), { freq: 6 }),
  twice: fc.option(fc.tuple(fc.nat(), fc.nat({ max: 1500 })), { freq: 6 }),
})

function mutated(said: Uint8Array, { flips, cut, twice }: Mutation): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(said)
  for (const [at, bits] of flips) {
    const place = at % bytes.length
    bytes[place] = (bytes[place] ?? 0) ^ bits
  }
  if (twice !== null) {
    const at = twice[0] % bytes.length
    const piece = bytes.subarray(at, at + twice[1])
    bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
  }
  return cut === null ? bytes : bytes.subarray(0, cut % bytes.length)
}

/** Another letter in the root that the sender says at the end: too rare among random changes to wait for. */
function otherRoots(said: Uint8Array): [Mutation][] {
  const root = Buffer.from(said).lastIndexOf('baf')
  const places = Array.from({ length: 40 }, (_, at) => root + 10 + at)
  return places.map((place) => [{ flips: [[place, 1]], cut: null, twice: null }])
}

function lastWordAt(said: Uint8Array): number {
  const DONE_HEADER_BYTES = 5
  return Buffer.from(said).lastIndexOf('baf') - DONE_HEADER_BYTES
}

/** What was asked for after it was asked for, and the last word after the receiver has nothing more to do. */
async function sayInTurn(
  { aStream }: ReturnType<typeof channelPair>,
  bytes: Uint8Array,
  lastWord: number,
): Promise<void> {
  for (const part of [
    bytes.subarray(0, 1),
    bytes.subarray(1, lastWord),
    bytes.subarray(lastWord),
  ]) {
    if (part.length > 0 && aStream.status === 'open') aStream.send(new Uint8ArrayList(part))
    for (let turn = 0; turn < QUIET_TURNS; turn++) await setImmediate()
  }
}
/** Of the event loop: in memory, all that follows from some bytes has happened by then. */
const QUIET_TURNS = 15

test(`of ${MUTATIONS} mutated transfers each ends byte-exact or absent`, async () => {
  const said = await transcript()
  const kinds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(mutation, async (change) => {
      const pair = channelPair()
      const disk = new MemoryDisk()
      const receiving = received(pair, disk)
      await sayInTurn(pair, mutated(said, change), lastWordAt(said))
      // Whatever the receiver waits for then, no more comes.
      await pair.aStream.close().catch(() => undefined)
      const outcome = await receiving
      kinds.add(outcome.kind === 'stopped' ? outcome.code : outcome.kind)
      const file = disk.files.get('/in/f')
      assert.equal(file !== undefined, outcome.kind === 'verified')
      if (file !== undefined) assert.deepEqual(Buffer.from(file), Buffer.from(content))
    }),
    { numRuns: MUTATIONS, examples: otherRoots(said) },
  )
  // Every way to go wrong was met, and so was the good one.
  for (const kind of ['verified', 'lost', 'bad-chunk', 'protocol', 'root-mismatch']) {
    assert.ok(kinds.has(kind), `${kind} never happened; ${[...kinds].join(', ')} did`)
  }
})
