import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route, RouteTable } from '../../../relay/presence/ports.ts'
import { type HintFactory, someAccount, someDevice } from './hints.ts'

/** Long enough that the time which a test itself takes does not count. */
const TTL_MS = 60_000

/** What every RouteTable must do. */
export function routeTableContract(name: string, make: HintFactory<RouteTable>): void {
  const route = async (epoch = 1, of: Partial<Route> = {}): Promise<Route> => ({
    account: someAccount(),
    device: await someDevice(),
    ...of,
    epoch,
  })

  test(`${name}: shows the routes of the accounts asked for, and no others`, async () => {
    await using held = await make()
    const [bob, eve, ann] = [await route(), await route(), await route()]
    const tablet = await route(4, { account: bob.account })
    for (const each of [bob, eve, ann, tablet])
      assert.equal(await held.hint.set(each, TTL_MS), true)
    const shown = await held.hint.of([bob.account, eve.account, someAccount()])
    assert.deepEqual(new Set(shown), new Set([bob, tablet, eve]))
    assert.deepEqual(await held.hint.of([]), [])
  })

  test(`${name}: a newer epoch replaces an older one, never the other way`, async () => {
    await using held = await make()
    const old = await route(1)
    const young = { ...old, epoch: 2 }
    assert.equal(await held.hint.set(young, TTL_MS), true)
    assert.equal(await held.hint.set(old, TTL_MS), false)
    assert.equal(await held.hint.renew(old, TTL_MS), false)
    assert.deepEqual(await held.hint.of([old.account]), [young])
  })

  test(`${name}: removes only what has exactly that epoch`, async () => {
    await using held = await make()
    const old = await route(1)
    const young = { ...old, epoch: 2 }
    await held.hint.set(old, TTL_MS)
    await held.hint.set(young, TTL_MS)
    assert.equal(await held.hint.remove(old), false)
    assert.equal(await held.hint.remove({ ...young, epoch: 3 }), false)
    assert.deepEqual(await held.hint.of([old.account]), [young])
    assert.equal(await held.hint.remove(young), true)
    assert.equal(await held.hint.remove(young), false)
    assert.deepEqual(await held.hint.of([old.account]), [])
  })

  test(`${name}: a route vanishes after its time unless it is renewed`, async () => {
    await using held = await make()
    const [renewed, forgotten] = [await route(), await route()]
    for (const each of [renewed, forgotten]) await held.hint.set(each, TTL_MS)
    await held.pass(TTL_MS * 0.6)
    assert.equal(await held.hint.renew(renewed, TTL_MS), true)
    await held.pass(TTL_MS * 0.6)
    assert.deepEqual(await held.hint.of([renewed.account, forgotten.account]), [renewed])
    assert.equal(await held.hint.remove(forgotten), false)
    assert.equal(await held.hint.renew(forgotten, TTL_MS), true)
    assert.deepEqual(await held.hint.of([forgotten.account]), [forgotten])
  })
}
