/** What nodes do when their home was restored from a backup that lacks what they have. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { operatorCommand } from '../../support/operator-command.ts'
import { type RelayProcess, startRelay } from '../../support/relay-process.ts'
import { TestNode } from '../../support/test-node.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function say(from: TestNode, to: TestNode, text: string): Promise<void> {
  await from.node.chat.sendText(to.name, text)
  await to.until(async () => (await to.page(from)).includes(text))
}

async function lineOf(of: TestNode, other: TestNode, text: string) {
  const options = { signal: AbortSignal.timeout(60_000) }
  const { lines } = await of.node.chat.history(other.name, { limit: 100 }, options)
  return lines.find((line) => line.text === text)
}

async function loseAndRestore(relay: RelayProcess, backup: string): Promise<void> {
  await relay.stop('SIGKILL')
  for (const end of ['', '-wal', '-shm']) {
    rmSync(join(relay.folder, `relay.sqlite${end}`), { force: true })
  }
  const restored = await operatorCommand(['restore', backup, '--data', relay.folder])
  assert.equal(restored.code, 0, restored.stderr)
}

test('messages that a restored home lost are sent again by who wrote them, and none that came since is passed over', async () => {
  using folder = temporaryFolder()
  const backup = join(folder.path, 'backup')
  await using relay = await startRelay()
  const home = { addresses: [relay.address], invite: relay.invite }
  await using alice = await TestNode.registered('alice', home)
  await using bob = await TestNode.registered('bob', home)
  await alice.befriend(bob)
  const kept = ['one', 'two', 'three']
  for (const text of kept) await say(alice, bob, text)
  assert.equal((await operatorCommand(['backup', backup, '--data', relay.folder])).code, 0)
  for (const text of ['lost 1', 'lost 2', 'lost 3']) await say(alice, bob, text)
  await say(bob, alice, 'lost 4')

  // Bob is away; at the places of what he has the home gives out new messages meanwhile.
  await bob.down()
  await loseAndRestore(relay, backup)
  await relay.start()
  // What bob wrote is not at the home any more; alice has it all the same.
  await alice.until(async () => (await lineOf(alice, bob, 'lost 4'))?.state === 'kept')
  await alice.until(async () => (await alice.page(bob)).length === 7)
  await alice.node.chat.sendText(bob.name, 'new')
  await alice.until(() => alice.node.chat.queued() === 0)

  await bob.up()
  const all = [...kept, 'lost 1', 'lost 2', 'lost 3', 'new', 'lost 4']
  await bob.until(async () => (await bob.page(alice)).length === all.length)
  await alice.until(async () => (await alice.page(bob)).length === all.length)
  assert.deepEqual(
    await bob.page(alice),
    all.map((text) => (text === 'lost 4' ? `>${text}` : text)),
  )
  assert.deepEqual(
    await alice.page(bob),
    all.map((text) => (text === 'lost 4' ? text : `>${text}`)),
  )
  assert.equal((await lineOf(alice, bob, 'lost 4'))?.state, 'delivered')
  await say(bob, alice, 'and on')
  const verified = await operatorCommand(['verify', '--data', relay.folder])
  assert.equal(verified.code, 0, verified.stdout)
})

test('nodes whose home moved, with nothing lost, have what they had', async () => {
  using folder = temporaryFolder()
  const backup = join(folder.path, 'backup')
  await using relay = await startRelay()
  const home = { addresses: [relay.address], invite: relay.invite }
  await using alice = await TestNode.registered('alice', home)
  await using bob = await TestNode.registered('bob', home)
  await alice.befriend(bob)
  for (const text of ['one', 'two']) await say(alice, bob, text)
  await bob.node.chat.sendText(alice.name, 'three')
  await alice.until(() => alice.heard().length === 1)
  await relay.stop()
  assert.equal((await operatorCommand(['backup', backup, '--data', relay.folder])).code, 0)
  await loseAndRestore(relay, backup)
  await relay.start()
  await say(alice, bob, 'four')
  await bob.until(() => bob.heard().length >= 3)
  assert.deepEqual(await bob.page(alice), ['one', 'two', '>three', 'four'])
  assert.deepEqual(bob.heard(), ['one', 'two', 'four'], 'nothing is told twice')
})
