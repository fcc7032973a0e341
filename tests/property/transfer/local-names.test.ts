import assert from 'node:assert/strict'
import { posix, win32 } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Listing, pathOf, TOP } from '../../../src/transfer/entity/listing.ts'
import { ListingBuilder } from '../../../src/transfer/entity/listing-builder.ts'
import {
  type LocalNames,
  localNameOf,
  localNames,
  localPathOf,
} from '../../../src/transfer/entity/local-names.ts'
import { collisionKey, safeName } from '../../../src/transfer/entity/safe-name.ts'
import { MAX_LOCAL_PATH_BYTES, MAX_NAME_NUMBER } from '../../../src/transfer/limits.ts'
import { hostileNames, hostileTrees } from '../../support/hostile-names.ts'
import { finished, listingOf } from '../../support/listings.ts'

/** Security, requirement 8 and promise 3: a million names, no escape. */
const NAMES = process.env['HOMING_NIGHTLY'] === '1' ? 1_000_000 : 100_000
const NAMES_PER_LISTING = 200

function check(listing: Listing, names: LocalNames): void {
  const taken = new Set<string>()
  for (let at = 0; at < listing.count; at++) {
    const parent = listing.parents[at] as number
    if (names.isRefused[at] === 1) continue
    assert.ok(parent === TOP || names.isRefused[parent] === 0, 'nothing below what is refused')
    const path = localPathOf(listing, names, at)
    const key = `${parent}:${collisionKey(localNameOf(listing, names, at))}`
    assert.ok(!taken.has(key), 'two of one name')
    taken.add(key)
    assert.ok(Buffer.byteLength(path) <= MAX_LOCAL_PATH_BYTES)
    for (const [system, root] of [
      [posix, '/in/box'],
      [win32, 'D:\\in\\box'],
    ] as const) {
      const whole = system.resolve(root, path)
      assert.ok(whole.startsWith(root + system.sep), `${path} leaves`)
      const depth = pathOf(listing, at).length
      assert.equal(
        whole.slice(root.length + 1).split(system.sep).length,
        depth,
        'as deep as it was',
      )
    }
  }
}

test(`of ${NAMES} hostile names in listings none escapes, and no two fall together`, () => {
  let seen = 0
  let safe = 0
  fc.assert(
    fc.property(hostileTrees(NAMES_PER_LISTING), (listing) => {
      const names = finished(localNames(listing))
      check(listing, names)
      seen += listing.count
      safe += listing.count - names.isRefused.reduce((sum, each) => sum + each, 0)
    }),
    { numRuns: Math.ceil((NAMES * 2.5) / NAMES_PER_LISTING) },
  )
  assert.ok(seen >= NAMES, `only ${seen} names were made`)
  assert.ok(safe > NAMES / 10, 'the names are not all refused')
})

test('a name alone is what safe-name makes of it', () => {
  fc.assert(
    fc.property(hostileNames, (name) => {
      const listing = single(name)
      if (listing === undefined) return
      const expected = safeName(name)
      const names = finished(localNames(listing))
      if (expected.kind === 'refused') assert.equal(names.refused.get(0), expected.why)
      else assert.equal(localNameOf(listing, names, 0), expected.name)
    }),
    { numRuns: 20_000 },
  )
})

function single(name: string): Listing | undefined {
  const builder = new ListingBuilder()
  try {
    builder.add({ depth: 0, name, kind: 'file', size: 0, mode: 0, mtimeMs: 0, target: '' })
  } catch {
    return undefined
  }
  return builder.done({ mode: 0, mtimeMs: 0 })
}

test('namesakes get numbers in the order of the listing, also where such a number is taken', () => {
  const listing = listingOf({ 'A.txt': 1, 'a (1).txt': 1, 'a.txt': 1, 'ａ.txt': 1 })
  const names = finished(localNames(listing))
  const given = [0, 1, 2, 3].map((at) => localNameOf(listing, names, at))
  assert.deepEqual(given, ['A.txt', 'a (1).txt', 'a (2).txt', 'ａ (3).txt'])
})

test('what tries to leave is refused alone, with all that is in it', () => {
  const listing = listingOf({ '..': { a: 1, b: { c: 1 } }, fine: { 'C:': 1, d: 1 }, 'x/y': 1 })
  const names = finished(localNames(listing))
  const refused = [...names.refused].map(([at, why]) => [pathOf(listing, at).join(' > '), why])
  assert.deepEqual(refused, [
    ['..', 'dots'],
    ['fine > C:', 'drive'],
    ['x/y', 'path'],
  ])
  assert.equal(
    names.isRefused.reduce((sum, each) => sum + each, 0),
    6,
  )
})

test('more namesakes than there are numbers are refused, in time that grows with their number only', () => {
  // 2^15 spellings of one name.
  const spellings = Array.from({ length: 2 ** 15 }, (_, at) =>
    Array.from({ length: 15 }, (_x, bit) => ((at >>> bit) & 1 ? 'B' : 'b')).join(''),
  )
  const listing = listingOf(Object.fromEntries(spellings.map((name) => [name, 1])))
  const names = finished(localNames(listing))
  assert.equal(names.refused.size, 2 ** 15 - MAX_NAME_NUMBER - 1)
  assert.ok([...names.refused.values()].every((why) => why === 'too-many-alike'))
})

test('a path that mapping makes too long is refused', () => {
  // Each of these bytes becomes three.
  const deep = (levels: number): Parameters<typeof listingOf>[0] =>
    levels === 0 ? { end: 1 } : { ['\x01'.repeat(80)]: deep(levels - 1) }
  const listing = listingOf(deep(11))
  const names = finished(localNames(listing))
  assert.deepEqual([...names.refused.values()], ['path-too-long'])
})
