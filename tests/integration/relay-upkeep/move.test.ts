/** A home that moves from SQLite to a database server, and back, as the operator's manual says. */
import assert from 'node:assert/strict'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseDeviceId } from '../../../src/core/ids.ts'
import { HomeClient } from '../../support/home-client.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { operatorCommand } from '../../support/operator-command.ts'
import { Program } from '../../support/program.ts'
import { startRelay } from '../../support/relay-process.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const skip = noMariadb()

test('a home moves to a server and back, with everybody in it', { skip }, async () => {
  using folder = temporaryFolder()
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  const env = { RELAY_DATABASE_URL: mariadb.url(name) }
  await using relay = await startRelay()
  const data = ['--data', relay.folder]
  const home = {
    device: parseDeviceId(relay.address.split('/p2p/')[1] ?? ''),
    addresses: [relay.address],
  }
  await using alice = await HomeClient.connect(home)
  await alice.register('alice', { invite: relay.invite })
  await relay.stop()

  const there = join(folder.path, 'there')
  assert.equal((await operatorCommand(['backup', there, ...data])).code, 0)
  const early = await operatorCommand(['restore', there, ...data], { env })
  assert.equal(early.code, 3)
  assert.match(early.stderr, /relay\.sqlite holds this home's data.*relay backup --help/)
  renameSync(join(relay.folder, 'relay.sqlite'), join(relay.folder, 'relay.sqlite.old'))
  const moved = await operatorCommand(['restore', there, ...data], { env })
  assert.deepEqual([moved.code, moved.stderr], [0, ''])
  assert.match(moved.stdout, /restored into mysql:\/\/homing@127\.0\.0\.1/)
  const server = await operatorCommand(['verify', ...data], { env })
  assert.equal(server.code, 0)
  await serves(relay.folder, env)
  assert.equal((await operatorCommand(['restore', there, ...data], { env })).code, 6)

  const back = join(folder.path, 'back')
  assert.equal((await operatorCommand(['backup', back, ...data], { env })).code, 0)
  const soon = await operatorCommand(['restore', back, ...data])
  assert.equal(soon.code, 3)
  assert.match(soon.stderr, /data is on a database server/)
  rmSync(join(relay.folder, 'server'))
  assert.equal((await operatorCommand(['restore', back, ...data])).code, 0)
  await relay.start()
  await using again = await HomeClient.connect(home, { key: alice.key })
  assert.equal((await again.attach()).name, 'alice')
})

test('no relay starts on a database into which a restore was cut off', { skip }, async () => {
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  const env = { RELAY_DATABASE_URL: mariadb.url(name) }
  await using relay = await startRelay({ env })
  await relay.stop()
  await mariadb.run("insert into home (secret, mark) values ('being-restored', '')", name)
  const program = new Program('relay', ['--data', relay.folder, '--listen', '127.0.0.1:0'], { env })
  assert.equal(await program.exited, 3)
  assert.match(program.stderr, /a restore into this database is under way, or was cut off/)
})

async function serves(folder: string, env: Record<string, string>): Promise<void> {
  const program = new Program('relay', ['--data', folder, '--listen', '127.0.0.1:0'], { env })
  await program.line((line) => line === 'ready')
  const { stdout } = await operatorCommand(['admin', 'accounts', '--data', folder])
  assert.match(stdout, /^alice /m)
  assert.equal(await program.kill('SIGTERM'), 0)
}
