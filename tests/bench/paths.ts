/**
 * The same file straight and through the relay's store, between real programs on this machine, taking turns; and how soon the
 * first byte of a small and of a huge sparse file moves.
 *   direct  alice's node ═ TLS ═ bob's node
 *   spool   alice's node ═ TLS ═ relay, on its disk before each Ack ═ TLS ═ bob's node, while alice still uploads
 * Both are timed from the offer to the verified file, and everything that the three programs write lies in one folder: by
 * default in memory, so that no disk is measured. Prints rates, the processor time of each process for a GB, and the most
 * memory that each ever held. Where all processors are busy on both ways, as on two, rates are as the inverse of that time:
 * it says what the ratio would be without other work on the machine, which slows two processes more than three.
 *   node tests/bench/paths.ts [MiB] [rounds] [folder]        (1024, 3, /dev/shm)
 */
import { randomFillSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identifySource } from '../../node/transfer/data/disk-source.ts'
import type { AccountName } from '../../src/core/ids.ts'
import type { TransferChannel } from '../../src/transfer/ports.ts'
import { receiveFile, sendFile, TransferDisk, transferPair } from '../support/file-transfer.ts'
import { befriend, type Homing, makeHoming } from '../support/homing-process.ts'
import { startRelay } from '../support/relay-process.ts'
import { ask, untilState } from '../support/transfer-watch.ts'
import { residentBytes } from '../support/process-memory.ts'

const MIB = 1024 * 1024
const TERABYTE = 1e12
const BOB = 'bob' as AccountName
const PROCESSES = ['alice', 'bob', 'relay'] as const
const WAYS = ['direct', 'spool'] as const
type Way = (typeof WAYS)[number]
type Process = (typeof PROCESSES)[number]
type Cpu = Readonly<{ user: number; system: number }>
type Round = Readonly<{ ms: number; cpu: Readonly<Record<Process, Cpu>> }>

const [mebibytes = '1024', rounds = '3', parent = '/dev/shm'] = process.argv.slice(2)
const bytes = Number(mebibytes) * MIB

// Where profiles and the relay's data go.
process.env['TMPDIR'] = parent
await using stack = new AsyncDisposableStack()
const folder = await mkdtemp(join(parent, 'homing-bench-'))
stack.defer(() => rm(folder, { recursive: true, force: true }))
const inbox = join(folder, 'in')
const relay = stack.use(await startRelay({ args: ['--spool-folder', join(folder, 'spool')] }))
const alice = stack.use(await makeHoming('alice'))
const bob = stack.use(await makeHoming('bob'))
await befriend(relay, alice, bob)
await mkdir(inbox)
await bob.ok(['rules', 'set', 'alice', '--up-to', '2TB', '--into', inbox])

const measured: Record<Way, Round[]> = { direct: [], spool: [] }
for (let round = 0; round < Number(rounds); round++) {
  for (const way of WAYS) measured[way].push(await measure(way, `${way}-${round}`))
}
for (const way of WAYS) {
  const rate = bytes / 1e3 / middle(measured[way].map(({ ms }) => ms))
  const each = PROCESSES.map((name) => `${name} ${cpuText(way, name)}`)
  console.log(`${way.padEnd(8)}${rate.toFixed(0).padStart(5)} MB/s; CPU s/GB: ${each.join(', ')}`)
}
const ratios = measured.spool.map(({ ms }, at) => (measured.direct[at]?.ms ?? Number.NaN) / ms)
const each = ratios.map((ratio) => ratio.toFixed(2)).join(' ')
console.log(`spool / direct  rate ${middle(ratios).toFixed(2)} (${each}); CPU ${cpuRatio()}`)
console.log(`first byte of 1 kB: ${await firstByte('small', 1000)} ms`)
console.log(`first byte of a sparse 1 TB: ${await firstByte('sparse', TERABYTE)} ms`)
for (const name of PROCESSES) {
  console.log(`${name.padEnd(8)}${peakMb(await pidOf(name))} MB at most`)
}

async function measure(way: Way, name: string): Promise<Round> {
  await goes(bob, way)
  const path = await makeFile(name)
  const before = await cpuSeconds()
  const ms = await moved(path)
  const after = await cpuSeconds()
  const cpuOf = (process: Process): Cpu => ({
    user: after[process].user - before[process].user,
    system: after[process].system - before[process].system,
  })
  return { ms, cpu: { alice: cpuOf('alice'), bob: cpuOf('bob'), relay: cpuOf('relay') } }
}

