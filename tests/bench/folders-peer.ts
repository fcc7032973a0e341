/** One of the two processes of folders.ts: `send <folder> <place>` offers, `receive <place> <offer>` fetches. */
import { join } from 'node:path'
import { identifyTree, openTreeSource } from '../../node/transfer/data/tree-source.ts'
import { openTreeSink } from '../../node/transfer/data/tree-sink-open.ts'
import { parseDeviceId } from '../../src/core/ids.ts'
import { systemClock } from '../../src/system/clock.ts'
import { sha256Hasher } from '../../src/system/hasher.ts'
import { FramedChannel } from '../../src/transfer/data/framed-channel.ts'
import { acceptOpening, openTransfer } from '../../src/transfer/domain/opening.ts'
import type { FolderManifest } from '../../src/transfer/entity/manifest.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../src/transfer/limits.ts'
import { receiveOn, TRANSFER, TransferDisk } from '../support/file-transfer.ts'
import { startHost } from '../support/test-host.ts'
import { sendTree } from '../support/tree-transfer.ts'

const PROTOCOL = '/homing/transfer/1'
const CHANNEL = { maxFrameBytes: MAX_TRANSFER_FRAME_BYTES, idleMs: TRANSFER_IDLE_MS }
const open_ = { signal: new AbortController().signal }
const deps = { hasher: sha256Hasher }
type Offer = Readonly<{ address: string; manifest: FolderManifest; identifyMs: number }>

const [part, path = '', more = ''] = process.argv.slice(2)
process.on('disconnect', () => process.exit())
const stalls = watchStalls()
if (part === 'send') await offer(path, more)
else process.send?.({ ms: await fetch_(path, JSON.parse(more) as Offer), ...used() })

function used() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const cpuMs = Math.round((userCPUTime + systemCPUTime) / 1000)
  return { rssMiB: Math.round(maxRSS / 1024), cpuMs, ...stalls }
}

/** How long others had to wait for the event loop. */
function watchStalls() {
  const seen = { over20: 0, longestMs: 0 }
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    const late = now - last - 5
    if (late > 20) seen.over20++
    seen.longestMs = Math.max(seen.longestMs, Math.round(late))
    last = now
  }, 5).unref()
  return seen
}

async function offer(folder: string, place: string): Promise<void> {
  const began = performance.now()
  const { identity, manifest } = await identifyTree(deps, { path: folder }, open_)
  const identifyMs = Math.round(performance.now() - began)
  const disk = await TransferDisk.make(place)
  const host = await startHost()
  host.handle(PROTOCOL, CHANNEL, async (stream) => {
    const channel = new FramedChannel(stream)
    await acceptOpening(channel, open_)
    await using source = await openTreeSource(deps, { path: folder, identity }, open_)
    const outcome = await sendTree({ source, disk, channel })
    if (outcome.kind !== 'verified') console.error(outcome)
    process.send?.(used())
  })
  process.send?.({ address: host.addresses()[0], manifest, identifyMs })
}

async function fetch_(place: string, { address, manifest }: Offer): Promise<number> {
  const device = parseDeviceId(address.split('/').at(-1) ?? '')
  const host = await startHost({ listen: [] })
  await host.dial(device, [address], open_)
  await using disk = await TransferDisk.at(join(place, 'receiver'))
  const began = performance.now()
  const channel = new FramedChannel(await host.open(device, PROTOCOL, { ...open_, ...CHANNEL }))
  await openTransfer(
    channel,
    { transferId: TRANSFER, role: 'receiver', ticket: new Uint8Array() },
    open_,
  )
  await using sink = await openTreeSink(
    { ...deps, chunks: disk.chunks, clock: systemClock },
    { transferId: TRANSFER, manifest, folder: disk.folder },
    open_,
  )
  const outcome = await receiveOn(channel, { sink, manifest }, open_)
  if (outcome.kind !== 'verified') throw new Error(JSON.stringify(outcome))
  return performance.now() - began
}
