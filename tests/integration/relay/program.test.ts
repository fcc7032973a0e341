import assert from 'node:assert/strict'
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { LEAN_RELAY } from '../../../src/system/lean-process.ts'
import { parseDeviceId } from '../../../src/core/ids.ts'
import { HomeClient } from '../../support/home-client.ts'
import { Program } from '../../support/program.ts'
import { startRelay } from '../../support/relay-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const FREE = ['--listen', '127.0.0.1:0']

test('the first start makes a private folder and prints where it is and how to register', async () => {
  using folder = temporaryFolder()
  const data = join(folder.path, 'home')
  const program = new Program('relay', ['--data', data, ...FREE, '--home', 'home.example'])
  await program.line((line) => line === 'ready')
  const lines = program.stdout.split('\n')
  assert.ok(lines.includes('home home.example'))
  assert.match(program.stdout, /^address \/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\/12D3KooW\w+$/m)
  assert.match(program.stdout, /^address \/ip4\/127\.0\.0\.1\/tcp\/\d+\/ws\/p2p\/12D3KooW\w+$/m)
  assert.match(program.stdout, /^invite [A-Z0-9]{4}(-[A-Z0-9]{4})+$/m)
  assert.match(program.stdout, /^register with: homing register <name> --home \S+ --invite \S+$/m)
  assert.equal(statSync(data).mode & 0o777, 0o700)
  for (const file of ['key', 'opaque', 'relay.sqlite', 'lock', 'logs/relay.log']) {
    assert.equal(statSync(join(data, file)).mode & 0o077, 0, file)
  }
  assert.equal(await program.kill('SIGINT'), 0)
})

test('the process that serves has the settings that keep it small, and the number it was started with', {
  skip: process.platform !== 'linux',
}, async () => {
  await using relay = await startRelay()
  const args = readFileSync(`/proc/${relay.pid}/cmdline`, 'utf8').split('\0')
  for (const flag of LEAN_RELAY.flags) assert.ok(args.includes(flag), args.join(' '))
})

test('identity, invite and accounts stay over a restart', async () => {
  await using relay = await startRelay()
  const [address, invite] = [relay.address, relay.invite]
  await relay.restart()
  assert.deepEqual([relay.address, relay.invite], [address, invite])
})

test('a second relay on the folder is refused; after a kill -9 of the first it is not', async () => {
  await using relay = await startRelay()
  const second = new Program('relay', ['--data', relay.folder, ...FREE])
  assert.equal(await second.exited, 3)
  assert.match(second.stderr, /another relay is running/)
  await relay.restart('SIGKILL')
})

test('a folder or a secret that others can read is refused, with the command that helps', async () => {
  await using relay = await startRelay()
  const { folder } = relay
  await relay.stop()
  for (const [path, mode, right] of [
    [folder, 0o755, 'chmod 700'],
    [join(folder, 'key'), 0o640, 'chmod 600'],
    [join(folder, 'opaque'), 0o604, 'chmod 600'],
  ] as const) {
    const before = statSync(path).mode
    chmodSync(path, mode)
    const refused = new Program('relay', ['--data', folder, ...FREE])
    assert.equal(await refused.exited, 3)
    assert.ok(refused.stderr.includes(`${right} '${path}'`), refused.stderr)
    chmodSync(path, before)
  }
})

test('a missing secret of a home that exists is not made anew', async () => {
  await using relay = await startRelay()
  await relay.stop()
  rmSync(join(relay.folder, 'opaque'))
  const refused = new Program('relay', ['--data', relay.folder, ...FREE])
  assert.equal(await refused.exited, 3)
  assert.match(refused.stderr, /restore it from a backup/)
})

test('a damaged secret or database is named, without a stack', async () => {
  for (const [file, said] of [
    ['key', /key is damaged/],
    ['opaque', /another 'opaque' .* restore that file from a backup/],
    ['relay.sqlite', /SQLite error 26/],
  ] as const) {
    await using relay = await startRelay()
    const { folder } = relay
    await relay.stop()
    writeFileSync(
      join(folder, file),
      'this is neither a key nor a database, but long enough for both',
    )
    const refused = new Program('relay', ['--data', folder, ...FREE])
    assert.equal(await refused.exited, 3)
    assert.match(refused.stderr, /^relay: .+\n$/)
    assert.match(refused.stderr, said)
  }
})

test('a wrong setting is named with its place and what is allowed', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'relay.yaml')
  writeFileSync(file, 'home: home.example\nrates:\n  loginPerName:\n    burst: many\n')
  const byFile = new Program('relay', ['--config', file, '--data', folder.path])
  assert.equal(await byFile.exited, 2)
  assert.match(byFile.stderr, /relay\.yaml:4: rates\.loginPerName\.burst: must be .*whole number/)
  const byEnv = new Program('relay', ['config'], { env: { RELAY_REGISTRATION: 'maybe' } })
  assert.equal(await byEnv.exited, 2)
  assert.match(byEnv.stderr, /RELAY_REGISTRATION: must be .*invite, open, closed/)
  const byFlag = new Program('relay', ['--listen', 'everywhere'])
  assert.equal(await byFlag.exited, 2)
  assert.match(byFlag.stderr, /--listen: must be/)
  const unknown = new Program('relay', ['--lisen', 'x'])
  assert.equal(await unknown.exited, 2)
})

test('a port that is taken ends it with a code of its own', async () => {
  using folder = temporaryFolder()
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const relay = new Program('relay', [
    '--data',
    join(folder.path, 'x'),
    '--listen',
    `127.0.0.1:${port}`,
  ])
  assert.equal(await relay.exited, 4)
  assert.match(relay.stderr, /listen/)
  taken.close()
})

test('it goes on when nobody reads its output any more', async () => {
  using folder = temporaryFolder()
  const program = new Program('relay', ['--data', join(folder.path, 'x'), ...FREE])
  await program.line((line) => line === 'ready')
  program.child.stdout?.destroy()
  assert.equal(await program.kill('SIGTERM'), 0)
})

test('SIGHUP reads the configuration again: what can change does, a mistake changes nothing', async () => {
  await using relay = await startRelay()
  const file = join(relay.folder, 'relay.yaml')
  const logged = async (message: string) => {
    while (!readFileSync(join(relay.folder, 'logs/relay.log'), 'utf8').includes(message)) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    return readFileSync(join(relay.folder, 'logs/relay.log'), 'utf8')
  }
  const device = parseDeviceId(relay.address.split('/p2p/')[1] ?? '')
  const home = { device, addresses: [relay.address] }
  await using bob = await HomeClient.connect(home)
  const registration = async () => (await bob.ask('hello', { program: '' })).registration
  assert.equal(await registration(), 'invite')
  writeFileSync(file, 'registration: nobody\n')
  process.kill(relay.pid, 'SIGHUP')
  const wrong = await logged('configuration could not be read again')
  assert.match(wrong, /relay\.yaml:1: registration: must be/)
  assert.equal(await registration(), 'invite')
  writeFileSync(file, 'registration: closed\nspool:\n  enabled: false\n')
  process.kill(relay.pid, 'SIGHUP')
  assert.match(await logged('configuration was read again'), /"waiting":\["spool\.enabled"\]/)
  assert.equal(await registration(), 'closed')
})
