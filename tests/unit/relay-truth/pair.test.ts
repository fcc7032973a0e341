import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  looksDifferent,
  type Pair,
  type PairAction,
  type Side,
  STRANGER,
  step,
  visibleState,
} from '../../../relay/friends/entity/pair.ts'

const NOBODY: Pair = { mine: STRANGER, theirs: STRANGER }
const KINDS = ['request', 'accept', 'decline', 'cancel', 'remove', 'block', 'unblock'] as const

type Deed = Readonly<{ byMe: boolean; action: PairAction }>

const deed: fc.Arbitrary<Deed> = fc.record({
  byMe: fc.boolean(),
  action: fc
    .record({ kind: fc.constantFrom(...KINDS), note: fc.constantFrom('', 'hi') })
    .map((action) => action as PairAction),
})

function swapped(pair: Pair): Pair {
  return { mine: pair.theirs, theirs: pair.mine }
}

function after(pair: Pair, { byMe, action }: Deed): Pair {
  const seen = byMe ? pair : swapped(pair)
  const next = step(seen, action, 1)
  if (next.kind !== 'changed') return pair
  return byMe ? next.pair : swapped(next.pair)
}

const reachable = fc.array(deed, { maxLength: 12 }).map((deeds) => deeds.reduce(after, NOBODY))

function seen(pair: Pair): string {
  return `${visibleState(pair.mine)} ${visibleState(pair.theirs)}`
}

test('whatever two people do, both sides fit together', () => {
  fc.assert(
    fc.property(reachable, (pair) => {
      for (const { mine, theirs } of [pair, swapped(pair)]) {
        assert.equal(mine.state === 'requested', theirs.state === 'asked')
        assert.equal(mine.state === 'friend', theirs.state === 'friend')
        if (mine.blocked) assert.ok(mine.state === 'none' || mine.state === 'asked')
      }
    }),
    { numRuns: 2000 },
  )
})

test('doing the same again changes nothing', () => {
  fc.assert(
    fc.property(reachable, deed, (pair, again) => {
      const once = after(pair, again)
      assert.deepEqual(after(once, again), once)
    }),
    { numRuns: 2000 },
  )
})

test('who is blocked sees what one sees who was removed or is not answered', () => {
  fc.assert(
    fc.property(reachable, (pair) => {
      const blocked = after(pair, { byMe: true, action: { kind: 'block' } })
      const quiet = new Set<Side['state']>(['none', 'requested'])
      assert.ok(pair.theirs.blocked || quiet.has(visibleState(blocked.theirs) as Side['state']))
      const asked = after(blocked, { byMe: false, action: { kind: 'request', note: 'why?' } })
      assert.equal(visibleState(asked.mine), 'blocked')
      assert.equal(visibleState(asked.theirs), 'requested')
      assert.equal(looksDifferent(blocked.mine, asked.mine), false, 'the blocker is not told')
    }),
    { numRuns: 2000 },
  )
})

const table: readonly [
  string,
  readonly [who: 'me' | 'them', kind: (typeof KINDS)[number]][],
  string,
][] = [
  ['a request', [['me', 'request']], 'requested asked'],
  [
    'an accepted request',
    [
      ['me', 'request'],
      ['them', 'accept'],
    ],
    'friend friend',
  ],
  [
    'requests that cross',
    [
      ['me', 'request'],
      ['them', 'request'],
    ],
    'friend friend',
  ],
  [
    'one cannot accept one’s own request',
    [
      ['me', 'request'],
      ['me', 'accept'],
    ],
    'requested asked',
  ],
  [
    'a declined request',
    [
      ['me', 'request'],
      ['them', 'decline'],
    ],
    'none none',
  ],
  [
    'a cancelled request',
    [
      ['me', 'request'],
      ['me', 'cancel'],
    ],
    'none none',
  ],
  [
    'a removed friend',
    [
      ['me', 'request'],
      ['them', 'accept'],
      ['me', 'remove'],
    ],
    'none none',
  ],
  [
    'a blocked friend',
    [
      ['me', 'request'],
      ['them', 'accept'],
      ['me', 'block'],
    ],
    'blocked none',
  ],
  [
    'a blocked asker still waits',
    [
      ['them', 'request'],
      ['me', 'block'],
    ],
    'blocked requested',
  ],
  [
    'a block takes back one’s own request',
    [
      ['me', 'request'],
      ['me', 'block'],
    ],
    'blocked none',
  ],
  [
    'an unblocked asker is seen',
    [
      ['them', 'request'],
      ['me', 'block'],
      ['me', 'unblock'],
    ],
    'asked requested',
  ],
  [
    'asking lifts one’s own block',
    [
      ['me', 'block'],
      ['me', 'request'],
    ],
    'requested asked',
  ],
  [
    'asking the blocked asker accepts',
    [
      ['them', 'request'],
      ['me', 'block'],
      ['me', 'request'],
    ],
    'friend friend',
  ],
  [
    'both block',
    [
      ['me', 'block'],
      ['them', 'block'],
    ],
    'blocked blocked',
  ],
  [
    'the blocked asker blocks too',
    [
      ['them', 'request'],
      ['me', 'block'],
      ['them', 'block'],
    ],
    'blocked blocked',
  ],
]
for (const [name, deeds, expected] of table) {
  test(`${name}: ${expected}`, () => {
    const pair = deeds.reduce(
      (now, [who, kind]) =>
        after(now, { byMe: who === 'me', action: { kind, note: '' } as PairAction }),
      NOBODY,
    )
    assert.equal(seen(pair), expected)
  })
}
