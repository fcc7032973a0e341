import { type Entry, entryOf, KINDS, type Listing } from '../transfer/entity/listing.ts'
import { ListingBuilder, ListingError } from '../transfer/entity/listing-builder.ts'
import { MAX_LISTING_BYTES, MAX_LISTING_RECORD_BYTES } from '../transfer/limits.ts'
import { parse } from './decode.ts'
import { homing } from './protobuf.ts'
import { WireError } from './wire-error.ts'

/**
 * Bytes <-> Listing. Both go in steps, because a million entries take seconds: whoever runs them decides what else happens
 * meanwhile.
 */
const VERSION = 1
const { FILE, FOLDER, LINK } = homing.ListingEntry.Kind
const WIRE_KINDS = { file: FILE, folder: FOLDER, link: LINK } as const
const ENTRIES_PER_STEP = 1024

/** @throws WireError for a listing over MAX_LISTING_BYTES. */
export function* encodeListing(listing: Listing): Generator<void, Uint8Array> {
  const out = new GrowingBytes()
  out.add(homing.ListingTop.encode({ version: VERSION, ...listing.top }).finish())
  for (let at = 0; at < listing.count; at++) {
    out.add(homing.ListingEntry.encode(written(entryOf(listing, at))).finish())
    if (at % ENTRIES_PER_STEP === 0) yield
  }
  return out.bytes()
}

/** Arbitrary bytes give a listing of at most `maxEntries` or a WireError, nothing else. */
export function* decodeListing(
  bytes: Uint8Array,
  settings: Readonly<{ maxEntries: number }>,
): Generator<void, Listing> {
  if (bytes.length > MAX_LISTING_BYTES) throw new WireError('MALFORMED', 'a listing too long')
  const records = recordsOf(bytes)
  const first = records.next().value
  if (first === undefined) throw new WireError('MALFORMED', 'a listing of nothing')
  const { version, mode, mtimeMs } = parse(homing.ListingTop, first) as homing.ListingTop
  if (version !== VERSION) throw new WireError('MALFORMED', 'a listing of another version')
  return yield* asWireErrors(entries(records, settings, { mode, mtimeMs }))
}

function* entries(
  records: Iterable<Uint8Array>,
  settings: Readonly<{ maxEntries: number }>,
  top: Listing['top'],
): Generator<void, Listing> {
  const builder = new ListingBuilder(settings)
  let count = 0
  for (const record of records) {
    builder.add(read(parse(homing.ListingEntry, record) as homing.ListingEntry))
    if (count++ % ENTRIES_PER_STEP === 0) yield
  }
  return builder.done(top)
}

function* asWireErrors<T>(steps: Generator<void, T>): Generator<void, T> {
  try {
    return yield* steps
  } catch (cause) {
    if (!(cause instanceof ListingError)) throw cause
    throw new WireError('MALFORMED', cause.message, { cause })
  }
}

/** Without what is as by default, which a reader supplies. */
function written(entry: Entry): homing.IListingEntry {
  return {
    ...(entry.depth > 0 && { depth: entry.depth }),
    name: entry.name,
    ...(entry.kind !== 'file' && { kind: WIRE_KINDS[entry.kind] }),
    ...(entry.size > 0 && { size: entry.size }),
    mode: entry.mode,
    mtimeMs: entry.mtimeMs,
    ...(entry.target !== '' && { target: entry.target }),
  }
}

function read(raw: homing.ListingEntry): Entry {
  const kind = KINDS[raw.kind]
  if (kind === undefined) throw new ListingError('an entry of no known kind')
  const { depth, name, size, mode, mtimeMs, target } = raw
  return { depth, name, kind, size, mode, mtimeMs, target }
}

/** Views of the records. A length is looked at before what it promises. */
function* recordsOf(bytes: Uint8Array): Generator<Uint8Array, undefined> {
  for (let at = 0; at < bytes.length; ) {
    const low = bytes[at] as number
    const high = low >= 0x80 ? bytes[at + 1] : 0
    if (high === undefined || high >= 0x80) throw new WireError('MALFORMED', 'no length')
    const start = at + (low >= 0x80 ? 2 : 1)
    const length = (low % 0x80) + high * 0x80
    const end = start + length
    if (length === 0 || length > MAX_LISTING_RECORD_BYTES || end > bytes.length) {
      throw new WireError('MALFORMED', 'a record that is too long, or cut short')
    }
    yield bytes.subarray(start, end)
    at = end
  }
  return undefined
}

/** Records with their lengths, in a buffer that doubles. */
class GrowingBytes {
  #bytes = new Uint8Array(4096)
  #length = 0

  add(record: Uint8Array): void {
    const needed = this.#length + 2 + record.length
    if (needed > MAX_LISTING_BYTES) throw new WireError('MALFORMED', 'a listing too long')
    if (needed > this.#bytes.length) this.#grow(needed)
    if (record.length < 0x80) this.#bytes[this.#length++] = record.length
    else {
      this.#bytes[this.#length++] = (record.length % 0x80) + 0x80
      this.#bytes[this.#length++] = record.length >>> 7
    }
    this.#bytes.set(record, this.#length)
    this.#length += record.length
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.#bytes.buffer.transfer(this.#length))
  }

  #grow(needed: number): void {
    // The smaller one is given back at once, and not left to the collector.
    this.#bytes = new Uint8Array(
      this.#bytes.buffer.transfer(Math.max(needed, this.#bytes.length * 2)),
    )
  }
}
