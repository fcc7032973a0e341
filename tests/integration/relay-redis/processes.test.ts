import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDeviceId } from '../../../src/core/ids.ts'
import { befriend, HomeClient } from '../../support/home-client.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { noRedis } from '../../support/redis-programs.ts'
import { type RelayProcess, startRelay } from '../../support/relay-process.ts'
import { sharedHome } from '../../support/shared-home.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { sharedRedis } from '../../support/temp-redis.ts'
import { messageId, said } from '../relay/relay-messages.ts'

const CANNOT = noRedis() || noMariadb()
const ARGS = ['--registration', 'open', '--spool-enabled', 'false']

function homeOf(relay: RelayProcess) {
  const device = parseDeviceId(relay.address.split('/p2p/')[1] ?? '')
  return { device, addresses: [relay.address] }
}

test('two relay programs on one database and one Redis are one home; with one killed the other has all', {
  skip: CANNOT,
}, async () => {
  const mariadb = await sharedMariadb()
  const env = sharedHome(mariadb, await mariadb.newDatabase(), await sharedRedis())
  await using one = await startRelay({ env, args: ARGS })
  await using two = await startRelay({ env, args: ARGS, of: one })
  assert.equal(homeOf(two).device, homeOf(one).device)
  await using bob = await HomeClient.connect(homeOf(one))
  await using eve = await HomeClient.connect(homeOf(two))
  for (const [client, name] of [
    [bob, 'bob'],
    [eve, 'eve'],
  ] as const) {
    await client.register(name)
    await client.attach()
  }
  const { conversation, other } = await befriend(bob, eve, 'eve')
  const ids = Array.from({ length: 60 }, messageId)
  for (const id of ids.slice(0, 30)) {
    await bob.ask('sendMessage', { conversation, id, body: said(id) })
  }
  await eve.event('message', (message) => message.id === ids[29])

  await two.stop('SIGKILL')
  await eve.closed
  for (const id of ids.slice(30)) {
    await bob.ask('sendMessage', { conversation, id, body: said(id) })
  }
  await using back = await HomeClient.connect(homeOf(one), { key: eve.key })
  await back.attach(eve.events.at(-1)?.usn)
  await back.event('message', (message) => message.id === ids[59])
  const heard = [...eve.events, ...back.events].flatMap(({ change }) =>
    change.kind === 'message' ? [change.value.id] : [],
  )
  assert.deepEqual(heard, ids)

  // The password made at one relay is good at the other.
  await two.start()
  await using phone = await HomeClient.connect(homeOf(two))
  assert.equal((await phone.login('eve'))?.account, other)
  await phone.attach()
  const { devices } = await phone.ask('devices', {})
  const online = devices.filter((each) => each.online).map(({ device }) => device)
  assert.deepEqual(new Set(online), new Set([eve.device, phone.device]))
})
