/** `relay bench` measures, and leaves nothing behind. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { operatorCommand } from '../../support/operator-command.ts'
import { Program } from '../../support/program.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

type Measured = Readonly<{
  disk: { fsyncsPerSecond: number }
  database: { commitsPerSecond: number; connections: number }
  relay: { commitsPerSecond: number; atOnce: number }
  ratios: { relayToRaw: number; relayToFsync: number }
}>

async function measured(folder: string, env: Record<string, string> = {}): Promise<Measured> {
  const args = ['bench', '--data', folder, '--seconds', '1', '--json']
  const { code, stdout, stderr } = await operatorCommand(args, { env })
  assert.deepEqual([code, stderr], [0, ''])
  const found = JSON.parse(stdout) as Measured
  const { disk, database, relay, ratios } = found
  for (const rate of [disk.fsyncsPerSecond, database.commitsPerSecond, relay.commitsPerSecond]) {
    assert.ok(rate > 0)
  }
  const ratio = relay.commitsPerSecond / database.commitsPerSecond
  assert.ok(Math.abs(ratios.relayToRaw - ratio) < 0.02, `${ratios.relayToRaw} and ${ratio}`)
  return found
}

test('on SQLite it measures disk, database and relay, and nothing is left', async () => {
  using folder = temporaryFolder()
  const { database, relay } = await measured(folder.path)
  assert.deepEqual([database.connections, relay.atOnce], [1, 64])
  assert.deepEqual(readdirSync(folder.path), [])
  const text = await operatorCommand(['bench', '--data', folder.path, '--seconds', '1'])
  assert.match(text.stdout, /^disk +\d+ .*\ndatabase +\d+ .*\nrelay +\d+ .*\nrelay \/ database /m)
})

test('interrupted, it leaves nothing either; each mistake is told', async () => {
  using folder = temporaryFolder()
  const program = new Program('relay', ['bench', '--data', folder.path, '--seconds', '20'])
  const isBegun = () =>
    readdirSync(folder.path).some((name) => existsSync(join(folder.path, name, 'fsync')))
  while (!isBegun()) {
    assert.equal(program.child.exitCode, null, program.stderr)
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.equal(await program.kill('SIGINT'), 1)
  assert.match(program.stderr, /interrupted/)
  assert.deepEqual(readdirSync(folder.path), [])
  for (const seconds of ['0', '61', 'x', '-1']) {
    const wrong = await operatorCommand(['bench', `--seconds=${seconds}`, '--data', folder.path])
    assert.equal(wrong.code, 2)
    assert.match(wrong.stderr, /--seconds: must be a whole number from 1 to 60/)
  }
  const none = await operatorCommand(['bench', '--data', join(folder.path, 'none')])
  assert.equal(none.code, 3)
})

test('on a server it uses a table of its own, which goes', { skip: noMariadb() }, async () => {
  using folder = temporaryFolder()
  const mariadb = await sharedMariadb()
  const name = await mariadb.newDatabase()
  const env = { RELAY_DATABASE_URL: mariadb.url(name) }
  const early = await operatorCommand(['bench', '--data', folder.path], { env })
  assert.equal(early.code, 6)
  assert.match(early.stderr, /not up to date: relay migrate up/)
  assert.equal((await operatorCommand(['migrate', 'up', '--data', folder.path], { env })).code, 0)
  const tables = () =>
    mariadb.run(
      `select table_name from information_schema.tables where table_schema = '${name}' order by 1`,
    )
  const before = await tables()
  assert.equal((await measured(folder.path, env)).database.connections, 16)
  assert.deepEqual(await tables(), before)
  for (const table of ['invites', 'accounts', 'messages']) {
    assert.deepEqual(await mariadb.run(`select * from ${table}`, name), [])
  }
})