/** Of all that, how much in the kernel. */
function cpuText(way: Way, name: Process): string {
  const all = perGb(way, ({ cpu }) => cpu[name].user + cpu[name].system)
  const system = perGb(way, ({ cpu }) => cpu[name].system)
  return `${all.toFixed(2)} (${system.toFixed(2)} system)`
}

function cpuRatio(): string {
  const all = (way: Way) =>
    perGb(way, ({ cpu }) =>
      PROCESSES.reduce((sum, name) => sum + cpu[name].user + cpu[name].system, 0),
    )
  const [direct, spool] = [all('direct'), all('spool')]
  return `${spool.toFixed(2)} / ${direct.toFixed(2)} = 1 / ${(direct / spool).toFixed(2)}`
}

function perGb(way: Way, seconds: (round: Round) => number): number {
  return (middle(measured[way].map(seconds)) * 1e9) / bytes
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

async function pidOf(name: Process): Promise<number> {
  if (name === 'relay') return relay.pid
  return await (name === 'alice' ? alice : bob).pid()
}

/** User and system time of each process until now. Linux only: fields 14 and 15 of stat, in hundredths of a second. */
async function cpuSeconds(): Promise<Record<Process, Cpu>> {
  const used = async (name: Process) => {
    const stat = readFileSync(`/proc/${await pidOf(name)}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { user: Number(fields[11]) / 100, system: Number(fields[12]) / 100 }
  }
  return { alice: await used('alice'), bob: await used('bob'), relay: await used('relay') }
}

/** A profile takes its ways from its configuration, at its start. */
async function goes(node: Homing, way: Way): Promise<void> {
  await node.ok(['down'])
  const options = { mode: 0o600 }
  await writeFile(join(node.folder, 'config.yaml'), `spoolOnly: ${way === 'spool'}\n`, options)
  await node.up()
}

async function makeFile(name: string): Promise<string> {
  const path = join(folder, name)
  await using file = await open(path, 'wx')
  const block = randomFillSync(new Uint8Array(MIB))
  for (let at = 0; at < bytes; at += MIB) {
    block.set(new Uint8Array(new Float64Array([at]).buffer))
    await file.writeFile(block)
  }
  return path
}

/** Milliseconds from the offer to the verified file. */
async function moved(path: string): Promise<number> {
  const beganMs = performance.now()
  const { id } = await ask(alice, 'sendFile', { name: BOB, path })
  await untilState(bob, id, 'done')
  const ms = performance.now() - beganMs
  await rm(path)
  await rm(inbox, { recursive: true })
  await mkdir(inbox)
  return ms
}

/** From looking at the file to its first chunk on the line; no disk here has to have room for the rest. */
async function firstByte(name: string, size: number): Promise<number> {
  await using from = await TransferDisk.make(folder)
  await using to = await TransferDisk.make(folder)
  const path = join(folder, name)
  await using file = await open(path, 'wx')
  await file.write('x')
  await file.truncate(size)
  const beganMs = performance.now()
  const source = await identifySource(path, { signal: AbortSignal.timeout(60_000) })
  const pair = transferPair()
  const end = new AbortController()
  let firstMs = Number.NaN
  const channel: TransferChannel = {
    send: async (message, options) => {
      if (message.kind === 'chunk' && Number.isNaN(firstMs)) {
        firstMs = performance.now() - beganMs
        end.abort(new Error('seen'))
      }
      await pair.sender.send(message, options)
    },
    receive: (options) => pair.sender.receive(options),
    finish: () => pair.sender.finish(),
    reset: () => pair.sender.reset(),
  }
  const { signal } = end
  await Promise.all([
    sendFile({ path, source, disk: from, channel }, { signal }),
    receiveFile(
      { source, disk: to, channel: pair.receiver, sinkDeps: { freeBytes: async () => 2 ** 50 } },
      { signal },
    ),
  ])
  return Math.round(firstMs)
}

function peakMb(pid: number): number {
  return Math.round(residentBytes(pid, 'VmHWM') / 1e6)
}
