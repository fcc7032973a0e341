import assert from 'node:assert/strict'
import type { TransferView } from '../../../node/control/entity/nouns.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import { hasChunk } from '../../../src/transfer/entity/chunk-set.ts'
import { SEAL_BYTES, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import type { LabObject } from './lab-object.ts'
import { DOWNLOADS, type LabNode } from './lab-node.ts'
import { CHECKPOINT_CHUNKS, LAB_CHUNK_BYTES } from './memory-disk.ts'
import { knows, type Sent, type World } from './world.ts'

const ENDED: ReadonlySet<TransferView['state']> = new Set([
  'done',
  'failed',
  'cancelled',
  'declined',
])

/** At every moment. */
export function checkAlways(world: World): void {
  for (const { bytes, to, path } of world.sent) {
    for (const [name, found] of to.disk.files) {
      if (!name.startsWith(DOWNLOADS + path)) continue
      assert.ok(Buffer.from(found).equals(bytes), `${name} has wrong bytes`)
    }
  }
  for (const [id, object] of world.lab.spool.objects) checkKept(world, id, object)
}

/** A spool has dropped only what each of its receivers has for good, or will never want. */
function checkKept(world: World, id: SpoolId, object: LabObject): void {
  for (const sent of world.sent) {
    if (!object.receivers.includes(sent.to.account) || sent.spool !== id) continue
    const { staged, files } = sent.to.disk
    const isThere = [...files.keys()].some((name) => name.startsWith(DOWNLOADS + sent.path))
    if (isThere || !staged.has(sent.id)) continue
    const durable = sent.to.disk.durable(sent.id)
    for (let index = 0; index < object.plan.count; index += 1) {
      if (object.isNeeded(index)) continue
      assert.ok(hasChunk(durable, index), `chunk ${index} is neither in the spool nor kept`)
    }
  }
}

export function isAllOver({ sent }: World): boolean {
  return sent.every(({ id, from, to }) =>
    [from, to].every((node) => knows(node, id) && ENDED.has(node.transfers.get(id).state)),
  )
}

/** When all is well again and everything had its time. */
export function checkAtEnd(world: World): void {
  checkAlways(world)
  for (const sent of world.sent) checkEnd(world, sent)
  for (const node of world.people) {
    assert.ok(node.disk.isTidy, `${node.name} keeps litter`)
    const errors = node.log.entries.filter(({ level }) => level === 'error')
    assert.deepEqual(errors, [], `${node.name} logged errors`)
  }
  assert.equal(world.lab.spool.objects.size, 0, 'something stays in the spool')
  for (const first of world.sent) checkSentAgain(world, first)
}

function checkEnd(world: World, { id, from, to, path, bytes }: Sent): void {
  const there = from.transfers.get(id)
  const here = to.transfers.get(id)
  const { changed, cancelled, declined } = world
  const states = `${there.state} (${there.code}), ${here.state} (${here.code})`
  const arrived = [...to.disk.files.keys()].filter((name) => name.startsWith(DOWNLOADS + path))
  if (there.state === 'done') assert.equal(here.state, 'done', `sent is received: ${states}`)
  switch (here.state) {
    case 'done':
      assert.equal(arrived.length, 1, `${arrived.length} copies, ${states}`)
      assert.equal(to.disk.files.get(here.location ?? '')?.length, bytes.length)
      // It ended there, for a reason, in the moment in which it became whole here.
      if (there.state === 'failed') assert.ok(changed.has(id), states)
      else if (there.state !== 'done') assert.ok(cancelled.has(id), states)
      return
    case 'cancelled':
      return assert.ok(cancelled.has(id) && there.state === 'cancelled', states)
    case 'declined':
      return assert.ok(declined.has(id), states)
    case 'failed':
      assert.ok(changed.has(id) && there.state === 'failed', states)
      assert.equal(there.code, here.code)
      return assert.equal(arrived.length, 0)
    default:
      assert.fail(`${path} of ${from.name} never ended: ${states}`)
  }
}

/**
 * Over all ways together a content goes out once for each receiver, and a window more for each stream that broke, or that
 * went straight before it was known what lies in the spool.
 */
function checkSentAgain(world: World, { path, from, bytes }: Sent): void {
  const ids = world.sent.filter((each) => each.path === path).map(({ id }) => id)
  const streams = streamsOf(from).filter(({ id }) => ids.some((known) => known === id))
  const sentBytes = streams.reduce((sum, stream) => sum + plainBytes(stream), 0)
  const broken = streams.filter(({ outcome }) => !isWhole(outcome))
  const again = Math.floor(sentBytes - bytes.length * ids.length)
  const uploads = streams.filter(({ way }) => way === 'spool')
  const straight = streams.length - uploads.length
  const isBoth = straight > 0 && uploads.length > 0
  const windows = broken.length + (isBoth ? streams.length : 0)
  const lying = world.isSpoolSteady || !isBoth ? 0 : sumOf(uploads)
  const allowed =
    windows * WINDOW_CHUNKS * LAB_CHUNK_BYTES +
    world.powerCuts * CHECKPOINT_CHUNKS * LAB_CHUNK_BYTES * ids.length +
    world.spoiledBytes +
    lying
  assert.ok(again <= allowed, `${again} bytes of ${path} were sent again, ${allowed} may be`)
}

type Stream = Readonly<{ id: unknown; way: unknown; outcome: unknown; bytes: number }>

/** Those that moved anything. */
function streamsOf({ log }: LabNode): readonly Stream[] {
  return log.entries
    .filter(({ message }) => message === 'transfer stream ended')
    .map(({ fields }) => ({
      id: fields['transferId'],
      way: fields['way'],
      outcome: fields['outcome'],
      bytes: Number(fields['chunkBytes']),
    }))
    .filter(({ bytes }) => bytes > 0)
}

function sumOf(streams: readonly Stream[]): number {
  return streams.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Without the seals. */
function plainBytes({ way, bytes }: Stream): number {
  if (way === 'direct') return bytes
  return (bytes * LAB_CHUNK_BYTES) / (LAB_CHUNK_BYTES + SEAL_BYTES)
}

function isWhole(outcome: unknown): boolean {
  return outcome === 'verified' || outcome === 'stored'
}
