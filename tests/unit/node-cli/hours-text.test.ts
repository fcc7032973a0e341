import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byteRate } from '../../../node/cli/arguments.ts'
import { CliError } from '../../../node/cli/cli-error.ts'
import { hoursText, parseHours } from '../../../node/cli/hours-text.ts'

const isUsage = (err: unknown) => err instanceof CliError && err.exit === 'usage'

test('hours are read as people write them, and told back the same in every case', () => {
  const CASES = [
    ['22:00-07:00', '22:00-07:00'],
    ['22-7', '22:00-07:00'],
    ['8:30 - 17', '08:30-17:00'],
    ['18-24', '18:00-00:00'],
    ['mon-fri 8-18', 'mon-fri 08:00-18:00'],
    ['sat,sun 00:00-10:30', 'sat,sun 00:00-10:30'],
    ['Fri-Mon 22-7', 'mon,fri,sat,sun 22:00-07:00'],
    ['tue 1-2', 'tue 01:00-02:00'],
    ['mon-wed,fri 1-2', 'mon,tue,wed,fri 01:00-02:00'],
  ] as const
  for (const [given, told] of CASES) {
    assert.equal(hoursText(parseHours(given, '--hours')), told, given)
    assert.equal(hoursText(parseHours(told, '--hours')), told)
  }
})

test('what is no range of hours is refused with an example', () => {
  const WRONG = [
    '',
    '22',
    '25-7',
    '22:60-7',
    '24:30-7',
    '22-7 mon',
    'someday 8-9',
    'mon-tue-wed 8-9',
    '-',
    '8-9-10',
  ]
  for (const text of WRONG) assert.throws(() => parseHours(text, '--hours'), isUsage, text)
})

test('rates are bytes or bits a second, and never something between', () => {
  const CASES = [
    ['500kB/s', 500_000],
    ['2MB/s', 2_000_000],
    ['2 MB', 2_000_000],
    ['1.5MiB/s', 1_572_864],
    ['16Mbit/s', 2_000_000],
    ['100 kbit', 12_500],
    ['1gbit/s', 125_000_000],
    ['20000', 20_000],
    ['unlimited', 'unlimited'],
  ] as const
  for (const [text, rate] of CASES) assert.equal(byteRate(text, '--up'), rate, text)
  for (const text of [
    '2Mb/s',
    '2mb/s',
    '500kb',
    '0',
    '9kB/s',
    '2TB/s',
    'fast',
    '',
    '-1MB/s',
    '1MB/h',
  ]) {
    assert.throws(() => byteRate(text, '--up'), isUsage, text)
  }
})
