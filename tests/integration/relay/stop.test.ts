import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRelay } from '../../../relay/app.ts'
import { relayConfig } from '../../../relay/config.ts'
import { befriend, HomeClient, silentLog } from '../../support/home-client.ts'
import { startRelay as startProcess } from '../../support/relay-process.ts'
import { lineTo } from '../../support/test-relay.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { messageId, said } from './relay-messages.ts'

test('a relay that stops tells every node when to come back, and keeps what it acknowledged', async () => {
  using folder = temporaryFolder()
  const config = relayConfig({ data: folder.path, listen: '127.0.0.1:0', registration: 'open' })
  const relay = await startRelay(config, { log: silentLog })
  await using bob = await HomeClient.connect(relay)
  await using eve = await HomeClient.connect(relay)
  await using stranger = await HomeClient.connect(relay)
  for (const [client, name] of [
    [bob, 'bob'],
    [eve, 'eve'],
  ] as const) {
    await client.register(name)
    await client.attach()
  }
  const { conversation } = await befriend(bob, eve, 'eve')
  await stranger.ask('hello', { program: '' })

  const ids = Array.from({ length: 200 }, messageId)
  const sending = ids.map((id) =>
    bob.ask('sendMessage', { conversation, id, body: said(id) }).then(
      ({ seq }) => ({ id, seq }),
      () => undefined,
    ),
  )
  // The first is stored: the others are on their way.
  await sending[0]
  const stopped = relay[Symbol.asyncDispose]()
  for (const client of [bob, eve, stranger]) {
    const { retryAfterMs } = await client.next('goAway')
    assert.ok(retryAfterMs >= 1_000 && retryAfterMs <= 5_000)
    await client.closed
  }
  await stopped
  const acknowledged = (await Promise.all(sending)).filter((each) => each !== undefined)
  assert.ok(acknowledged.length > 0)

  await using again = await startRelay(config, { log: silentLog })
  await using back = await HomeClient.connect(again, { key: eve.key })
  await back.attach()
  for (const { id, seq } of acknowledged) {
    const page = { conversation, afterSeq: 0, beforeSeq: seq + 1, limit: 1 }
    const { messages } = await back.ask('history', page)
    assert.deepEqual([messages[0]?.seq, messages[0]?.id], [seq, id])
  }
})

test('a node that does not read does not hold up the stop', async () => {
  using folder = temporaryFolder()
  const config = relayConfig({ data: folder.path, listen: '127.0.0.1:0', registration: 'open' })
  const relay = await startRelay(config, { log: silentLog })
  await using proxy = await lineTo(relay)
  await using bob = await HomeClient.connect(proxy.through)
  await bob.register('bob')
  await bob.attach()
  await bob.next('caughtUp')
  proxy.hold('down')
  const startedMs = performance.now()
  await relay[Symbol.asyncDispose]()
  assert.ok(performance.now() - startedMs < 15_000)
})

test('SIGTERM ends the program with 0, and what it stored is there after the next start', async () => {
  await using relay = await startProcess({ args: ['--registration', 'open'] })
  const home = () => ({ device: deviceOf(relay.address), addresses: [relay.address] })
  await using bob = await HomeClient.connect(home())
  await bob.register('bob')
  await bob.attach()
  await relay.restart('SIGTERM')
  await bob.next('goAway')
  await using back = await HomeClient.connect(home(), { key: bob.key })
  assert.equal((await back.attach()).name, 'bob')
})

test('killed between commit and answer: the retry gets the receipt of the first try', async () => {
  await using relay = await startProcess({ args: ['--registration', 'open'] })
  const home = () => ({ device: deviceOf(relay.address), addresses: [relay.address] })
  await using proxy = await lineTo(home())
  await using eve = await HomeClient.connect(home())
  await eve.register('eve')
  await eve.attach()
  await using bob = await HomeClient.connect(proxy.through)
  await bob.register('bob')
  await bob.attach()
  const { conversation } = await befriend(bob, eve, 'eve')

  proxy.hold('down')
  const message = { conversation, id: messageId(), body: said('once') }
  const unanswered = bob.ask('sendMessage', message).then(
    () => 'answered',
    () => 'cut',
  )
  // The friend has it, so it is committed; the answer waits in the line.
  const stored = await eve.event('message')
  await proxy.held('down')
  await relay.stop('SIGKILL')
  proxy.cut()
  assert.equal(await unanswered, 'cut')

  await relay.start()
  await using back = await HomeClient.connect(home(), { key: bob.key })
  await back.attach()
  const receipt = await back.ask('sendMessage', message)
  assert.deepEqual(receipt, { seq: stored.seq, storedMs: stored.storedMs })
  const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
  const { messages } = await back.ask('history', page)
  assert.deepEqual(
    messages.map(({ seq, id }) => [seq, id]),
    [[1, message.id]],
  )
})

function deviceOf(address: string) {
  return address.split('/p2p/')[1] as HomeClient['device']
}
