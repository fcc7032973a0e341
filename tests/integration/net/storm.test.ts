import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHost } from '../../support/test-host.ts'

/** More than a node would let wait at its door, and than libp2p by itself. */
const NODES = 150

test('all who come to a relay at once get in by their first dial, and again after all of them left', async (t) => {
  const relay = await startHost({ kind: 'relay' })
  t.after(() => relay.stop())
  const nodes = await Promise.all(Array.from({ length: NODES }, () => startHost({ listen: [] })))
  t.after(() => Promise.all(nodes.map((node) => node.stop())))
  const addresses = relay.addresses().filter((each) => each.includes('/tcp/'))
  for (const _ of ['first', 'again']) {
    const all = allOf((tell) => relay.onConnect(tell))
    const dials = nodes.map((node) =>
      node.dial(relay.deviceId, addresses, {
        signal: AbortSignal.timeout(60_000),
        encryption: 'noise',
      }),
    )
    await Promise.all(dials)
    // The node that dials is done a moment earlier.
    await all
    assert.equal(relay.links().length, NODES)
    const gone = allOf((tell) => relay.onDisconnect(tell))
    await Promise.all(nodes.map((node) => node.disconnect(relay.deviceId)))
    await gone
    assert.equal(relay.links().length, 0)
  }
})

function allOf(listen: (tell: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    let left = NODES
    const undo = listen(() => {
      if (--left > 0) return
      undo()
      resolve()
    })
  })
}
