import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { styleText } from 'node:util'
import { assertSame, givenFile, makeFile, type SentFile } from './demo/files.ts'
import {
  fact,
  firstTransfer,
  heading,
  interrupted,
  megabytes,
  step,
  type Transfer,
} from './demo/stage.ts'
import { whileAway } from './demo/while-away.ts'
import { befriend, eventually, type Homing, makeHoming } from './support/homing-process.ts'
import type { Program } from './support/program.ts'
import { startRelay } from './support/relay-process.ts'

/**
 * `npm run demo [-- FILE]`: one relay and two nodes on this machine, through the programs that people use: register,
 * befriend, talk while one is away, send a file and compare it; then send a folder to a friend who is away. Leaves nothing behind, also after Ctrl-C.
 */

/** Whatever file is given, it has this long. */
const A_DAY_MS = 24 * 60 * 60 * 1000

type Line = Readonly<{ text: string; mine: boolean }>
process.exitCode = await main(process.argv[2])

async function main(path: string | undefined): Promise<number> {
  const startedMs = performance.now()
  try {
    await demo(path)
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    console.log(
      styleText(['green', 'bold'], `\nall as promised, in ${seconds} s; nothing is left behind`),
    )
    return 0
  } catch (err) {
    if (interrupted.signal.aborted) {
      console.error('\ninterrupted; everything was stopped and removed')
      return 130
    }
    console.error(
      styleText('red', `\nthe demo failed: ${err instanceof Error ? err.message : String(err)}`),
    )
    return 1
  }
}

async function demo(path: string | undefined): Promise<void> {
  const made: string[] = []
  const pids: number[] = []
  {
    await using stack = new AsyncDisposableStack()
    const folder = await mkdtemp(join(tmpdir(), 'homing-demo-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    const file = path === undefined ? await makeFile(folder) : await givenFile(path)

    // Within the step: an interrupted one throws, and what it made must be known by then.
    const relay = await step('a relay starts', async () => stack.use(await startRelay()))
    fact('address', relay.address)
    fact('invite', relay.invite)
    const alice = stack.use(await makeHoming('alice'))
    const bob = stack.use(await makeHoming('bob'))
    made.push(folder, relay.folder, alice.folder, bob.folder)
    await step('two nodes start, alice and bob register, and become friends', () =>
      befriend(relay, alice, bob),
    )
    await talk(alice, bob)
    await away(alice, bob)
    await send({ alice, bob, file })
    await whileAway(alice, bob, folder)
    pids.push(relay.pid, await alice.pid(), await bob.pid())
    console.log(`\n${styleText('bold', 'everything stops')}`)
  }
  for (const each of made) assert.ok(!existsSync(each), `${each} is still there`)
  for (const pid of pids) assert.ok(!isRunning(pid), `process ${pid} still runs`)
}

async function talk(alice: Homing, bob: Homing): Promise<void> {
  await step('they talk', async () => {
    await alice.ok(['chat', 'bob', 'Hello Bob, this is my own machine talking to yours.'])
    await bob.ok(['chat', 'alice', 'Hello Alice. No cloud in between?'])
    await heard(alice, 'bob', ['No cloud in between'])
  })
  await print(alice, 'bob')
}

async function away(alice: Homing, bob: Homing): Promise<void> {
  const texts = ['Are you there?', 'Never mind.', 'You will read this when you are back.']
  await step('bob’s node stops; alice writes on', async () => {
    await bob.ok(['down'])
    for (const text of texts) await alice.ok(['chat', 'bob', text])
  })
  await step('bob is back, and finds all of it, once and in order', async () => {
    await bob.up()
    await heard(bob, 'alice', texts)
  })
  await print(bob, 'alice')
}

type Sending = Readonly<{ alice: Homing; bob: Homing; file: SentFile }>

async function send({ alice, bob, file }: Sending): Promise<void> {
  heading(`alice sends ${basename(file.path)} (${megabytes(file.size)})`)
  const watched = { inherit: true, lifeMs: A_DAY_MS }
  const sending = alice.start(['send', 'bob', file.path], watched)
  const offered = await firstTransfer(bob, 'waiting')
  const accepting = bob.start(['accept', offered.id.slice(-8), '--wait', '--json'], {
    lifeMs: A_DAY_MS,
  })
  const acceptedMs = performance.now()
  const moved = await movement(accepting)
  const seconds = (performance.now() - acceptedMs) / 1000
  assert.equal(await accepting.exited, 0, 'bob has the file')
  assert.equal(await sending.exited, 0, 'alice knows that bob has the file')
  const received = await firstTransfer(bob, 'done')
  const sent = await firstTransfer(alice, 'done')
  const location = received.location ?? ''
  await step('the two files are compared byte for byte', () => assertSame(file.path, location))
  assert.equal(received.root, sent.root, 'both sides name the same root')
  fact('root', received.root ?? '')
  if (moved.path !== undefined) fact('path', moved.path)
  if (moved.ms > 0) fact('rate', `${(moved.bytes / 1e3 / moved.ms).toFixed(0)} MB/s while it moved`)
  fact('time', `${seconds.toFixed(1)} s from accepting it to the verified file`)
}

/** What was seen of it; a small file may have come before anything was. */
type Movement = Readonly<{ path: string | undefined; bytes: number; ms: number }>

/** How the file came: what `accept --wait --json` tells while it comes. */
async function movement(accepting: Program): Promise<Movement> {
  let path: string | undefined
  let first: Readonly<{ bytes: number; atMs: number }> | undefined
  let seen = { bytes: 0, ms: 0 }
  for (;;) {
    const { state, verifiedBytes, ...transfer } = JSON.parse(await accepting.line()) as Transfer
    path = transfer.path ?? path
    if (state === 'done') return { path, ...seen }
    if (state !== 'moving' && state !== 'verifying') continue
    const atMs = performance.now()
    first ??= { bytes: verifiedBytes, atMs }
    // What is verified in the end, and what is told of it again, moves nothing.
    if (verifiedBytes - first.bytes === seen.bytes) continue
    seen = { bytes: verifiedBytes - first.bytes, ms: atMs - first.atMs }
  }
}

async function heard(node: Homing, from: string, texts: readonly string[]): Promise<void> {
  await eventually(async () => {
    interrupted.signal.throwIfAborted()
    const { lines } = await node.json<{ lines: Line[] }>(['chat', from, '--history'])
    const theirs = lines.filter((line) => !line.mine).map(({ text }) => text)
    const last = theirs.slice(-texts.length)
    return last.length === texts.length && last.every((text, at) => text.includes(texts[at] ?? ''))
  })
}

async function print(node: Homing, friend: string): Promise<void> {
  const history = await node.ok(['chat', friend, '--history'])
  for (const line of history.trimEnd().split('\n')) console.log(styleText('dim', `    ${line}`))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
