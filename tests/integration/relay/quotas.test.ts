import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { relayConfig } from '../../../relay/config.ts'
import { monthTurnsMs } from '../../../relay/limits/entity/month.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { befriend } from '../../support/home-client.ts'
import { Program } from '../../support/program.ts'
import { testRelay, type TestRelay } from '../../support/test-relay.ts'
import { messageId, said } from './relay-messages.ts'

async function admin({ folder }: TestRelay, ...args: string[]) {
  const program = new Program('relay', ['admin', 'quota', ...args, '--data', folder])
  const code = await program.exited
  return { code, stdout: program.stdout, stderr: program.stderr }
}

const settings = (monthMessages: number) => ({ account: { monthMessages } }) as never

async function rig() {
  await using stack = new AsyncDisposableStack()
  const home = stack.use(await testRelay(settings(2)))
  const [alice, bob] = [await home.person('alice'), await home.person('bob')]
  const { conversation } = await befriend(alice, bob, 'bob')
  const send = () => alice.ask('sendMessage', { conversation, id: messageId(), body: said('hi') })
  const held = stack.move()
  return { home, alice, send, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

const over = (err: unknown) => err instanceof HomeRefusal && err.limit === 'monthMessages'

test('a refusal carries its code, its limit and when the month turns', async () => {
  await using at = await rig()
  await at.send()
  await at.send()
  const refused = await at.send().catch((err: unknown) => err)
  assert.ok(refused instanceof HomeRefusal && over(refused))
  assert.equal(refused.code, 'slow-down')
  assert.equal(refused.message, 'this month’s messages are used up; it goes on next month')
  assert.ok(Math.abs(Date.now() + refused.retryAfterMs - monthTurnsMs(Date.now())) < 60_000)
})

test('the operator gives one account more at once, takes it back, and the audit log says so', async () => {
  await using at = await rig()
  await at.send()
  await at.send()
  await assert.rejects(at.send(), over)
  const shown = await admin(at.home, 'alice')
  assert.match(shown.stdout, /^monthMessages +2 +2 +the home’s /m)
  assert.match(shown.stdout, /^the month turns \d{4}-\d\d-01 /m)
  const set = await admin(at.home, 'alice', 'set', 'monthMessages=3', 'storedBytes=5GB')
  assert.deepEqual([set.code, set.stderr], [0, ''])
  assert.match(set.stdout, /^storedBytes +0 B +5\.0 GB +its own /m)
  await at.send()
  await assert.rejects(at.send(), over)
  const usage = await at.alice.ask('spoolUsage', {})
  assert.equal(usage.storedLimitBytes, 5e9)
  const reset = JSON.parse((await admin(at.home, 'alice', 'reset', '--json')).stdout) as {
    quotas: { quota: string; isOwn: boolean }[]
  }
  assert.ok(reset.quotas.every(({ isOwn }) => !isOwn))
  const acts = readFileSync(join(at.home.folder, 'logs/audit.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .map(({ act, about, quota, amount, outcome }) => [act, about, quota, amount, outcome])
  assert.deepEqual(acts, [
    ['setQuota', 'alice', 'monthMessages', 3, 'done'],
    ['setQuota', 'alice', 'storedBytes', 5e9, 'done'],
    ['resetQuota', 'alice', 'all', undefined, 'done'],
  ])
})

test('a wrong quota, amount or name is told with what is allowed, and nothing is done', async () => {
  await using at = await rig()
  for (const [args, said] of [
    [['alice', 'set', 'moons=3'], /moons: unknown; known: monthMessages, monthBytes, storedBytes/],
    [['alice', 'set', 'monthMessages=0'], /monthMessages: must be 1 to 1000000000 messages/],
    [['alice', 'set', 'monthMessages=3', 'storedBytes=1'], /storedBytes: must be 1048576 to /],
    [['alice', 'set', 'monthMessages'], /usage: relay admin quota <name> set /],
    [['alice', 'give'], /give: unknown; known: show, set, reset/],
  ] as const) {
    const { code, stderr } = await admin(at.home, ...args)
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, said)
  }
  assert.equal((await admin(at.home, 'nobody')).code, 7)
  const { stdout } = await admin(at.home, 'alice', 'show')
  assert.ok(!stdout.includes('its own'))
})

test('a changed configuration holds for everybody at once, but for whom the operator gave others', async () => {
  await using at = await rig()
  await at.send()
  await at.send()
  await assert.rejects(at.send(), over)
  const next = {
    ...(settings(3) as object),
    data: at.home.folder,
    listen: '127.0.0.1:0',
    wsListen: 'off',
  }
  assert.deepEqual(at.home.relay.reload(relayConfig(next as never)), [])
  await at.send()
  await assert.rejects(at.send(), over)
})
