import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { befriend, eventually, makeHoming } from '../support/homing-process.ts'
import { Program } from '../support/program.ts'
import { startRelay } from '../support/relay-process.ts'

type Sent = Readonly<{ id: string }>
type Line = Readonly<{ text: string; state: string; why?: string; retryAtMs?: number }>

test('a person whose month is over is told so and until when; the message waits, and goes when the operator gives more', async () => {
  await using relay = await startRelay({ args: ['--account-month-messages', '1'] })
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)
  const lines = async () =>
    (await alice.json<{ lines: Line[] }>(['chat', 'bob', '--history'])).lines
  await alice.ok(['chat', 'bob', 'the only one'])
  await eventually(async () => (await lines())[0]?.state !== 'queued')

  const waiting = alice.start(['chat', 'bob', 'one too many'])
  assert.equal(await waiting.exited, 0)
  assert.match(waiting.stdout, /one too many {2}… this month’s messages are used up/)
  assert.match(waiting.stderr, /your node keeps it and sends it \d{4}-\d\d-01/)
  const [, second] = await lines()
  assert.equal(second?.state, 'queued')
  const turns = new Date(second?.retryAtMs ?? 0)
  assert.ok(Math.abs(turns.getTime() - nextMonthMs()) < 60_000, turns.toISOString())

  // An offer is a message too.
  const file = join(dirname(alice.folder), 'a file')
  writeFileSync(file, 'what it says')
  const offered = await alice.json<Sent>(['send', 'bob', file, '--no-wait'])
  const shown = async () => await alice.ok(['transfers', 'show', offered.id])
  await eventually(async () => (await shown()).includes('offer-held'))
  assert.match(await shown(), /this month’s messages are used up; it goes on next month/)
  assert.match(await shown(), /^until +\d{4}-\d\d-01/m)
  assert.match(await alice.ok(['transfers']), /this month’s messages are used up/)

  const admin = ['admin', 'quota', 'alice', 'set', 'monthMessages=100', '--data', relay.folder]
  const given = new Program('relay', admin)
  assert.equal(await given.exited, 0, given.stderr)
  assert.match(given.stdout, /^monthMessages +1 +100 +its own /m)
  // It would look again within the hour by itself; a new link looks at once.
  await relay.restart()
  await eventually(async () => (await bob.ok(['chat', 'alice', '--history'])).includes('too many'))
  assert.equal((await lines())[1]?.why, undefined)
  await eventually(async () => !/^until /m.test(await shown()))
})

function nextMonthMs(): number {
  const now = new Date()
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)
}
