import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import {
  type Hours,
  hours as hoursShape,
  limitView,
} from '../../../node/control/entity/queue-nouns.ts'
import { localTime } from '../../../node/data/local-time.ts'
import { rateAt, withLimit, withoutLimit } from '../../../node/transfer/entity/bandwidth.ts'
import { isSameHours, isWithin, type LocalMoment } from '../../../node/transfer/entity/hours.ts'
import { parseAccountName } from '../../../src/core/ids.ts'

const hours = (from: string, until: string, days: readonly string[] = []): Hours =>
  hoursShape.check({ from, until, days }, 'hours')
const at = (day: LocalMoment['day'], time: string): LocalMoment => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return { day, minute: hour * 60 + minute }
}

describe('hours', () => {
  const CASES: readonly (readonly [Hours, LocalMoment, boolean])[] = [
    [hours('08:00', '18:00'), at('mon', '07:59'), false],
    [hours('08:00', '18:00'), at('mon', '08:00'), true],
    [hours('08:00', '18:00'), at('sun', '17:59'), true],
    [hours('08:00', '18:00'), at('mon', '18:00'), false],
    [hours('22:00', '07:00'), at('mon', '21:59'), false],
    [hours('22:00', '07:00'), at('mon', '22:00'), true],
    [hours('22:00', '07:00'), at('tue', '06:59'), true],
    [hours('22:00', '07:00'), at('tue', '07:00'), false],
    [hours('22:00', '07:00', ['fri']), at('fri', '23:00'), true],
    [hours('22:00', '07:00', ['fri']), at('sat', '06:00'), true],
    [hours('22:00', '07:00', ['fri']), at('fri', '06:00'), false],
    [hours('22:00', '07:00', ['sun']), at('mon', '06:00'), true],
    [hours('08:00', '18:00', ['sat', 'sun']), at('fri', '12:00'), false],
    [hours('18:00', '00:00'), at('mon', '23:59'), true],
    [hours('18:00', '00:00', ['mon']), at('tue', '00:00'), false],
    [hours('00:00', '00:00', ['mon']), at('mon', '00:00'), true],
    [hours('00:00', '00:00', ['mon']), at('tue', '00:00'), false],
    [hours('09:00', '09:00', ['mon']), at('tue', '08:59'), true],
  ]
  for (const [range, moment, expected] of CASES) {
    const { from, until, days } = range
    const time = `${Math.floor(moment.minute / 60)}:${moment.minute % 60}`
    test(`${days.join()} ${from}-${until} ${expected ? 'holds' : 'does not hold'} on ${moment.day} ${time}`, () =>
      assert.equal(isWithin(range, moment), expected))
  }

  test('all days are every day, in any order', () => {
    const all = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
    assert.ok(isSameHours(hours('01:00', '02:00', all), hours('01:00', '02:00')))
    assert.ok(!isSameHours(hours('01:00', '02:00', ['mon']), hours('01:00', '02:00')))
    assert.ok(!isSameHours(hours('01:00', '02:00'), undefined))
  })
})

describe('the clock on the wall', () => {
  const zone = process.env['TZ']
  after(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })

  test('is turned twice a year, and quiet hours end by it all the same', () => {
    process.env['TZ'] = 'Europe/Berlin'
    const quiet = hours('01:00', '03:30')
    const minutes = (fromMs: number) => {
      const all = Array.from({ length: 24 * 60 }, (_, minute) => fromMs + minute * 60_000)
      return all.filter((ms) => isWithin(quiet, localTime(ms))).length
    }
    // An hour is left out in March, and comes twice in October.
    assert.equal(minutes(Date.UTC(2026, 2, 28, 23)), 90)
    assert.equal(minutes(Date.UTC(2026, 9, 24, 22)), 210)
    assert.equal(minutes(Date.UTC(2026, 5, 1, 22)), 150)
  })

  test('names the day that it is here', () => {
    process.env['TZ'] = 'Asia/Tokyo'
    assert.deepEqual(localTime(Date.UTC(2026, 10, 29, 15, 30)), { day: 'mon', minute: 30 })
    process.env['TZ'] = 'UTC'
    assert.deepEqual(localTime(Date.UTC(2026, 10, 29, 15, 30)), { day: 'sun', minute: 930 })
  })
})

describe('the limits', () => {
  const BOB = parseAccountName('bob')
  const night = hours('22:00', '07:00')
  const limits = [
    { up: 100_000, down: 200_000 },
    { up: 'unlimited', hours: night },
    { friend: BOB, up: 50_000 },
  ].map((limit) => limitView.check(limit, 'limit'))
  const rate = (direction: 'up' | 'down', moment: LocalMoment, friend?: typeof BOB) =>
    rateAt(limits, { friend, direction }, moment)

  test('by hours come before those without, one direction at a time', () => {
    assert.equal(rate('up', at('mon', '12:00')), 100_000)
    assert.equal(rate('up', at('mon', '23:00')), undefined)
    assert.equal(rate('down', at('mon', '23:00')), 200_000)
  })

  test('of a friend say nothing about others, and nothing that was not said', () => {
    assert.equal(rate('up', at('mon', '12:00'), BOB), 50_000)
    assert.equal(rate('down', at('mon', '12:00'), BOB), undefined)
    assert.equal(rate('up', at('mon', '12:00'), parseAccountName('carol')), undefined)
  })

  test('are set one direction at a time, and cleared by what they are for', () => {
    const key = { friend: BOB, hours: undefined }
    const more = withLimit(limits, { ...key, up: undefined, down: 70_000 })
    assert.equal(more.length, 3)
    assert.deepEqual(more.at(-1), { ...key, up: 50_000, down: 70_000 })
    assert.deepEqual(withoutLimit(more, key), limits.slice(0, 2))
    assert.deepEqual(withoutLimit(limits, { friend: undefined, hours: night }), [
      limits[0],
      limits[2],
    ])
  })

  test('below the lowest and above the highest are no limits', () => {
    for (const up of [0, 9_999, 1e12 + 1, 10_000.5, 'fast', -1]) {
      assert.throws(() => limitView.check({ up }, 'limit'), /bytes a second/)
    }
    for (const up of [10_000, 1e12, 'unlimited']) assert.ok(limitView.check({ up }, 'limit'))
  })
})
