import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  branded,
  bytes,
  choice,
  count,
  defaulted,
  encodeCase,
  flag,
  list,
  oneCase,
  optional,
  record,
  type Shape,
  ShapeError,
  strictRecord,
  text,
} from '../../../src/core/shape.ts'

const person = record({ name: text({ max: 5 }), age: count({ max: 150 }) })

function refusal(shape: Shape<unknown>, value: unknown): ShapeError {
  try {
    shape.check(value, '')
  } catch (err) {
    assert.ok(err instanceof ShapeError, `a ShapeError, not ${String(err)}`)
    return err
  }
  return assert.fail('was accepted')
}

test('an error names the place and what is allowed there', () => {
  const people = record({ people: list(person, { max: 3 }) })
  const err = refusal(people, {
    people: [
      { name: 'ann', age: 1 },
      { name: 'bob', age: -1 },
    ],
  })
  assert.equal(err.path, 'people[1].age')
  assert.equal(err.message, 'people[1].age: must be a whole number from 0 to 150')
})

test('an error about the value itself does not begin with a colon', () => {
  assert.equal(refusal(flag, 1).message, 'value: must be true or false')
})

test('text is bounded at both ends, and by its pattern', () => {
  const shape = text({ min: 2, max: 3, pattern: /^a/ })
  assert.equal(shape.check('ab', ''), 'ab')
  assert.equal(shape.check('abc', ''), 'abc')
  for (const wrong of ['a', 'abcd', 'xb', 5, undefined, ['ab']]) refusal(shape, wrong)
})

test('half a surrogate pair is not text', () => {
  refusal(text({ max: 10 }), 'a\ud800')
})

test('bytes that are a view of something larger are copied', () => {
  const frame = new Uint8Array(1000).fill(7)
  const checked = bytes({ max: 10 }).check(frame.subarray(5, 10), '')
  assert.deepEqual([...checked], [7, 7, 7, 7, 7])
  assert.equal(checked.buffer.byteLength, 5)
  frame.fill(9)
  assert.deepEqual([...checked], [7, 7, 7, 7, 7])
})

test('bytes are bounded at both ends', () => {
  const shape = bytes({ min: 2, max: 3 })
  for (const length of [2, 3]) assert.equal(shape.check(new Uint8Array(length), '').length, length)
  for (const length of [1, 4]) refusal(shape, new Uint8Array(length))
  refusal(shape, [1, 2])
  assert.equal(bytes({ min: 32, max: 32 }).allowed, 'exactly 32 bytes')
})

test('a count is a safe whole number within its limits', () => {
  const shape = count({ min: 1, max: 10 })
  for (const right of [1, 10]) assert.equal(shape.check(right, ''), right)
  for (const wrong of [0, 11, 1.5, Number.NaN, '5', 5n, null]) refusal(shape, wrong)
  refusal(count(), 2 ** 53)
  assert.equal(count().check(2 ** 53 - 1, ''), 2 ** 53 - 1)
})

test('a choice is one of the words', () => {
  assert.equal(choice('on', 'off').check('on', ''), 'on')
  assert.equal(refusal(choice('on', 'off'), 'toString').allowed, 'one of on, off')
})

test('a list has a limit', () => {
  assert.deepEqual(list(flag, { max: 2 }).check([true, false], ''), [true, false])
  refusal(list(flag, { max: 2 }), [true, true, true])
  refusal(list(flag, { max: 2 }), { length: 1, 0: true })
})

test('optional and defaulted take absence, not nonsense', () => {
  for (const absent of [undefined, null]) {
    assert.equal(optional(flag).check(absent, ''), undefined)
    assert.equal(defaulted(flag, true).check(absent, ''), true)
  }
  assert.equal(defaulted(flag, true).check(false, ''), false)
  refusal(optional(flag), 'yes')
  refusal(defaulted(flag, true), 0)
})

test('a record drops what it does not know, a strict one names it', () => {
  const value = { name: 'ann', age: 3, agee: 4 }
  assert.deepEqual(person.check(value, ''), { name: 'ann', age: 3 })
  const strict = strictRecord({ name: text({ max: 5 }), age: count() })
  assert.equal(refusal(strict, value).message, 'agee: must be absent; known here: name, age')
})

test('a record is not a list, not null and not text', () => {
  for (const wrong of [[], null, undefined, 'x', 5]) refusal(person, wrong)
})

test('a brand keeps the reason for its refusal as the cause', () => {
  const cause = new Error('odd')
  const even = branded('an even word', (word) => {
    if (word.length % 2 === 1) throw cause
    return word
  })
  assert.equal(even.check('ab', ''), 'ab')
  assert.equal(refusal(even, 'abc').cause, cause)
  refusal(even, 2)
})

test('exactly one case is set', () => {
  const shape = oneCase({ a: flag, b: count() })
  assert.deepEqual(shape.check({ b: 2, a: null }, ''), { kind: 'b', value: 2 })
  for (const wrong of [{}, { a: true, b: 1 }, { c: 1 }, null]) refusal(shape, wrong)
  assert.equal(refusal(shape, { b: -1 }).path, 'b')
})

test('a case that is inherited is not set: decoded messages keep defaults in their prototype', () => {
  const shape = oneCase({ a: flag, b: count() })
  const message = Object.assign(Object.create({ a: true, b: 0 }) as object, { b: 5 })
  assert.deepEqual(shape.check(message, ''), { kind: 'b', value: 5 })
})

test('a case encodes to what it was checked from', () => {
  const shape = oneCase({ a: flag, b: count() })
  assert.deepEqual(shape.check(encodeCase({ kind: 'b', value: 7 }), ''), { kind: 'b', value: 7 })
})

test('any value is checked or refused with a ShapeError, and what was checked is checked again', () => {
  const shape = record({
    id: text({ max: 8 }),
    flags: list(flag, { max: 4 }),
    body: optional(bytes({ max: 16 })),
    what: defaulted(oneCase({ size: count(), name: text({ max: 8 }) }), { kind: 'size', value: 0 }),
  })
  const near = fc.record(
    {
      id: fc.oneof(fc.string(), fc.anything()),
      flags: fc.oneof(fc.array(fc.boolean()), fc.anything()),
      body: fc.oneof(fc.uint8Array(), fc.anything()),
      what: fc.oneof(fc.record({ size: fc.nat() }), fc.anything()),
    },
    { requiredKeys: [] },
  )
  let accepted = 0
  fc.assert(
    fc.property(fc.oneof(near, fc.anything()), (value) => {
      try {
        const { what, ...rest } = shape.check(value, '')
        accepted += 1
        assert.deepEqual(shape.check({ ...rest, what: encodeCase(what) }, ''), { ...rest, what })
      } catch (err) {
        assert.ok(err instanceof ShapeError, String(err))
      }
    }),
    { numRuns: 1000 },
  )
  assert.ok(accepted > 0, 'some were accepted')
})
