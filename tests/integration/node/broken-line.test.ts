/** What a message meets when the line to the home breaks at the worst moment: real bytes, held and cut by a proxy. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tcpProxy } from '../../support/tcp-proxy.ts'
import { TestNode } from '../../support/test-node.ts'
import { testRelay } from '../../support/test-relay.ts'

/** Alice reaches the home through a proxy, bob straight. */
async function overProxy() {
  await using stack = new AsyncDisposableStack()
  const { relay } = stack.use(await testRelay())
  const address = relay.addresses[0] ?? ''
  const port = Number(/\/tcp\/(\d+)/.exec(address)?.[1])
  const proxy = stack.use(await tcpProxy({ host: '127.0.0.1', port }))
  const through = address.replace(`/tcp/${port}`, `/tcp/${proxy.port}`)
  const bob = stack.use(await TestNode.registered('bob', relay))
  const alice = stack.use(await TestNode.registered('alice', relay, through))
  await alice.befriend(bob)
  const held = stack.move()
  return { proxy, alice, bob, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

test('a message whose answer was lost is stored once, and shown once at both ends', async () => {
  await using net = await overProxy()
  const { proxy, alice, bob } = net
  proxy.hold('down')
  await alice.node.chat.sendText(bob.name, 'only once')
  await bob.until(() => bob.heard().length === 1)
  assert.equal(alice.node.chat.queued(), 1, 'the answer is still on its way')
  proxy.cut()
  proxy.release('down')
  await alice.until(() => alice.node.chat.queued() === 0)
  await alice.node.chat.sendText(bob.name, 'and this')
  await bob.until(() => bob.heard().length === 2)
  assert.deepEqual(bob.heard(), ['only once', 'and this'])
  assert.deepEqual(await alice.page(bob), ['>only once', '>and this'])
})

test('a message that never reached the home is sent again, also by the next life of the node', async () => {
  await using net = await overProxy()
  const { proxy, alice, bob } = net
  proxy.hold('up')
  await alice.node.chat.sendText(bob.name, 'first')
  await alice.node.chat.sendText(bob.name, 'second')
  await proxy.held('up')
  const down = alice.down()
  proxy.cut()
  await down
  proxy.release('up')
  await alice.up()
  await bob.until(() => bob.heard().length === 2)
  assert.deepEqual(bob.heard(), ['first', 'second'])
  assert.deepEqual(await alice.page(bob), ['>first', '>second'])
})
