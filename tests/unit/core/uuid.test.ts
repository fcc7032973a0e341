import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseMessageId } from '../../../src/core/ids.ts'
import { isUuid, mintUuid } from '../../../src/core/uuid.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

test('the example of RFC 9562, appendix A.6, is minted from its time and random bits', () => {
  const clock = new TurnedClock(0x017f22e279b0)
  const bytes = Uint8Array.fromHex('0000000000000cc318c4dc0c0c07398f')
  const id = mintUuid({ clock, random: { bytes: () => bytes, fraction: () => 0 } })
  assert.equal(id, '017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('whatever the time and the bits, an id has version 7, and parses', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 48 - 1 }), fc.nat(), (wallMs, seed) => {
      const id = mintUuid({ clock: new TurnedClock(wallMs), random: seededRandom(seed) })
      assert.ok(isUuid(id))
      assert.equal(id[14], '7')
      assert.equal(parseMessageId(id), id)
    }),
  )
})

test('a later id sorts after an earlier one', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2 ** 47 }),
      fc.integer({ min: 1, max: 2 ** 30 }),
      (wallMs, laterMs) => {
        const random = seededRandom(wallMs % 1000)
        const first = mintUuid({ clock: new TurnedClock(wallMs), random })
        const second = mintUuid({ clock: new TurnedClock(wallMs + laterMs), random })
        assert.ok(first < second)
      },
    ),
  )
})

test('a clock before 1970 still mints', () => {
  const id = mintUuid({ clock: new TurnedClock(-5), random: seededRandom(1) })
  assert.ok(id.startsWith('00000000-0000-7'))
})

test('10,000 ids of the real clock and randomness are all different', () => {
  const deps = { clock: systemClock, random: systemRandom }
  const ids = new Set(Array.from({ length: 10_000 }, () => mintUuid(deps)))
  assert.equal(ids.size, 10_000)
})

test('what is nearly a UUID is none', () => {
  const right = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'
  assert.ok(isUuid(right))
  const wrong = [
    right.toUpperCase(),
    right.replaceAll('-', ''),
    `${right}0`,
    `${right}\n`,
    ` ${right}`,
    right.replace('98c4', 'c8c4'),
    '',
  ]
  for (const text of wrong) assert.equal(isUuid(text), false, JSON.stringify(text))
})
