import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  accountName,
  deviceId,
  IdError,
  messageId,
  parseAccountId,
  parseAccountName,
  parseConversationId,
  parseDeviceId,
  parseMessageId,
  parseTransferId,
} from '../../../src/core/ids.ts'
import { ShapeError } from '../../../src/core/shape.ts'

const UUID = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'
const DEVICE = '12D3KooWGRYZDHBembyGJQqQ6WgLqJWYNjnECJwGBnCg8vbCeo8F'

test('ids of things that are minted are UUIDs', () => {
  for (const parse of [parseAccountId, parseConversationId, parseMessageId, parseTransferId]) {
    assert.equal(parse(UUID), UUID)
    assert.throws(() => parse('17'), IdError)
  }
})

test('account names are short, lower case and safe in a file name', () => {
  for (const right of ['bob', 'b0', '7up', 'a.b_c-d', 'a'.repeat(32)]) {
    assert.equal(parseAccountName(right), right)
  }
  for (const wrong of ['', 'b', 'Bob', '.bob', '-bob', 'bob/..', 'bob\n', 'bö', 'a'.repeat(33)]) {
    assert.throws(() => parseAccountName(wrong), IdError, JSON.stringify(wrong))
  }
})

test('a device id is base58btc of the length of a peer id', () => {
  assert.equal(parseDeviceId(DEVICE), DEVICE)
  for (const wrong of ['', DEVICE.slice(0, 40), `${DEVICE}0`, `${DEVICE}\n`, DEVICE.repeat(2)]) {
    assert.throws(() => parseDeviceId(wrong), IdError, JSON.stringify(wrong))
  }
})

test('the shapes of ids say in words what they want', () => {
  assert.throws(() => messageId.check('x', 'id'), new ShapeError('id', 'a message id (UUID)'))
  assert.throws(() => deviceId.check(7, 'device'), /device: must be a device id/)
  assert.throws(() => accountName.check('B', 'name'), /name: must be 2 to 32 of a-z/)
})
