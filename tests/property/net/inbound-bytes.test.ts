import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { InboundBytes } from '../../../src/net/inbound-bytes.ts'
import { MIN_BLOCK_PIECE_BYTES, READ_BLOCK_BYTES } from '../../../src/net/limits.ts'
import { lendOnce } from '../../support/scribbled-bytes.ts'

/** Sizes around where pieces are kept in blocks, and where they reach over the end of one. */
const size = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: MIN_BLOCK_PIECE_BYTES - 2, max: MIN_BLOCK_PIECE_BYTES + 2 }),
  fc.integer({ min: 60_000, max: READ_BLOCK_BYTES + 10 }),
)
const step = fc.record({
  deed: fc.constantFrom('push', 'push', 'push', 'take', 'skip', 'gather', 'give-up', 'clear'),
  size,
})

test('what is read is what was pushed, though every piece is written over after its delivery', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(step, { maxLength: 25 }), { minLength: 1, maxLength: 3 }),
      (all) => {
        // Several at once share their free blocks.
        const readers = all.map(() => ({
          inbound: new InboundBytes(),
          model: Buffer.alloc(0),
          next: 0,
        }))
        const longest = Math.max(...all.map((steps) => steps.length))
        for (let at = 0; at < longest; at++) {
          for (const [index, reader] of readers.entries()) {
            const one = all[index]?.[at]
            if (one !== undefined) act(reader, one)
          }
        }
        for (const { inbound, model } of readers) {
          assert.equal(inbound.length, model.length)
          assert.deepEqual(Buffer.from(inbound.take(model.length)), model)
        }
      },
    ),
    { numRuns: 150 },
  )
})

type Reader = { inbound: InboundBytes; model: Buffer; next: number }

function act(reader: Reader, { deed, size }: { deed: string; size: number }): void {
  const { inbound } = reader
  const count = Math.min(size, reader.model.length)
  switch (deed) {
    case 'push':
      return push(reader, size)
    case 'take':
      assert.deepEqual(Buffer.from(inbound.take(count)), reader.model.subarray(0, count))
      reader.model = reader.model.subarray(count)
      return
    case 'skip':
      inbound.skip(count)
      reader.model = reader.model.subarray(count)
      return
    case 'gather':
      return gather(reader, size)
    case 'give-up': {
      const target = new Uint8Array(reader.model.length + 10)
      inbound.gather(target)
      push(reader, 5)
      inbound.gathered()
      target.fill(0xdd)
      return
    }
    default:
      inbound.clear()
      reader.model = Buffer.alloc(0)
  }
}

/** A target that is filled by what is there and by what comes. */
function gather(reader: Reader, size: number): void {
  const target = new Uint8Array(size)
  reader.inbound.gather(target)
  push(reader, size)
  assert.equal(reader.inbound.length, reader.model.length)
  reader.inbound.gathered()
  assert.deepEqual(Buffer.from(target), reader.model.subarray(0, size))
  reader.model = reader.model.subarray(size)
}

function push(reader: Reader, size: number): void {
  const bytes = Uint8Array.from({ length: size }, () => (reader.next = (reader.next * 7 + 3) % 251))
  lendOnce(bytes, (lent) => reader.inbound.push(lent))
  reader.model = Buffer.concat([reader.model, bytes])
}
