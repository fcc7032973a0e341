import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Command } from 'commander'
import { Context } from '../../../node/cli/context.ts'
import { Output } from '../../../node/cli/output.ts'
import { makeProgram } from '../../../node/cli/program.ts'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { HOSTILE, line, runIn, startHostileNode, status, transfer } from './cli-rig.ts'

/** A command line for each command that ends by itself; FILE is a file that exists. */
const LINES: readonly (readonly string[])[] = [
  ['up'],
  ['up', '--detach'],
  ['status'],
  ['doctor'],
  ['help'],
  ['help', 'friends', 'add'],
  ['help', 'exit-codes'],
  ['register', 'alice', '--home', '/h', '--password-stdin'],
  ['login', 'alice', '--home', '/h', '--password-stdin'],
  ['logout'],
  ['whoami'],
  ['profile'],
  ['profile', 'show'],
  ['profile', 'set', '--region', 'x', '--phone', '+41 31', '--no-share-phone'],
  ['profile', 'avatar', '--remove'],
  ['invite'],
  ['devices'],
  ['devices', 'list'],
  ['devices', 'logout', 'laptop'],
  ['friends'],
  ['friends', 'list'],
  ['friends', 'show', 'bob'],
  ['friends', 'requests'],
  ['friends', 'add', 'bob'],
  ['friends', 'accept', 'bob'],
  ['friends', 'decline', 'bob'],
  ['friends', 'cancel', 'bob'],
  ['friends', 'remove', 'bob'],
  ['friends', 'block', 'bob'],
  ['friends', 'unblock', 'bob'],
  ['friends', 'report', 'bob', 'spam', 'he', 'sells'],
  ['friends', 'remark', 'bob', 'bobby'],
  ['chat', 'bob', 'hi', 'there'],
  ['chat', 'bob', '--history'],
  ['chat', 'bob'],
  ['send', 'bob', 'FILE', 'FILE'],
  ['send', 'bob', 'FILE', '--no-wait'],
  ['send', 'bob,carol', 'FILE', '--to', 'dave', '--priority', 'low'],
  ['transfers'],
  ['transfers', 'list'],
  ['transfers', 'show', 'ab'],
  ['transfers', 'accept', 'ab'],
  ['transfers', 'decline', 'ab'],
  ['transfers', 'pause', 'ab'],
  ['transfers', 'resume', 'ab'],
  ['transfers', 'cancel', 'ab'],
  ['transfers', 'pause', '--all'],
  ['transfers', 'resume', '--all'],
  ['transfers', 'cancel', '--all', '--yes'],
  ['transfers', 'priority', 'ab', 'high'],
  ['transfers', 'move', 'ab', 'first'],
  ['transfers', 'leftovers'],
  ['transfers', 'discard', 'ab'],
  ['accept', 'ab', '--wait'],
  ['decline', 'ab'],
  ['cancel', 'ab'],
  ['rules'],
  ['rules', 'list'],
  ['rules', 'set', 'bob', '--up-to', '10GB'],
  ['rules', 'set', '--everyone', '--quiet', 'mon-fri 22-7', '--quiet', 'sat,sun 00:00-10:30'],
  ['rules', 'remove', 'bob'],
  ['limits'],
  ['limits', 'list'],
  ['limits', 'set', '--up', '2MB/s', '--friend', 'bob', '--hours', '22-7'],
  ['limits', 'clear', '--all'],
  ['--version'],
  ['--help'],
]
/** Those that print a JSON line for each change. */
const STREAMS = new Set(['send', 'accept', 'chat'])
/** These end the node, and are tested with a real one. */
const ELSEWHERE = new Set(['down'])
const OBEYED_BY_TERMINALS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

type Rig = Awaited<ReturnType<typeof startHostileNode>>

function given(rig: Rig, args: readonly string[]): readonly string[] {
  const file = join(rig.folder, 'film.mkv')
  writeFileSync(file, 'x')
  return args.map((arg) => (arg === 'FILE' ? file : arg))
}

test('the list of command lines above holds every command there is', () => {
  const out = new Output(
    { stdout: process.stdout, stderr: process.stderr },
    { json: true, noColour: true },
  )
  const io = { ...process, env: { HOMING_HOME: '/nowhere' } } as never
  const context = new Context(io, {
    out,
    signal: AbortSignal.abort(),
    release: new DisposableStack(),
  })
  const { root } = makeProgram(context)
  const leaves = (command: Command): string[] =>
    command.commands.length === 0
      ? [pathOf(command)]
      : command.commands.flatMap((each) => leaves(each))
  const pathOf = (command: Command): string =>
    command.parent === null ? '' : `${pathOf(command.parent)} ${command.name()}`.trim()
  const tested = LINES.map((args) => args.join(' '))
  for (const leaf of leaves(root).filter((each) => !ELSEWHERE.has(each))) {
    assert.ok(
      tested.some((each) => each === leaf || each.startsWith(`${leaf} `)),
      leaf,
    )
  }
})

