import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { befriend, eventually, makeHoming, PASSWORD } from '../support/homing-process.ts'
import { startRelay } from '../support/relay-process.ts'
import { noTerminal, TerminalProgram } from '../support/terminal-program.ts'

const options = { skip: noTerminal() }
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'

test(
  'the password is asked for twice, without echo, and a mistyped one is refused',
  options,
  async () => {
    await using relay = await startRelay()
    await using alice = await makeHoming('alice')
    await alice.up()
    const args = ['register', 'alice', '--home', relay.address, '--invite', relay.invite]
    {
      await using terminal = new TerminalProgram(alice, args)
      await terminal.see(/password: /)
      terminal.type(`${PASSWORD}\r`)
      await terminal.see(/once more: /)
      terminal.type('something else\r')
      await terminal.see(/the two passwords differ/)
      assert.equal(await terminal.exited, 2)
    }
    await using terminal = new TerminalProgram(alice, args)
    await terminal.see(/password: /)
    terminal.type(`${PASSWORD}\r`)
    await terminal.see(/once more: /)
    terminal.type(`${PASSWORD}\r`)
    await terminal.see(/registered and signed in as alice/)
    assert.equal(await terminal.exited, 0)
    assert.ok(!terminal.screen.includes(PASSWORD))
  },
)

test('Ctrl-C at the password leaves, and nothing was done', options, async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await alice.up()
  await using terminal = new TerminalProgram(alice, ['login', 'alice', '--home', relay.address])
  await terminal.see(/password: /)
  terminal.type(CTRL_C)
  assert.equal(await terminal.exited, 130)
})

test('progress is drawn on one line, and ends with what was verified', options, async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)
  await bob.ok(['rules', 'set', 'alice', '--up-to', '1GB'])
  const path = join(alice.folder, '..', 'film.mkv')
  await writeFile(path, Buffer.alloc(20 * 1024 * 1024, 7))
  await using terminal = new TerminalProgram(alice, ['send', 'bob', path])
  await terminal.see(/\u001b\[J/)
  await terminal.see(/film\.mkv {2}21\.0 MB {2}verified on the disk of bob/)
  await terminal.see(/bafy/)
  assert.equal(await terminal.exited, 0)
})

test(
  'an interactive chat: both type, see one another type, and the marks move',
  options,
  async () => {
    await using relay = await startRelay()
    await using alice = await makeHoming('alice')
    await using bob = await makeHoming('bob')
    await befriend(relay, alice, bob)
    await alice.ok(['chat', 'bob', 'an earlier line'])
    await eventually(async () => (await bob.ok(['friends'])).includes('1 new'))

    await using a = new TerminalProgram(alice, ['chat', 'bob'])
    await a.see(/an earlier line/)
    await using b = new TerminalProgram(bob, ['chat', 'alice'])
    await b.see(/an earlier line/)
    await a.see(/✓✓ read/)
    a.type('hello')
    await b.see(/alice is typing…/)
    a.type(' bob\r')
    await b.see(/alice: .*hello bob/)
    b.type('hello alice\r')
    await a.see(/bob: .*hello alice/)
    await a.see(/> /)
    a.type(CTRL_D)
    assert.equal(await a.exited, 0)
    b.type(CTRL_C)
    assert.equal(await b.exited, 0)
  },
)
