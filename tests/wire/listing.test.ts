import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { entryOf, type Listing } from '../../src/transfer/entity/listing.ts'
import { ListingBuilder } from '../../src/transfer/entity/listing-builder.ts'
import {
  MAX_FOLDER_ENTRIES,
  MAX_LINK_TARGET_BYTES,
  MAX_LISTING_BYTES,
  MAX_LISTING_RECORD_BYTES,
  MAX_NAME_BYTES,
  MAX_PATH_DEPTH,
} from '../../src/transfer/limits.ts'
import { decodeListing, encodeListing } from '../../src/wire/listing-codec.ts'
import { homing } from '../../src/wire/protobuf.ts'
import { WireError } from '../../src/wire/wire-error.ts'
import { finished, listingOf } from '../support/listings.ts'
import { golden } from './golden.ts'

const LISTINGS = process.env['HOMING_NIGHTLY'] === '1' ? 1_000_000 : 20_000
const all = { maxEntries: MAX_FOLDER_ENTRIES }

const SAMPLES: Readonly<Record<string, Listing>> = {
  empty: listingOf({}),
  folder: listingOf({
    'a photo.jpg': 4_000_000,
    empty: {},
    letters: { 'été.txt': 2 ** 40 + 5, nothing: 0, '🦊': { deep: 1 } },
    link: { link: '../letters/été.txt' },
    zeros: 1024 * 1024,
  }),
}

const encode = (listing: Listing) => finished(encodeListing(listing))
const decode = (bytes: Uint8Array, settings = all) => finished(decodeListing(bytes, settings))
const entriesOf = (listing: Listing) => ({
  top: listing.top,
  entries: Array.from({ length: listing.count }, (_, at) => entryOf(listing, at)),
  parents: [...listing.parents],
  ends: [...listing.ends],
})

const made = new Map(Object.entries(SAMPLES).map(([name, each]) => [name, encode(each)] as const))
const kept = golden('listing', made)

test('every listing is written as its golden bytes say, and they decode to what was written', () => {
  for (const [name, listing] of Object.entries(SAMPLES)) {
    assert.equal(made.get(name)?.toHex(), kept[name], name)
    assert.deepEqual(entriesOf(decode(Uint8Array.fromHex(kept[name] ?? ''))), entriesOf(listing))
  }
})

const record = (message: Uint8Array): Uint8Array => {
  const length = message.length
  return Uint8Array.of(
    ...(length < 128 ? [length] : [(length % 128) + 128, length >>> 7]),
    ...message,
  )
}
const TOP = record(homing.ListingTop.encode({ version: 1, mode: 0o755, mtimeMs: 1 }).finish())
/** Also what no sender would write. */
const listed = (...entries: readonly object[]): Uint8Array =>
  Buffer.concat([
    TOP,
    ...entries.map((each) => record(homing.ListingEntry.encode(each as never).finish())),
  ])
const folder = (depth: number, name: string) => ({ depth, name, kind: 1 })

