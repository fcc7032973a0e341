import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { AccountName } from '../../src/core/ids.ts'
import { CHUNK_BYTES } from '../../src/transfer/limits.ts'
import { befriend, type Homing, makeHoming } from './homing-process.ts'
import { startRelay } from './relay-process.ts'
import { ask, untilAny, untilTransfer } from './transfer-watch.ts'

/** Resident megabytes (10^6) of one node. */
export type Resident = Readonly<{ idleMb: number; peakMb: number }>
export type SparseResult = Readonly<{
  sender: Resident
  receiver: Resident
  seconds: number
  bytes: number
}>

/**
 * Sends a sparse file of `bytes` from one real node to another and reads from the system what each process ever held. Both
 * are started anew first: what registration needs for its password is not what is measured.
 */
export async function sendSparse(folder: string, bytes: number): Promise<SparseResult> {
  await using stack = new AsyncDisposableStack()
  const relay = stack.use(await startRelay())
  const alice = stack.use(await makeHoming('alice'))
  const bob = stack.use(await makeHoming('bob'))
  await befriend(relay, alice, bob)
  for (const node of [alice, bob]) {
    await node.ok(['down'])
    await node.up()
  }
  const path = join(folder, 'sparse')
  await using file = await open(path, 'w')
  await file.truncate(bytes)
  // A few bytes in each chunk: holes would not travel, and the memory of a line without bytes says nothing.
  for (let at = 0; at < bytes; at += CHUNK_BYTES) await file.write('x', at)
  const idle = { alice: await residentMb(alice, 'VmRSS'), bob: await residentMb(bob, 'VmRSS') }
  const { id } = await ask(alice, 'sendFile', { name: 'bob' as AccountName, path })
  await untilAny(bob, (view) => view.id === id)
  const startedMs = performance.now()
  await ask(bob, 'acceptTransfer', { id, folder: undefined })
  for (let stepBytes = 0; stepBytes < bytes; stepBytes += bytes / 40) {
    // In steps, each with a patience of its own: the whole takes longer than a test should wait for one sign of life.
    const isThere = (verifiedBytes: number) => verifiedBytes >= stepBytes
    await untilTransfer(bob, id, (view) => isThere(view.verifiedBytes) || view.state === 'done')
  }
  await untilTransfer(bob, id, (view) => view.state === 'done')
  return {
    sender: { idleMb: idle.alice, peakMb: await residentMb(alice, 'VmHWM') },
    receiver: { idleMb: idle.bob, peakMb: await residentMb(bob, 'VmHWM') },
    seconds: (performance.now() - startedMs) / 1000,
    bytes,
  }
}

/** Linux only: its own account of the process. */
async function residentMb(node: Homing, line: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = readFileSync(`/proc/${await node.pid()}/status`, 'utf8')
  const kib = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return Math.round((Number(kib) * 1024) / 1e6)
}
