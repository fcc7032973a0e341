import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { RATES } from '../../../relay/limits/entity/rates.ts'
import { MAX_OPERATOR_CONNECTIONS } from '../../../relay/metrics/limits.ts'
import { NetError } from '../../../src/net/errors.ts'
import { testRelay, type TestRelay } from '../../support/test-relay.ts'
import { refused } from './relay-messages.ts'

const WATCHED = { metricsListen: '127.0.0.1:0' } as const

function ask(home: TestRelay, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${home.relay.operatorAddress}${path}`, init)
}

/** The value of one sample, by its name with labels. */
async function sample(home: TestRelay, name: string): Promise<number | undefined> {
  const text = await (await ask(home, '/metrics')).text()
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

test('the operator’s port is off unless it is asked for', async () => {
  await using home = await testRelay()
  assert.equal(home.relay.operatorAddress, undefined)
})

test('a relay that serves is alive and ready, and says what it looked at', async () => {
  await using home = await testRelay(WATCHED)
  assert.equal((await ask(home, '/healthz')).status, 200)
  const answer = await ask(home, '/readyz')
  assert.equal(answer.status, 200)
  const { ready, checks } = (await answer.json()) as { ready: boolean; checks: { name: string }[] }
  assert.equal(ready, true)
  assert.deepEqual(
    checks.map(({ name }) => name),
    ['serving', 'database', 'load', 'spool'],
  )
})

test('calls, sessions, transactions and what was turned away are counted', async () => {
  await using home = await testRelay(WATCHED)
  const bob = await home.person('bob')
  await bob.ask('self', {})
  await bob.ask('self', {})
  await assert.rejects(
    bob.ask('requestFriend', { name: 'nobody' as never, note: '' }),
    refused('unknown-account'),
  )
  assert.equal(await sample(home, 'homing_calls_total{call="self",outcome="ok"}'), 2)
  const unknown = 'homing_calls_total{call="requestFriend",outcome="unknown-account"}'
  assert.equal(await sample(home, unknown), 1)
  assert.equal(await sample(home, 'homing_call_seconds_count{call="self"}'), 2)
  assert.equal(await sample(home, 'homing_sessions'), 1)
  assert.equal(await sample(home, 'homing_links'), 1)
  assert.ok(((await sample(home, 'homing_transaction_seconds_count{kind="write"}')) ?? 0) > 0)
  assert.ok(((await sample(home, 'homing_spool_free_bytes')) ?? 0) > 0)
  const asked = Array.from({ length: RATES.profilePerAccount.burst + 1 }, (_, n) =>
    bob.ask('setProfile', { signature: `${n}` } as never).catch(() => 'refused'),
  )
  assert.ok((await Promise.all(asked)).includes('refused'))
  assert.equal(await sample(home, 'homing_rate_limited_total{rate="profilePerAccount"}'), 1)
})

test('no name, key, address or text of anybody is among the numbers', async () => {
  await using home = await testRelay(WATCHED)
  const bob = await home.person('canary')
  const text = await (await ask(home, '/metrics')).text()
  for (const secret of ['canary', bob.device, home.folder, '127.0.0.1']) {
    assert.ok(!text.includes(secret), secret)
  }
})

test('other paths and methods are told what there is', async () => {
  await using home = await testRelay(WATCHED)
  assert.equal((await ask(home, '/')).status, 404)
  assert.equal((await ask(home, '/metrics', { method: 'POST', body: 'x' })).status, 405)
  const head = await ask(home, '/healthz', { method: 'HEAD' })
  assert.deepEqual([head.status, await head.text()], [200, ''])
})

test('a taken port is an error that names the setting', async () => {
  await using home = await testRelay(WATCHED)
  const metricsListen = home.relay.operatorAddress?.replace('http://', '')
  await assert.rejects(
    testRelay({ metricsListen: metricsListen as never }),
    (err) => err instanceof NetError && err.message.includes('metricsListen'),
  )
})

test('more connections than a few probes need are closed at once', async () => {
  await using home = await testRelay(WATCHED)
  const port = Number(home.relay.operatorAddress?.split(':').at(-1))
  const sockets = Array.from({ length: MAX_OPERATOR_CONNECTIONS }, () => connect(port, '127.0.0.1'))
  await Promise.all(sockets.map((each) => new Promise((resolve) => each.on('connect', resolve))))
  const more = connect(port, '127.0.0.1')
  more.on('error', () => undefined)
  await new Promise((resolve) => more.on('close', resolve))
  for (const socket of sockets) socket.destroy()
})

test('the port is there as long as the relay is', async () => {
  const home = await testRelay(WATCHED)
  const address = `${home.relay.operatorAddress}/healthz`
  assert.equal((await fetch(address)).status, 200)
  await home[Symbol.asyncDispose]()
  await assert.rejects(fetch(address))
})
