import assert from 'node:assert/strict'
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { SqlDeletionStore } from '../../../relay/accounts/data/sql-deletion-store.ts'
import { Journal } from '../../../relay/data/journal.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { parseAccountName, parseDeviceId } from '../../../src/core/ids.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { HomeClient } from '../../support/home-client.ts'
import { Program, type ProgramOptions } from '../../support/program.ts'
import { type RelayProcess, startRelay } from '../../support/relay-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const NOBODY = 65_534

async function admin(data: string, args: readonly string[], options: ProgramOptions = {}) {
  const program = new Program('relay', ['admin', ...args, '--data', data], options)
  const code = await program.exited
  return { code, stdout: program.stdout, stderr: program.stderr }
}

function home({ address }: RelayProcess) {
  return { device: parseDeviceId(address.split('/p2p/')[1] ?? ''), addresses: [address] }
}

async function member(relay: RelayProcess, name: string, displayName = name) {
  const client = await HomeClient.connect(home(relay))
  await client.register(name, { invite: relay.invite, displayName })
  await client.attach()
  return client
}

test('an operator sees who is there, blocks one, and lets them in again', async () => {
  await using relay = await startRelay()
  await using bob = await member(relay, 'bob', 'Bob \u001b[31m')
  await using _eve = await member(relay, 'eve')
  const run = (...args: string[]) => admin(relay.folder, args)
  const list = await run('accounts')
  assert.equal(list.code, 0)
  assert.match(list.stdout, /^NAME +CALLED +SINCE +LAST SEEN +DEVICES +FRIENDS +STORED\nbob +Bob /)
  assert.ok(!list.stdout.includes('\u001b'))
  const blocked = await run('block', 'bob')
  assert.deepEqual([blocked.code, blocked.stderr], [0, ''])
  assert.match(blocked.stdout, /^bob is blocked since .*relay admin unblock bob\n$/)
  await bob.next('goAway')
  await bob.closed
  const shown = JSON.parse((await run('account', 'bob', '--json')).stdout) as Record<
    string,
    unknown
  >
  assert.equal(shown['online'], false)
  assert.ok(Number(shown['blockedMs']) > 0)
  assert.match((await run('account', 'bob')).stdout, /^blocked +since /m)
  assert.equal((await run('unblock', 'bob')).stdout, 'bob is not blocked\n')
  await using back = await HomeClient.connect(home(relay), { key: bob.key })
  await back.attach()
  const out = await run('logout', 'bob')
  assert.match(out.stdout, new RegExp(`^${bob.device} \\(test\\) was logged out\n$`))
  assert.deepEqual(await back.next('loggedOut'), { reason: 'revoked' })
})

test('an export is lines of JSON, the last of which says that it is whole', async () => {
  await using relay = await startRelay()
  await using _bob = await member(relay, 'bob', 'Bob \u009b31m')
  const { code, stdout } = await admin(relay.folder, ['export', 'bob'])
  assert.equal(code, 0)
  assert.ok(!stdout.includes('\u009b'))
  const lines = stdout.trimEnd().split('\n')
  const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind)
  assert.deepEqual(kinds, ['export', 'profile', 'device', 'end'])
  assert.equal((await admin(relay.folder, ['export', 'nobody'])).code, 7)
})

test('a deletion that a kill cut off is finished by the next start', async () => {
  await using relay = await startRelay()
  await using bob = await member(relay, 'bob')
  const account = (await bob.ask('self', {})).account
  await relay.stop('SIGKILL')
  {
    await using sql = await openSqlite(join(relay.folder, 'relay.sqlite'))
    const journal = new Journal({ sql, clock: systemClock, onCommitted: () => undefined })
    await new SqlDeletionStore(journal, { forget: async () => {} }).begin(
      account,
      parseAccountName('gone-for-now'),
      1,
    )
  }
  await relay.start()
  const log = join(relay.folder, 'logs/relay.log')
  while (!readFileSync(log, 'utf8').includes('deletions were finished')) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { stdout } = await admin(relay.folder, ['accounts', '--json'])
  assert.deepEqual(JSON.parse(stdout), { accounts: [] })
})

