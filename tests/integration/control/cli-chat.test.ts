import assert from 'node:assert/strict'
import { test } from 'node:test'
import { friend, line, runIn, startHostileNode, transfer } from './cli-rig.ts'

const film = { ...transfer, file: { ...transfer.file, name: 'film.mkv' } }
const about = { transfer: film.id, seq: 1, state: 'delivered' } as const
const offered = { ...line, ...about, kind: 'offer', text: 'film.mkv (1.0 kB)' } as const
const answered = { ...line, ...about, mine: true, kind: 'offer-answer', text: 'accepted' } as const

test('what happened to a file is told with its name; an offer says how to take it while it can be', async () => {
  let lines: (typeof offered | typeof answered)[] = [offered]
  let code: string | undefined = 'answer-needed'
  await using rig = await startHostileNode({
    history: async () => ({ lines, more: false }),
    transfers: async () => ({ transfers: [{ ...film, code } as never] }),
  })
  const open = await runIn(rig.folder, ['chat', 'bob', '--history'])
  assert.match(open.stdout, /\[film\.mkv \(1\.0 kB\) · homing accept 000000ab\]/)
  lines = [offered, answered]
  code = undefined
  const settled = await runIn(rig.folder, ['chat', 'bob', '--history'])
  assert.match(settled.stdout, /\[film\.mkv \(1\.0 kB\) · 000000ab\]/)
  assert.match(settled.stdout, /you: \[film\.mkv: accepted\]/)
})

test('a file that this node knows nothing of is told without a name', async () => {
  await using rig = await startHostileNode({
    history: async () => ({ lines: [answered], more: false }),
    transfers: async () => ({ transfers: [] }),
  })
  const { stdout } = await runIn(rig.folder, ['chat', 'bob', '--history'])
  assert.match(stdout, /\[a file: accepted\]/)
})

test('the last piped line is waited for, also when empty lines follow', async () => {
  const queued = { ...line, mine: true, state: 'queued', seq: undefined } as const
  await using rig = await startHostileNode({
    sendText: async ({ text }) => {
      setImmediate(() => rig.events.emit({ kind: 'line', value: { ...line, mine: true, text } }))
      return { ...queued, text }
    },
  })
  const { stdout } = await runIn(rig.folder, ['chat', 'bob', '--json'], { input: 'one\ntwo\n\n\n' })
  const states = stdout
    .trimEnd()
    .split('\n')
    .map((each) => (JSON.parse(each) as typeof line).state)
  assert.deepEqual(states, ['queued', 'stored'])
})

test('what can not be meant together, or is too long, is refused before anything is sent', async () => {
  await using rig = await startHostileNode()
  const long = 'x'.repeat(16_001)
  for (const [args, told] of [
    [['chat', 'bob', 'hi', '--history'], /--history and --follow print/],
    [['chat', 'bob', '--before', '3'], /--before goes with --history/],
    [['chat', 'bob', ''], /the text is empty/],
    [['chat', 'bob', '  '], /the text is empty/],
    [['chat', 'bob', long], /a message must be text of 1 to 16000 characters/],
    [['friends', 'add', 'bob', '--note', long], /--note must be text of 0 to 280 characters/],
    [['friends', 'remark', 'bob', long], /the nickname must be text of 0 to 64 characters/],
    [['profile', 'set', '--signature', long], /--signature must be text of 0 to 280 characters/],
    [['profile', 'set', '--phone', 'call me'], /--phone must be a telephone number/],
    [['profile', 'set'], /nothing is to be changed/],
    [['profile', 'avatar'], /a picture, or --remove/],
    [['friends', 'add', 'Bob'], /in small letters: bob/],
  ] as const) {
    const ran = await runIn(rig.folder, args)
    assert.deepEqual([ran.code, ran.stdout], [2, ''], args.join(' ').slice(0, 40))
    assert.match(ran.stderr, told)
  }
  const asked = rig.calls.filter((call) => call !== 'status')
  assert.deepEqual(asked, [])
})

test('a new password has at least 8 characters; one of before may be shorter', async () => {
  await using rig = await startHostileNode()
  const rest = ['alice', '--home', '/h', '--password-stdin']
  const short = await runIn(rig.folder, ['register', ...rest], { input: '1234567\n' })
  assert.equal(short.code, 2)
  assert.match(short.stderr, /at least 8 characters/)
  assert.equal((await runIn(rig.folder, ['register', ...rest], { input: '12345678\n' })).code, 0)
  assert.equal((await runIn(rig.folder, ['login', ...rest], { input: '1234567\n' })).code, 0)
})

test('a change among friends is told as what was done', async () => {
  const none = async () => ({ ...friend, state: 'none' }) as const
  await using rig = await startHostileNode({
    declineFriend: none,
    cancelFriend: none,
    removeFriend: none,
    unblockAccount: none,
  })
  for (const [change, told] of [
    ['decline', 'you said no to bob'],
    ['cancel', 'you do not ask bob any more'],
    ['remove', 'bob is no friend of yours any more'],
    ['unblock', 'bob is not blocked any more'],
  ] as const) {
    const { stdout } = await runIn(rig.folder, ['friends', change, 'bob'])
    assert.equal(stdout, `${told}\n`)
  }
})