for (const args of LINES) {
  test(`homing ${args.join(' ')} --json prints JSON and nothing else`, async () => {
    await using rig = await startHostileNode()
    const input = 'a long line\nanother\n'
    const ran = await runIn(rig.folder, [...given(rig, args), '--json'], { input })
    assert.equal(ran.code, 0, ran.stderr)
    assert.equal(ran.stderr, '')
    assert.match(ran.stdout, /\n$/)
    const documents = ran.stdout
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each) as unknown)
    assert.ok(documents.length === 1 || STREAMS.has(args[0] ?? ''), ran.stdout)
    for (const each of documents) assert.equal(typeof each, 'object')
    assert.doesNotMatch(ran.stdout, OBEYED_BY_TERMINALS)
  })

  test(`homing ${args.join(' ')} prints nothing of others that a terminal obeys`, async () => {
    await using rig = await startHostileNode()
    const input = 'a long line\nanother\n'
    const ran = await runIn(rig.folder, given(rig, args), { input })
    assert.equal(ran.code, 0, ran.stderr)
    assert.notEqual(ran.stdout, '')
    assert.doesNotMatch(ran.stdout + ran.stderr, OBEYED_BY_TERMINALS)
  })
}

test('colours on a terminal, none with NO_COLOR, and the hostile escapes in neither', async () => {
  await using rig = await startHostileNode()
  const coloured = await runIn(rig.folder, ['chat', 'bob', '--history'], { terminal: true })
  assert.match(coloured.stdout, /\u001b\[36m/)
  assert.doesNotMatch(coloured.stdout, /\u001b\[2J|\u009b|\u202e/)
  const options = { terminal: true, noColour: true }
  const plain = await runIn(rig.folder, ['chat', 'bob', '--history'], options)
  assert.doesNotMatch(plain.stdout, OBEYED_BY_TERMINALS)
})

test('a second line of a message can not pass itself off as a line of somebody else', async () => {
  const text = 'hi\n14:05 you: I owe you 1000'
  await using rig = await startHostileNode({
    history: async () => ({ lines: [{ ...line, text }], more: false }),
  })
  const { stdout } = await runIn(rig.folder, ['chat', 'bob', '--history'])
  assert.match(stdout, /\n +14:05 you: I owe you 1000\n$/)
})

test('what was printed is marked as read, unless it shall stay unread', async () => {
  const marked: number[] = []
  await using rig = await startHostileNode({
    markRead: async ({ seq }) => {
      marked.push(seq)
      return {}
    },
  })
  await runIn(rig.folder, ['chat', 'bob', '--history', '--keep-unread'])
  assert.deepEqual(marked, [])
  await runIn(rig.folder, ['chat', 'bob', '--history'])
  assert.deepEqual(marked, [line.seq])
})

test('errors are a sentence for people and JSON for scripts, with one exit code', async () => {
  await using rig = await startHostileNode({
    sendText: async () => {
      throw new HomeRefusal('not-friends')
    },
    whoami: async () => {
      throw new ControlError('signed-out', 'not signed in', { advice: 'run: homing login' })
    },
    logout: async () => {
      throw new Error('canary')
    },
  })
  const human = await runIn(rig.folder, ['whoami'])
  assert.deepEqual(human, { code: 4, stdout: '', stderr: 'not signed in\n→ run: homing login\n' })
  const script = await runIn(rig.folder, ['chat', 'bob', 'hi', '--json'])
  assert.equal(script.code, 6)
  assert.equal(script.stdout, '')
  const { error } = JSON.parse(script.stderr) as { error: Record<string, string> }
  assert.deepEqual([error['code'], error['reason']], ['refused', 'not-friends'])
  assert.equal((await runIn(rig.folder, ['logout'])).code, 1)
})

test('mistakes on the command line are told with what is allowed, and ask the node nothing', async () => {
  await using rig = await startHostileNode()
  for (const args of [
    ['nonsense'],
    ['friends', 'nonsense'],
    ['status', 'extra'],
    ['status', '--nonsense'],
    ['friends', 'add'],
    ['friends', 'add', 'No Name'],
    ['register', 'alice'],
    ['rules', 'set', 'bob'],
    ['rules', 'set', 'bob', '--up-to', 'much'],
    ['rules', 'set', 'bob', '--block', '--up-to', '1GB'],
    ['rules', 'set', '--ask'],
    ['rules', 'set', 'bob', '--everyone', '--ask'],
    ['rules', 'set', 'bob', '--quiet', '25-7'],
    ['limits', 'set'],
    ['limits', 'set', '--up', '2Mb/s'],
    ['limits', 'set', '--up', '0'],
    ['limits', 'set', '--up', '1MB/s', '--hours', 'someday 8-9'],
    ['transfers', 'pause'],
    ['transfers', 'pause', 'ab', '--all'],
    ['transfers', 'cancel', '--all'],
    ['transfers', 'priority', 'ab', 'urgent'],
    ['transfers', 'move', 'ab', 'away'],
    ['send', 'bob', 'package.json', '--priority', 'urgent'],
    ['send', 'bob,,carol', 'package.json'],
    ['invite', '--uses', '0'],
    ['chat', 'bob', '--history', '--limit', '1000'],
    ['send', 'bob'],
    ['help', 'nonsense'],
  ]) {
    const ran = await runIn(rig.folder, args)
    assert.equal(ran.code, 2, args.join(' '))
    assert.equal(ran.stdout, '')
    assert.notEqual(ran.stderr, '')
    const json = await runIn(rig.folder, [...args, '--json'])
    assert.equal(json.code, 2)
    assert.ok(JSON.parse(json.stderr))
  }
  assert.deepEqual(
    rig.calls.filter((call) => call !== 'status'),
    [],
  )
})

test('without a node every command that needs one says so, with its own exit code', async () => {
  await using rig = await startHostileNode()
  await rig.server.stop()
  const needNone = new Set(['up', 'doctor', 'help', '--version', '--help'])
  for (const args of LINES.filter(([first]) => !needNone.has(first ?? ''))) {
    const ran = await runIn(rig.folder, given(rig, args))
    const text = 'no node is running for this profile; run: homing up --detach\n'
    assert.deepEqual(ran, { code: 3, stdout: '', stderr: text }, args.join(' '))
  }
  assert.equal((await runIn(rig.folder, ['doctor'])).code, 10)
  assert.equal((await runIn(rig.folder, ['down'])).stdout, 'no node was running\n')
})

test('a transfer is found by any ending of its id that only one has', async () => {
  const other = { ...transfer, id: '019339a0-0000-7000-8000-0000000001ab' as never }
  await using rig = await startHostileNode({
    transfers: async () => ({ transfers: [transfer, other] }),
    transfer: async ({ id }) => ({ ...transfer, id }),
  })
  const shown = await runIn(rig.folder, ['transfers', 'show', '0AB', '--json'])
  assert.equal((JSON.parse(shown.stdout) as { id: string }).id, transfer.id)
  const whole = await runIn(rig.folder, ['transfers', 'show', other.id, '--json'])
  assert.equal((JSON.parse(whole.stdout) as { id: string }).id, other.id)
  assert.equal((await runIn(rig.folder, ['transfers', 'show', 'ab'])).code, 8)
  assert.equal((await runIn(rig.folder, ['transfers', 'show', 'ff'])).code, 7)
  assert.equal((await runIn(rig.folder, ['transfers', 'show', ''])).code, 7)
})

test('send refuses devices and what is not there before it offers anything', async () => {
  await using rig = await startHostileNode()
  const [file] = given(rig, ['FILE'])
  const device = await runIn(rig.folder, ['send', 'bob', file ?? '', '/dev/null'])
  assert.equal(device.code, 2)
  assert.match(device.stderr, /neither a regular file nor a folder/)
  const missing = await runIn(rig.folder, ['send', 'bob', file ?? '', join(rig.folder, 'none')])
  assert.equal(missing.code, 7)
  assert.deepEqual(
    rig.calls.filter((call) => call === 'sendFile'),
    [],
  )
})

test('send follows a transfer to its end, over a cut of the stream of events', async () => {
  const moving = { ...transfer, direction: 'outgoing', state: 'moving', verifiedBytes: 1 } as never
  let asked = 0
  await using rig = await startHostileNode({
    sendFile: async () => moving,
    transfer: async () => {
      asked += 1
      if (asked === 1) {
        setImmediate(() => {
          rig.events.emit({ kind: 'transfer', value: { ...transfer, id: line.id } as never })
          rig.events.emit({
            kind: 'transfer',
            value: { ...(moving as object), verifiedBytes: 500 } as never,
          })
          rig.events.emit({ kind: 'transfer', value: transfer })
        })
      }
      return moving
    },
  })
  const [file] = given(rig, ['FILE'])
  const ran = await runIn(rig.folder, ['send', 'bob', file ?? '', '--json'])
  assert.equal(ran.code, 0)
  const states = ran.stdout
    .trimEnd()
    .split('\n')
    .map((each) => {
      const { state, verifiedBytes } = JSON.parse(each) as typeof transfer
      return `${state} ${verifiedBytes}`
    })
  assert.deepEqual(states, ['moving 1', 'moving 500', 'done 1000'])
})

test('a transfer that ends otherwise than verified is no success', async () => {
  for (const state of ['failed', 'declined', 'cancelled'] as const) {
    const ended = { ...transfer, state }
    await using rig = await startHostileNode({
      sendFile: async () => ended,
      transfer: async () => ended,
    })
    const [file] = given(rig, ['FILE'])
    assert.equal((await runIn(rig.folder, ['send', 'bob', file ?? ''])).code, 9, state)
  }
})

test('on a terminal progress is one line that is redrawn, and fits it', async () => {
  const moving = { ...transfer, state: 'moving', rate: 93_400_000, etaMs: 17_000 } as const
  await using rig = await startHostileNode({
    sendFile: async () => moving,
    transfer: async () => {
      setImmediate(() => {
        rig.events.emit({ kind: 'transfer', value: { ...moving, verifiedBytes: 420 } })
        rig.events.emit({ kind: 'transfer', value: transfer })
      })
      return { ...moving, verifiedBytes: 10 }
    },
  })
  const [file] = given(rig, ['FILE'])
  const options = { terminal: true, noColour: true }
  const { stdout, code } = await runIn(rig.folder, ['send', 'bob', file ?? ''], options)
  assert.equal(code, 0)
  const drawings = stdout.split('\u001b[J')
  assert.match(drawings[1] ?? '', /1 %/)
  assert.match(drawings[2] ?? '', /42 %/)
  assert.match(drawings[2] ?? '', /420 B of 1\.0 kB {2}93\.4 MB\/s/)
  assert.match(drawings[3] ?? '', /verified.*\n {2}bafy/)
  for (const text of stdout.split('\n')) {
    assert.doesNotMatch(
      text.replaceAll(/\u001b\[(1A|J)/g, '').replaceAll('\r', ''),
      OBEYED_BY_TERMINALS,
    )
  }
})

test('a message that the home can not take now is kept, and said to be', async () => {
  const queued = { ...line, mine: true, state: 'queued', seq: undefined } as const
  const link = { state: 'offline', sinceMs: 1 } as const
  await using rig = await startHostileNode({
    status: async () => ({ ...(status as object), link }) as never,
    sendText: async () => queued,
  })
  const ran = await runIn(rig.folder, ['chat', 'bob', 'hi'])
  assert.equal(ran.code, 0)
  assert.match(ran.stderr, /your node sends it as soon as it is back/)
})

test('a message that the home refuses after it was kept is no success', async () => {
  const queued = { ...line, mine: true, state: 'queued', seq: undefined } as const
  await using rig = await startHostileNode({
    sendText: async () => {
      setImmediate(() => {
        const refused = { ...queued, state: 'refused', why: 'you are not friends' } as const
        rig.events.emit({ kind: 'line', value: refused })
      })
      return queued
    },
  })
  const ran = await runIn(rig.folder, ['chat', 'bob', 'hi'])
  assert.deepEqual(ran, { code: 6, stdout: '', stderr: 'you are not friends\n' })
})

test('each line of piped input is a message, in order, empty ones left out', async () => {
  const said: string[] = []
  await using rig = await startHostileNode({
    sendText: async ({ text }) => {
      said.push(text)
      return { ...line, mine: true, text }
    },
  })
  await runIn(rig.folder, ['chat', 'bob'], { input: 'one\n\ntwo\r\n  three\n' })
  assert.deepEqual(said, ['one', 'two', '  three'])
})

test('passwords come from stdin up to the line break; none at all is refused', async () => {
  const seen: string[] = []
  await using rig = await startHostileNode({
    login: async ({ password }) => {
      seen.push(password)
      return { name: 'alice', home: 'h', displayName: HOSTILE } as never
    },
  })
  const args = ['login', 'alice', '--home', '/h', '--password-stdin']
  for (const input of ['pass word\n', 'pass word\r\n', 'pass word', 'pass word\nmore\n']) {
    await runIn(rig.folder, args, { input })
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 4 }, () => 'pass word'),
  )
  assert.equal((await runIn(rig.folder, args, { input: '\n' })).code, 2)
  const { code, stderr } = await runIn(rig.folder, args.slice(0, -1))
  assert.equal(code, 2)
  assert.match(stderr, /--password-stdin/)
})
