import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ControlClient } from '../../node/control/data/control-client.ts'
import { readControlFile } from '../../node/control/data/control-file.ts'
import type { ControlAnswer, WrittenAsk, ControlCall } from '../../node/control/entity/calls.ts'
import type { TransferView } from '../../node/control/entity/nouns.ts'
import { hasEnded } from '../../node/cli/transfer-text.ts'
import type { TransferId } from '../../src/core/ids.ts'
import type { Homing } from './homing-process.ts'

/** Longer than any recovery that is promised, on a busy machine. */
const PATIENCE_MS = 90_000

type Fits = (view: TransferView) => boolean

/** Asks a running node through its control API: for tests that must catch it in the act. */
export async function ask<K extends ControlCall>(
  node: Homing,
  call: K,
  given: WrittenAsk<K>,
): Promise<ControlAnswer<K>> {
  using client = await clientOf(node)
  return await client.call(call, given, { signal: AbortSignal.timeout(PATIENCE_MS) })
}

export async function transferOf(node: Homing, id: TransferId): Promise<TransferView> {
  return await ask(node, 'transfer', { id })
}

/** The view of this transfer as soon as it fits, from the node's stream of events. One that has ended otherwise never will. */
export async function untilTransfer(
  node: Homing,
  id: TransferId,
  fits: Fits,
): Promise<TransferView> {
  const view = await untilAny(node, (each) => each.id === id && (fits(each) || hasEnded(each)))
  if (fits(view)) return view
  const seen = JSON.stringify(view)
  throw new Error(`${node.name}: ended before it came to hold: ${fits.toString()}; ${seen}`)
}

export async function untilState(
  node: Homing,
  id: TransferId,
  state: TransferView['state'],
): Promise<TransferView> {
  return await untilTransfer(node, id, (view) => view.state === state)
}

/** The next transfer, of any id, that fits. */
export async function untilAny(node: Homing, fits: Fits): Promise<TransferView> {
  using client = await clientOf(node)
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const end = new AbortController()
  const signal = AbortSignal.any([patience, end.signal])
  const seen: TransferView[] = []
  try {
    const events = await client.events({ signal })
    const { transfers } = await client.call('transfers', {}, { signal })
    const now = transfers.find(fits)
    if (now !== undefined) return now
    for await (const event of events) {
      if (event.kind !== 'transfer') continue
      seen.push(event.value)
      if (fits(event.value)) return event.value
    }
    throw new Error('the node ended')
  } catch (cause) {
    const last = JSON.stringify(seen.at(-1))
    throw new Error(`${node.name}: did not come to hold: ${fits.toString()}; last: ${last}`, {
      cause,
    })
  } finally {
    end.abort(new Error('seen'))
  }
}

/** What each stream of this transfer moved, as this node wrote it to its log. A killed node has no line for its last. */
export type StreamEnd = Readonly<{ outcome: string; startBytes: number; chunkBytes: number }>

export async function streamEnds(node: Homing, id: TransferId): Promise<readonly StreamEnd[]> {
  const text = await readFile(join(node.folder, 'logs', 'node.log'), 'utf8')
  const lines = text.split('\n').filter((line) => line.includes('"transfer stream ended"'))
  return lines
    .map((line) => JSON.parse(line) as StreamEnd & { transferId: string })
    .filter(({ transferId, startBytes }) => transferId === id && startBytes !== undefined)
}

/** Of chunks, over all ways that this node has tried; to a spool they are sealed. What a killed node sent is in no log. */
export async function movedBytes(node: Homing, id: TransferId): Promise<number> {
  const text = await readFile(join(node.folder, 'logs', 'node.log'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line.includes('"transfer stream ended"') && line.includes(id))
    .map((line) => (JSON.parse(line) as StreamEnd).chunkBytes)
    .reduce((sum, bytes) => sum + bytes, 0)
}

async function clientOf(node: Homing): Promise<ControlClient> {
  const file = await readControlFile(node.folder)
  if (file === undefined) throw new Error(`${node.name} is not running`)
  return new ControlClient(file)
}
