/**
 * The same file straight and through the relay's store, between real programs on this machine, taking turns; and how soon the
 * first byte of a small and of a huge sparse file moves. Prints ratios and the most memory that each process ever held.
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

const MIB = 1024 * 1024
const TERABYTE = 1e12
const BOB = 'bob' as AccountName
type Way = 'direct' | 'spool'

const [mebibytes = '1024', rounds = '3', parent = '/dev/shm'] = process.argv.slice(2)
const bytes = Number(mebibytes) * MIB

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

const times: Record<Way, number[]> = { direct: [], spool: [] }
for (let round = 0; round < Number(rounds); round++) {
  for (const way of ['direct', 'spool'] as const) {
    await goes(bob, way)
    times[way].push(await moved(await makeFile(`${way}-${round}`)))
  }
}
for (const way of ['direct', 'spool'] as const) {
  console.log(`${way.padEnd(8)}${rate(way).toFixed(0).padStart(5)} MB/s`)
}
console.log(`spool / direct  ${(rate('spool') / rate('direct')).toFixed(2)}`)
console.log(`first byte of 1 kB: ${await firstByte('small', 1000)} ms`)
console.log(`first byte of a sparse 1 TB: ${await firstByte('sparse', TERABYTE)} ms`)
for (const [name, pid] of [
  ['alice', await alice.pid()],
  ['bob', await bob.pid()],
  ['relay', relay.pid],
] as const) {
  console.log(`${name.padEnd(8)}${peakMb(pid)} MB at most`)
}

function rate(way: Way): number {
  const middle = times[way].toSorted((a, b) => a - b)[times[way].length >> 1] ?? Number.NaN
  return bytes / 1e3 / middle
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
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round((Number(kib) * 1024) / 1e6)
}