for (const [what, bytes] of [
  ['nothing', new Uint8Array()],
  ['another version', record(homing.ListingTop.encode({ version: 2 }).finish())],
  ['an entry without a name', listed({ name: '' })],
  ['a name over the limit', listed({ name: 'x'.repeat(MAX_NAME_BYTES + 1) })],
  ['a name over the limit in bytes only', listed({ name: 'é'.repeat(MAX_NAME_BYTES / 2 + 1) })],
  ['names that do not ascend', listed({ name: 'b' }, { name: 'a' })],
  ['a name twice', listed({ name: 'a' }, { name: 'a' })],
  [
    'a name twice with a folder between',
    listed({ name: 'a' }, folder(0, 'b'), { depth: 1, name: 'x' }, { name: 'a' }),
  ],
  ['an entry below a file', listed({ name: 'a' }, { name: 'b', depth: 1 })],
  ['an entry two levels below', listed(folder(0, 'a'), { name: 'b', depth: 2 })],
  [
    'a path over the limit',
    listed(...Array.from({ length: 5 }, (_, depth) => folder(depth, 'x'.repeat(210)))),
  ],
  [
    'a path too deep',
    listed(...Array.from({ length: MAX_PATH_DEPTH + 1 }, (_, depth) => folder(depth, 'x'))),
  ],
  ['a folder with a size', listed({ ...folder(0, 'a'), size: 1 })],
  ['a file with a target', listed({ name: 'a', target: 'b' })],
  ['a link without a target', listed({ name: 'a', kind: 2 })],
  [
    'a target over the limit',
    listed({ name: 'a', kind: 2, target: 'x'.repeat(MAX_LINK_TARGET_BYTES + 1) }),
  ],
  ['a mode with setuid', listed({ name: 'a', mode: 0o4755 })],
  ['a size beyond 2^53', listed({ name: 'a', size: 2 ** 60 })],
  [
    'sizes that are together beyond 2^53',
    listed({ name: 'a', size: 2 ** 53 - 1 }, { name: 'b', size: 1 }),
  ],
  ['an unknown kind', listed({ name: 'a', kind: 3 })],
  ['a record cut short', listed({ name: 'abc' }).subarray(0, -1)],
  [
    'a record over the limit',
    Buffer.concat([TOP, record(new Uint8Array(MAX_LISTING_RECORD_BYTES + 1))]),
  ],
  ['more than 64 MiB', new Uint8Array(MAX_LISTING_BYTES + 1)],
] as const) {
  test(`a listing with ${what} is refused`, () => {
    assert.throws(() => decode(bytes), WireError)
  })
}

test('what is at a limit is read', () => {
  const names = [254, 255].map((length) => 'x'.repeat(length))
  assert.equal(decode(listed(...names.map((name) => ({ name })))).count, 2)
  const deep = Array.from({ length: MAX_PATH_DEPTH }, (_, depth) => folder(depth, 'x'))
  assert.equal(decode(listed(...deep)).count, MAX_PATH_DEPTH)
  assert.equal(
    decode(listed({ name: 'l', kind: 2, target: 't'.repeat(MAX_LINK_TARGET_BYTES) })).count,
    1,
  )
})

test('more entries than were offered are refused, and no listing has more than a million', () => {
  const two = listed({ name: 'a' }, { name: 'b' })
  assert.equal(decode(two, { maxEntries: 2 }).count, 2)
  assert.throws(() => decode(two, { maxEntries: 1 }), WireError)
  const builder = new ListingBuilder({ maxEntries: 2 ** 31 })
  const entry = { depth: 0, kind: 'file', size: 0, mode: 0, mtimeMs: 0, target: '' } as const
  const add = (at: number) => builder.add({ ...entry, name: String(at).padStart(7, '0') })
  for (let at = 0; at < MAX_FOLDER_ENTRIES; at++) add(at)
  assert.throws(() => add(MAX_FOLDER_ENTRIES), /more entries/)
})

const mangled = fc
  .tuple(
    fc.constantFrom(...made.values()),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }),
    fc.nat(),
  )
  .map(([bytes, changes, cut]) => {
    const copy = Uint8Array.from(bytes)
    for (const [at, byte] of changes) copy[at % copy.length] = byte
    return copy.subarray(0, cut % 3 === 0 ? cut % (copy.length + 1) : copy.length)
  })

test(`of ${LISTINGS} arbitrary and mangled listings each gives a listing or a WireError, nothing else`, () => {
  let good = 0
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 128 }), mangled), (bytes) => {
      try {
        const listing = decode(bytes)
        good++
        assert.deepEqual(entriesOf(decode(encode(listing))), entriesOf(listing))
      } catch (err) {
        assert.ok(err instanceof WireError, String(err))
      }
    }),
    { numRuns: LISTINGS },
  )
  assert.ok(good > 0)
})
