import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AdminStore } from '../../../relay/accounts/admin-ports.ts'
import { AccountAdmin } from '../../../relay/accounts/domain/account-admin.ts'
import { chosenDevice } from '../../../relay/accounts/entity/chosen-device.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import { parseAccountName } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { testDevice } from '../../support/relay-truth.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const BOB = parseAccountName('bob')
const ACCOUNT = 'account' as AccountId
const [LAPTOP, PHONE] = [testDevice(1), testDevice(2)]

/** A domain over a store that answers what the test says; what it did, in order. */
function rig(store: Partial<AdminStore>, online: readonly DeviceId[] = []) {
  const did: string[] = []
  const devices = [LAPTOP, PHONE].map((device) => ({ device, online: online.includes(device) }))
  const admin = new AccountAdmin({
    store: { find: async () => ACCOUNT, ...store } as AdminStore,
    there: {
      presenceOf: async (accounts) =>
        new Map(accounts.map((each) => [each, { online: online.length > 0, devices }])),
    },
    running: {
      endAll: async (_account, fenced, reason) => {
        did.push(...fenced.map(({ device, epoch }) => `${reason} ${device} ${epoch}`))
      },
    },
    spool: {
      deviceGone: async (device) => void did.push(`spool ${device}`),
      accountBlocked: async (account) => void did.push(`spool ${account}`),
      accountDeleted: () => Promise.reject(new Error('not by this')),
    },
    clock: new TurnedClock(),
    random: systemRandom,
  })
  return { admin, did }
}

test('a block tells the store who is online, and ends what runs only after the store has fenced it', async () => {
  const { admin, did } = rig(
    {
      block: async (_account, online, nowMs) => {
        did.push(`fenced, online ${[...online].join()}`)
        return { blockedMs: nowMs, fenced: [{ device: LAPTOP, epoch: 4 }] }
      },
    },
    [PHONE],
  )
  await admin.block(BOB)
  assert.deepEqual(did, [`fenced, online ${PHONE}`, `away ${LAPTOP} 4`, `spool ${ACCOUNT}`])
})

test('a block that the store could not commit ends nothing', async () => {
  const { admin, did } = rig({ block: () => Promise.reject(new HomeRefusal('unavailable')) })
  await assert.rejects(admin.block(BOB), { code: 'unavailable' })
  assert.deepEqual(did, [])
})

test('a logout ends every session of its devices, whatever their epochs, and their claims', async () => {
  const { admin, did } = rig({ logout: async () => [{ device: PHONE, name: 'phone' }] })
  await admin.logout(BOB, 'phone')
  assert.deepEqual(did, [`revoked ${PHONE} ${Number.MAX_SAFE_INTEGER}`, `spool ${PHONE}`])
})

test('a device is chosen by id, by the end of it, or by name; active ones come first', () => {
  const device = (text: string, name: string, isActive = true) => {
    return { device: text as DeviceId, name, isActive }
  }
  const all = [
    device('xxAAA1', 'laptop'),
    device('xxBBB1', 'phone'),
    device('xxCCC2', 'phone', false),
    device('AAA1', 'old', false),
  ]
  const chosen = (text: string) => chosenDevice(all, text).device as string
  assert.equal(chosen('xxAAA1'), 'xxAAA1')
  assert.equal(chosen('AAA1'), 'AAA1', 'a whole id is meant')
  assert.equal(chosen('BB1'), 'xxBBB1')
  assert.equal(chosen('phone'), 'xxBBB1')
  assert.equal(chosen('old'), 'AAA1')
  assert.throws(() => chosen('1'), { code: 'ambiguous-device' })
  assert.throws(() => chosen('nothing'), { code: 'unknown-device' })
})