test('invites are made, listed and revoked; with --json there is one document and nothing else', async () => {
  await using relay = await startRelay()
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await admin(relay.folder, [...args, '--json'])
    assert.deepEqual([code, stderr], [0, ''], args.join(' '))
    return JSON.parse(stdout) as Record<string, unknown>
  }
  const { code } = await run('invite', '--uses', '1')
  const { invites } = (await run('invites')) as { invites: { code: string; usesLeft: number }[] }
  const codes = new Set(invites.map((each) => each.code))
  assert.deepEqual(codes, new Set([code, relay.invite]))
  await using bob = await HomeClient.connect(home(relay))
  await bob.register('bob', { invite: String(code) })
  await run('revoke-invite', relay.invite.toLowerCase())
  assert.deepEqual(await run('invites'), { invites: [] })
})

test('each kind of failure has its exit code and says what to do', async () => {
  await using relay = await startRelay()
  for (const [args, code, said] of [
    [[], 0, /usage: relay admin/],
    [['--help'], 0, /exit codes/],
    [['explode'], 2, /known: accounts/],
    [['constructor'], 2, /unknown/],
    [['block'], 2, /usage: relay admin block <name>/],
    [['block', 'bob', 'eve'], 2, /usage/],
    [['block', 'Bob!'], 2, /name: must be/],
    [['invite', '--uses', 'many'], 2, /--uses: must be/],
    [['accounts', '--days', '1'], 2, /--days/],
    [['delete', 'nobody'], 2, /cannot be undone .* add --yes/],
    [['delete', 'nobody', '--yes'], 7, /see: relay admin accounts/],
    [['block', 'nobody', '--yes'], 2, /--yes/],
    [['block', 'nobody'], 7, /see: relay admin accounts/],
    [['revoke-invite', 'AAAA'], 7, /see: relay admin invites/],
  ] as const) {
    const done = await admin(relay.folder, args)
    assert.equal(done.code, code, `${args.join(' ')}: ${done.stderr}`)
    assert.match(code === 0 ? done.stdout : done.stderr, said)
  }
  const json = await admin(relay.folder, ['block', 'nobody', '--json'])
  const { error } = JSON.parse(json.stderr) as { error: { code: string } }
  assert.deepEqual([json.stdout, error.code], ['', 'unknown-account'])
})

test('where no relay runs the command says so; one that was killed leaves a socket that the next one replaces', async () => {
  await using relay = await startRelay()
  const socket = join(relay.folder, 'admin.sock')
  assert.equal(statSync(socket).mode & 0o777, 0o600)
  await relay.stop()
  assert.equal(existsSync(socket), false)
  const alone = await admin(relay.folder, ['accounts'])
  assert.equal(alone.code, 5)
  assert.match(alone.stderr, /no relay answers .*start it, or name its folder with --data/)
  await relay.start()
  await relay.stop('SIGKILL')
  assert.equal(existsSync(socket), true)
  assert.equal((await admin(relay.folder, ['accounts'])).code, 5)
  await relay.start()
  assert.equal((await admin(relay.folder, ['accounts'])).code, 0)
  using empty = temporaryFolder()
  assert.equal((await admin(join(empty.path, 'none'), ['accounts'])).code, 5)
})

test('another user of the machine is refused, with what to do', async () => {
  await using relay = await startRelay()
  const isRoot = process.getuid?.() === 0
  // Who is not root cannot become another user: then the mode stands for it.
  if (!isRoot) chmodSync(join(relay.folder, 'admin.sock'), 0o000)
  const refused = await admin(relay.folder, ['accounts'], isRoot ? { uid: NOBODY } : {})
  assert.equal(refused.code, 3, refused.stderr)
  assert.match(refused.stderr, /belongs to another user; run the command as the relay's user/)
})
