import assert from 'node:assert/strict'
import { randomFillSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { styleText } from 'node:util'
import { befriend, eventually, type Homing, makeHoming } from './support/homing-process.ts'
import type { Program } from './support/program.ts'
import { startRelay } from './support/relay-process.ts'

/**
 * `npm run demo [-- FILE]`: one relay and two nodes on this machine, through the programs that people use: register,
 * befriend, talk while one is away, send a file and compare it. Leaves nothing behind, also after Ctrl-C.
 */

const MADE_FILE_BYTES = 256 * 1024 * 1024
const BLOCK_BYTES = 1024 * 1024
/** Whatever file is given, it has this long. */
const A_DAY_MS = 24 * 60 * 60 * 1000

type Line = Readonly<{ text: string; mine: boolean }>
type Transfer = Readonly<{
  id: string
  state: string
  verifiedBytes: number
  root?: string
  path?: string
  location?: string
}>

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interrupted.abort())
}
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
type SentFile = Readonly<{ path: string; size: number }>

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

async function firstTransfer(node: Homing, state: string): Promise<Transfer> {
  let found: Transfer | undefined
  await eventually(async () => {
    interrupted.signal.throwIfAborted()
    const { transfers } = await node.json<{ transfers: Transfer[] }>(['transfers'])
    found = transfers.find((each) => each.state === state)
    return found !== undefined
  })
  return found as Transfer
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

async function makeFile(folder: string): Promise<SentFile> {
  return await step(`a file of ${megabytes(MADE_FILE_BYTES)} is made`, async () => {
    const path = join(folder, 'holiday-film.mkv')
    await using file = await open(path, 'wx')
    const block = new Uint8Array(BLOCK_BYTES)
    for (let written = 0; written < MADE_FILE_BYTES; written += BLOCK_BYTES) {
      interrupted.signal.throwIfAborted()
      await file.writeFile(randomFillSync(block))
    }
    return { path, size: MADE_FILE_BYTES }
  })
}

async function givenFile(path: string): Promise<SentFile> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) throw new Error(`${path} is no file`)
  return { path: resolve(path), size: found.size }
}

async function assertSame(one: string, other: string): Promise<void> {
  await using first = await open(one)
  await using second = await open(other)
  const sizes = [(await first.stat()).size, (await second.stat()).size]
  assert.equal(sizes[0], sizes[1], 'both files have the same size')
  const [a, b] = [Buffer.alloc(BLOCK_BYTES), Buffer.alloc(BLOCK_BYTES)]
  for (let at = 0; at < (sizes[0] ?? 0); at += BLOCK_BYTES) {
    interrupted.signal.throwIfAborted()
    const [read, readOther] = await Promise.all([readFully(first, a, at), readFully(second, b, at)])
    assert.ok(read.equals(readOther), `the files differ within the MiB at ${at}`)
  }
}

async function readFully(
  file: Awaited<ReturnType<typeof open>>,
  into: Buffer,
  position: number,
): Promise<Buffer> {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return into.subarray(0, filled)
}

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  interrupted.signal.throwIfAborted()
  const fromMs = performance.now()
  process.stdout.write(`\n${styleText('bold', title)} `)
  const result = await work()
  interrupted.signal.throwIfAborted()
  console.log(styleText('dim', `(${((performance.now() - fromMs) / 1000).toFixed(1)} s)`))
  return result
}

function heading(title: string): void {
  interrupted.signal.throwIfAborted()
  console.log(`\n${styleText('bold', title)}`)
}

function fact(name: string, value: string): void {
  console.log(`    ${name.padEnd(8)}${value}`)
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(0)} MB`
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
