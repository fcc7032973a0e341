import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choosePath, type PathFacts } from '../../../node/transfer/entity/choose-path.ts'

const AFTER_MS = 3000
const usual: PathFacts = {
  spoolOnly: false,
  isLinked: false,
  isDialable: true,
  isDirect: false,
  reach: 'online',
  isAccepted: true,
  hasSpool: true,
  waitedMs: 0,
}

const TABLE: readonly (readonly [
  string,
  Partial<PathFacts>,
  'direct' | 'spool' | 'both' | 'none',
])[] = [
  ['a link, and nothing moves yet', { isLinked: true }, 'direct'],
  ['chunks come straight', { isLinked: true, isDirect: true, waitedMs: 60_000 }, 'direct'],
  ['a link that gives nothing for a moment', { isLinked: true, waitedMs: AFTER_MS }, 'both'],
  ['no link yet', {}, 'none'],
  ['no link for a moment', { waitedMs: AFTER_MS }, 'spool'],
  ['no link yet, and none can come', { isDialable: false }, 'spool'],
  ['none can come, yet there is one', { isDialable: false, isLinked: true }, 'direct'],
  ['none can come, and no answer either', { isDialable: false, isAccepted: false }, 'none'],
  ['the friend is away', { reach: 'offline' }, 'spool'],
  ['the friend is away and has not answered', { reach: 'offline', isAccepted: false }, 'spool'],
  [
    'the friend is there and has not answered',
    { isLinked: true, isAccepted: false, waitedMs: 60_000 },
    'none',
  ],
  [
    'the friend is away by the home’s word, yet chunks come straight',
    { reach: 'offline', isLinked: true, isDirect: true },
    'direct',
  ],
  [
    'the home is away, so there is no spool',
    { hasSpool: false, reach: 'unknown', waitedMs: 60_000 },
    'none',
  ],
  [
    'the home is away, and there is a link',
    { hasSpool: false, reach: 'unknown', isLinked: true },
    'direct',
  ],
  ['the spool said no', { hasSpool: false, reach: 'offline' }, 'none'],
  ['spool only, with a link', { spoolOnly: true, isLinked: true }, 'spool'],
  ['spool only, not answered', { spoolOnly: true, isAccepted: false }, 'none'],
  [
    'spool only, the friend away',
    { spoolOnly: true, isAccepted: false, reach: 'offline' },
    'spool',
  ],
]

for (const [what, facts, expected] of TABLE) {
  test(`${what}: ${expected}`, () => {
    const { direct, spool } = choosePath({ ...usual, ...facts }, { afterMs: AFTER_MS })
    const chosen = direct && spool ? 'both' : direct ? 'direct' : spool ? 'spool' : 'none'
    assert.equal(chosen, expected)
  })
}
