/**
 * One side of a transfer as a process of its own, to be killed: `send <root> <path>` serves the file and tells its address;
 * `receive <root> <offer>` fetches it, telling what is verified. Messages go to the parent.
 */
import { inspect } from 'node:util'
import { type IdentifiedSource, identifySource } from '../../node/transfer/data/disk-source.ts'
import { parseDeviceId } from '../../src/core/ids.ts'
import { FramedChannel } from '../../src/transfer/data/framed-channel.ts'
import { acceptOpening, openTransfer } from '../../src/transfer/domain/opening.ts'
import type { Outcome } from '../../src/transfer/domain/outcome.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../src/transfer/limits.ts'
import { receiveFile, sendFile, TRANSFER, TransferDisk } from './file-transfer.ts'
import { startHost } from './test-host.ts'

const PROTOCOL = '/homing/transfer/1'
const CHANNEL = { maxFrameBytes: MAX_TRANSFER_FRAME_BYTES, idleMs: TRANSFER_IDLE_MS }
const ever = { signal: new AbortController().signal }

export type TransferOffer = Readonly<{ address: string; source: IdentifiedSource }>
export type ProcessWord =
  | Readonly<{ kind: 'offer'; offer: TransferOffer }>
  | Readonly<{ kind: 'verified-bytes'; bytes: number }>
  | Readonly<{ kind: 'outcome'; outcome: Outcome['kind']; why: string; grewMiB: number }>

/** Of this process when it is connected and nothing moves yet. */
let idleMiB = 0

if (import.meta.main) {
  const [part, root = '', more = ''] = process.argv.slice(2)
  process.on('disconnect', () => process.exit())
  await (part === 'send' ? serve(root, more) : fetch(root, JSON.parse(more) as TransferOffer))
}

async function serve(root: string, path: string): Promise<void> {
  const source = await identifySource(path, ever)
  const disk = await TransferDisk.at(root)
  const host = await startHost()
  host.handle(PROTOCOL, CHANNEL, async (stream) => {
    const channel = new FramedChannel(stream)
    await acceptOpening(channel, ever)
    noteIdle()
    tellOutcome(await sendFile({ path, source, disk, channel }))
  })
  tell({ kind: 'offer', offer: { address: host.addresses()[0] ?? '', source } })
}

async function fetch(root: string, { address, source }: TransferOffer): Promise<void> {
  const device = parseDeviceId(address.split('/').at(-1) ?? '')
  const host = await startHost({ listen: [] })
  await host.dial(device, [address], ever)
  const disk = await TransferDisk.at(root)
  noteIdle()
  const channel = new FramedChannel(await host.open(device, PROTOCOL, { ...ever, ...CHANNEL }))
  await openTransfer(channel, { transferId: TRANSFER, role: 'receiver' }, ever)
  const onProgress = ({ verifiedBytes }: { verifiedBytes: number }) =>
    tell({ kind: 'verified-bytes', bytes: verifiedBytes })
  tellOutcome(await receiveFile({ source, disk, channel }, { onProgress }))
}

function noteIdle(): void {
  idleMiB = process.memoryUsage().rss / 1024 ** 2
}

function tellOutcome(outcome: Outcome): void {
  const grewMiB = Math.round(process.resourceUsage().maxRSS / 1024 - idleMiB)
  const why = 'cause' in outcome ? inspect(outcome.cause) : ''
  tell({ kind: 'outcome', outcome: outcome.kind, why, grewMiB })
}

function tell(word: ProcessWord): void {
  process.send?.(word)
}
