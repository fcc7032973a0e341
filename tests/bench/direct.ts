/**
 * A real file, disk to disk, against a bare libp2p stream with Noise and against scp: two processes on loopback, memory
 * disks, all taking turns in one run. Meant: at least 0.8 of the bare stream. Homing runs with the settings that a node gives
 * itself (src/system/lean-process.ts); they make a bare stream faster too, so it is measured with and without them.
 *   node tests/bench/direct.ts [MiB] [rounds] [folder]        (1024, 3, /dev/shm)
 * VERBOSE=1 shows processor time and memory of both; PEER_NODE_ARGS='--cpu-prof' goes to their Node.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LEAN } from '../../src/system/lean-process.ts'
import { startPeer } from '../support/peer-process.ts'
import { SSH_OPTIONS, type SshServer, startSshd } from '../support/sshd.ts'

const MIB = 1024 * 1024
const PEER = join(import.meta.dirname, 'direct-peer.ts')
const run = promisify(execFile)

type Way = 'bare stream' | 'bare, lean' | 'homing' | 'scp'
type Setting = Readonly<{
  folder: string
  path: string
  bytes: number
  flags?: readonly string[]
  env?: Readonly<Record<string, string>>
}>

const [mebibytes = '1024', rounds = '3', parent = '/dev/shm'] = process.argv.slice(2)
await compare(Number(mebibytes), Number(rounds), parent)

async function compare(mebibytes: number, rounds: number, parent: string): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(parent, 'homing-bench-'))
  stack.defer(async () => await rm(folder, { recursive: true }))
  const setting = { folder, path: join(folder, 'film.mkv'), bytes: mebibytes * MIB }
  await makeFile(setting.path, mebibytes)
  const ways = new Map<Way, () => Promise<number>>([
    ['bare stream', async () => await betweenProcesses('bare', setting)],
    ['bare, lean', async () => await betweenProcesses('bare', { ...setting, ...LEAN })],
    ['homing', async () => await betweenProcesses('homing', { ...setting, ...LEAN })],
  ])
  const server = await startSshd(folder)
  if (server === undefined)
    console.log('scp: not measured; apt-get install openssh-server openssh-client')
  else {
    stack.use(server)
    ways.set('scp', async () => await copyByScp(server, setting))
  }

  const times = new Map<Way, number[]>([...ways.keys()].map((way) => [way, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [way, measure] of ways) times.get(way)?.push(await measure())
  }
  report(times, setting.bytes)
}

function report(times: ReadonlyMap<Way, readonly number[]>, bytes: number): void {
  const rate = (way: Way): number => bytes / 1e3 / median(times.get(way) ?? [])
  for (const way of times.keys()) {
    const ofBare = (rate(way) / rate('bare stream')).toFixed(2)
    console.log(`${way.padEnd(12)} ${rate(way).toFixed(0).padStart(5)} MB/s  ${ofBare} of bare`)
  }
  const lean = rate('homing') / rate('bare, lean')
  console.log(`homing / bare with the same settings  ${lean.toFixed(2)}`)
  if (times.has('scp')) console.log(`homing / scp  ${(rate('homing') / rate('scp')).toFixed(2)}`)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** Milliseconds from the first word on the line to the file under its name, or to the last byte. */
async function betweenProcesses(way: 'bare' | 'homing', setting: Setting): Promise<number> {
  const inbox = join(setting.folder, 'inbox')
  await using stack = new AsyncDisposableStack()
  stack.defer(async () => await rm(inbox, { recursive: true, force: true }))
  const sender = stack.use(startPeer(PEER, ['send', way, setting.path, setting.folder], setting))
  const offer = await sender.reply()
  const receiver = stack.use(
    startPeer(PEER, ['receive', way, inbox, JSON.stringify(offer)], setting),
  )
  const [received, sent] = await Promise.all([receiver.reply(), sender.reply()])
  if (process.env['VERBOSE']) console.log(way, { received, sent })
  return (received as { ms: number }).ms
}

async function makeFile(path: string, mebibytes: number): Promise<void> {
  await using file = await open(path, 'w')
  const piece = randomBytes(MIB)
  for (let at = 0; at < mebibytes; at++) {
    piece.writeUInt32LE(at)
    await file.write(piece)
  }
}

async function copyByScp({ port, key }: SshServer, setting: Setting): Promise<number> {
  const target = join(setting.folder, 'scp.out')
  const from = `${userInfo().username}@127.0.0.1:${setting.path}`
  const began = performance.now()
  await run('scp', ['-q', '-i', key, '-P', String(port), ...SSH_OPTIONS, from, target])
  const ms = performance.now() - began
  await rm(target)
  return ms
}
