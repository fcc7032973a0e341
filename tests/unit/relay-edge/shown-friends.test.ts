import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ShownFriends } from '../../../relay/sessions/entity/shown-friends.ts'
import type { AccountId } from '../../../src/core/ids.ts'

const [bob, eve, ann] = ['bob', 'eve', 'ann'] as AccountId[] as [AccountId, AccountId, AccountId]
const FRIENDS = [bob, eve, ann]

function shownOnline(...accounts: readonly AccountId[]): ShownFriends {
  const shown = new ShownFriends()
  for (const account of accounts) tell(shown, account, true)
  return shown
}

function tell(shown: ShownFriends, account: AccountId, online: boolean): void {
  shown.told({ account, online, lastSeenMs: 0, devices: [] })
}

test('a friend who came without a ring is told at the first look, and not again once told', () => {
  const shown = shownOnline(bob)
  assert.deepEqual(shown.compare(FRIENDS, new Set([bob, eve])), [eve])
  tell(shown, eve, true)
  assert.deepEqual(shown.compare(FRIENDS, new Set([bob, eve])), [])
})

test('a friend who is gone is told at the second look, one who is back by then never', () => {
  const shown = shownOnline(bob, eve)
  assert.deepEqual(shown.compare(FRIENDS, new Set()), [])
  assert.deepEqual(shown.compare(FRIENDS, new Set([eve])), [bob])
  tell(shown, bob, false)
  assert.deepEqual(shown.compare(FRIENDS, new Set()), [])
  assert.deepEqual(shown.compare(FRIENDS, new Set()), [eve])
})

test('a ring between two looks counts as a sign of life', () => {
  const shown = shownOnline(bob)
  assert.deepEqual(shown.compare(FRIENDS, new Set()), [])
  tell(shown, bob, true)
  assert.deepEqual(shown.compare(FRIENDS, new Set()), [])
})

test('of somebody who is no friend any more nothing is told', () => {
  const shown = shownOnline(bob)
  for (let look = 0; look < 3; look++) assert.deepEqual(shown.compare([eve], new Set()), [])
})
