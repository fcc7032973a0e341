import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Doorbell, Ring } from '../../../relay/presence/ports.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import { type HintFactory, someAccount, someDevice } from './hints.ts'

/** What every Doorbell must do. */
export function doorbellContract(name: string, make: HintFactory<Doorbell>): void {
  test(`${name}: a ring is heard by all who listen to that account, and by nobody else`, async () => {
    await using held = await make()
    const [bob, eve] = [someAccount(), someAccount()]
    await using one = await ear(held.hint, bob)
    await using two = await ear(held.hint, bob)
    await using other = await ear(held.hint, eve)
    held.hint.ring([bob], { kind: 'events' })
    await Promise.all([one.heard(1), two.heard(1)])
    held.hint.ring([eve], { kind: 'events' })
    await other.heard(1)
    assert.deepEqual([one.rings.length, two.rings.length, other.rings.length], [1, 1, 1])
  })

  test(`${name}: rings of each kind arrive whole, and those of one account in order`, async () => {
    await using held = await make()
    const [bob, device] = [someAccount(), await someDevice()]
    const card = Uint8Array.of(1, 2, 255)
    const presence = {
      account: bob,
      online: true,
      lastSeenMs: 5,
      devices: [{ device, online: true, card }],
    }
    const rings: Ring[] = [
      { kind: 'presence', presence },
      { kind: 'events' },
      { kind: 'ended', device, epoch: 3, reason: 'replaced' },
      { kind: 'events' },
    ]
    await using listener = await ear(held.hint, bob)
    for (const ring of rings) held.hint.ring([bob], ring)
    await listener.heard(rings.length)
    assert.deepEqual(listener.rings, rings)
  })

  test(`${name}: who stopped listening hears nothing, and others go on`, async () => {
    await using held = await make()
    const bob = someAccount()
    await using stays = await ear(held.hint, bob)
    const leaves = await ear(held.hint, bob)
    await leaves[Symbol.asyncDispose]()
    await leaves[Symbol.asyncDispose]()
    held.hint.ring([bob], { kind: 'events' })
    await stays.heard(1)
    assert.equal(leaves.rings.length, 0)
    await using again = await ear(held.hint, bob)
    held.hint.ring([bob], { kind: 'events' })
    await Promise.all([again.heard(1), stays.heard(2)])
  })

  test(`${name}: a ring nobody listens to is no failure`, async () => {
    await using held = await make()
    held.hint.ring([someAccount()], { kind: 'events' })
    held.hint.ring([], { kind: 'events' })
  })
}

async function ear(doorbell: Doorbell, account: AccountId) {
  const rings: Ring[] = []
  let wake = () => {}
  const listening = await doorbell.listen(account, (ring) => {
    rings.push(ring)
    wake()
  })
  const heard = async (count: number) => {
    while (rings.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return { rings, heard, [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose]() }
}
