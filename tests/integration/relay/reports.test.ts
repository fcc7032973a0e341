/** From the command line of one person to that of the operator: real programs. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { MAX_REPORT_CHARS } from '../../../src/home/limits.ts'
import { Program } from '../../support/program.ts'
import { testRelay } from '../../support/test-relay.ts'
import { befriend } from '../../support/home-client.ts'
import { twoFriends } from '../../support/two-friends.ts'
import { refused } from './relay-messages.ts'

async function admin(folder: string, ...args: string[]) {
  const program = new Program('relay', ['admin', 'reports', ...args, '--data', folder])
  const code = await program.exited
  return { code, stdout: program.stdout, stderr: program.stderr }
}

type Listed = Readonly<{ reports: readonly Record<string, unknown>[] }>

async function listed(folder: string, state: string): Promise<Listed['reports']> {
  const { code, stdout, stderr } = await admin(folder, state, '--json')
  assert.deepEqual([code, stderr], [0, ''])
  return (JSON.parse(stdout) as Listed).reports
}

test('a friend reports a friend by the command line; the operator reads and closes it', async () => {
  await using at = await twoFriends()
  const { alice, bob, relay } = at
  assert.equal((await admin(relay.folder)).stdout, 'no report is open\n')
  const said = await alice.ok(['friends', 'report', 'bob', 'harassment', 'he', 'said: \u202eugly'])
  assert.match(said, /^bob is reported to the operator of your home, and is not told\n/)
  assert.match(said, /homing friends block bob\n$/)
  await alice.ok(['friends', 'report', 'bob', 'illegal', 'he said: \u202eugly', 'and worse'])
  const [report, ...others] = await listed(relay.folder, 'open')
  assert.deepEqual(others, [])
  const { reporter, accused, reason, text } = report ?? {}
  assert.deepEqual([reporter, accused, reason], ['alice', 'bob', 'illegal'])
  assert.equal(text, 'he said: \u202eugly and worse')
  const table = (await admin(relay.folder)).stdout
  assert.match(table, /^REPORT +SINCE +ABOUT +REASON +BY +SAYS/)
  assert.ok(!table.includes('\u202e'))
  const id = String(report?.['report'])
  const shown = (await admin(relay.folder, 'show', id)).stdout
  for (const part of [/^about +bob \(once reported/m, /^by +alice/m, /and worse$/m, /word/]) {
    assert.match(shown, part)
  }
  assert.match(shown, /relay admin block bob$/m)
  assert.ok(!shown.includes('\u202e'))
  const bobs = JSON.stringify(await bob.json(['friends', 'show', 'alice']))
  assert.ok(!bobs.includes('report'))
  const closed = await admin(relay.folder, 'close', id, 'warned', 'him')
  assert.match(closed.stdout, /^the report about bob is closed: warned him\nbob is not blocked; /)
  assert.deepEqual(await listed(relay.folder, 'open'), [])
  const [old] = await listed(relay.folder, 'closed')
  assert.deepEqual([old?.['report'], old?.['note']], [id, 'warned him'])
  const acts = readFileSync(join(relay.folder, 'logs/audit.log'), 'utf8').trimEnd().split('\n')
  const { act, about, report: which, outcome } = JSON.parse(acts.at(-1) ?? '') as never
  assert.deepEqual([act, about, which, outcome], ['closeReport', 'bob', id, 'done'])
  // What they wrote is in no log.
  for (const log of ['audit', 'relay']) {
    assert.ok(!readFileSync(join(relay.folder, `logs/${log}.log`), 'utf8').includes('worse'))
  }
})

test('what cannot be reported is told with what can, and strangers are like names that nobody has', async () => {
  await using at = await twoFriends()
  const { alice } = at
  for (const [args, code, told] of [
    [['bob'], 2, /reason/],
    [['bob', 'ugly'], 2, /the reason must be .*spam.*harassment.*impersonation.*illegal.*other/],
    [['bob', 'spam', 'x'.repeat(MAX_REPORT_CHARS + 1)], 2, /the text must be .* 2000 char/],
    [['nobody', 'spam'], 7, /you can report who is a friend/],
  ] as const) {
    const ran = await alice.run(['friends', 'report', ...args])
    assert.equal(ran.code, code, `${args.join(' ').slice(0, 60)}: ${ran.stderr}`)
    assert.match(ran.stderr, told)
  }
})

test('an operator who mistypes is told what there is, and nothing is closed', async () => {
  await using home = await testRelay()
  const [alice, bob] = [await home.person('alice'), await home.person('bob')]
  const { one } = await befriend(alice, bob, 'bob')
  await alice.ask('reportAccount', { name: 'bob' as never, reason: 'spam', text: '' })
  const [report] = await listed(home.folder, 'open')
  const id = String(report?.['report'])
  for (const [args, code, told] of [
    [['explode'], 2, /known: open, closed, show, close/],
    [['open', 'all'], 2, /usage: relay admin reports/],
    [['show'], 2, /report: must be a report id/],
    [['show', 'bob'], 2, /report: must be a report id/],
    [['show', one], 7, /see: relay admin reports/],
    [['close', one, 'x'], 7, /see: relay admin reports/],
    [['close', id], 2, /note: must be text of 1 to 500/],
    [['close', id, 'x'.repeat(501)], 2, /note: must be text of 1 to 500/],
  ] as const) {
    const ran = await admin(home.folder, ...args)
    assert.equal(ran.code, code, `${args.join(' ').slice(0, 60)}: ${ran.stderr}`)
    assert.match(ran.stderr, told)
  }
  assert.equal((await listed(home.folder, 'open')).length, 1)
})

test('open reports are a number for the operator’s alerts', async () => {
  await using home = await testRelay({ metricsListen: '127.0.0.1:0' })
  const [alice, bob] = [await home.person('alice'), await home.person('bob')]
  await befriend(alice, bob, 'bob')
  const openReports = async () => {
    const text = await (await fetch(`${home.relay.operatorAddress}/metrics`)).text()
    return Number(/^homing_open_reports (\S+)$/m.exec(text)?.[1])
  }
  assert.equal(await openReports(), 0)
  const said = { name: 'bob' as never, reason: 'spam', text: '' } as const
  await alice.ask('reportAccount', said)
  while ((await openReports()) !== 1);
  await assert.rejects(
    alice.ask('reportAccount', { ...said, name: 'nobody' as never }),
    refused('no-relation'),
  )
})
