/** One of the two processes of direct.ts: `send homing|bare <path>` offers, `receive homing|bare <inbox> <offer>` fetches. */
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import type { Stream } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2p } from 'libp2p'
import { type IdentifiedSource, identifySource } from '../../node/transfer/data/disk-source.ts'
import { parseDeviceId } from '../../src/core/ids.ts'
import { FramedChannel } from '../../src/transfer/data/framed-channel.ts'
import { acceptOpening, openTransfer } from '../../src/transfer/domain/opening.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../src/transfer/limits.ts'
import { receiveFile, sendFile, TRANSFER, TransferDisk } from '../support/file-transfer.ts'
import { LOOPBACK_TCP, startHost } from '../support/test-host.ts'

const MIB = 1024 * 1024
const PROTOCOL = '/homing/transfer/1'
const CHANNEL = { maxFrameBytes: MAX_TRANSFER_FRAME_BYTES, idleMs: TRANSFER_IDLE_MS }
const open_ = { signal: new AbortController().signal }
type Offer = Readonly<{ address: string; source: IdentifiedSource }>

const [part, way, path = '', more = ''] = process.argv.slice(2)
process.on('disconnect', () => process.exit())
const beforeWork = process.cpuUsage()
/** Milliseconds of processor that moving took, start-up left out as far as it can be. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage(beforeWork)
  return Math.round((user + system) / 1e3)
}
if (part === 'send') await (way === 'homing' ? offerFile(path, more) : offerBytes(path))
else {
  const offer = JSON.parse(more) as Offer
  const ms = await (way === 'homing' ? fetchFile(path, offer) : fetchBytes(offer))
  process.send?.({ ms, cpuMs: cpuMs(), rssMiB: Math.round(process.resourceUsage().maxRSS / 1024) })
}

async function offerFile(path: string, folder: string): Promise<void> {
  const source = await identifySource(path, open_)
  const disk = await TransferDisk.make(folder)
  const host = await startHost()
  host.handle(PROTOCOL, CHANNEL, async (stream) => {
    const channel = new FramedChannel(stream)
    await acceptOpening(channel, open_)
    const outcome = await sendFile({ path, source, disk, channel })
    if (outcome.kind !== 'verified') console.error(outcome)
    process.send?.({ cpuMs: cpuMs() })
  })
  process.send?.({ address: host.addresses()[0], source })
}

async function fetchFile(inbox: string, { address, source }: Offer): Promise<number> {
  const device = parseDeviceId(address.split('/').at(-1) ?? '')
  const host = await startHost({ listen: [] })
  await host.dial(device, [address], open_)
  await using disk = await TransferDisk.make(inbox.replace(/[^/]*$/, ''))
  const began = performance.now()
  const channel = new FramedChannel(await host.open(device, PROTOCOL, { ...open_, ...CHANNEL }))
  await openTransfer(channel, { transferId: TRANSFER, role: 'receiver' }, open_)
  const outcome = await receiveFile({ source, disk, channel })
  if (outcome.kind !== 'verified') throw new Error(JSON.stringify(outcome))
  return performance.now() - began
}

async function offerBytes(path: string): Promise<void> {
  const { manifest } = await identifySource(path, open_)
  const libp2p = await bare([LOOPBACK_TCP])
  await libp2p.handle(PROTOCOL, async (stream: Stream) => {
    const payload = Buffer.alloc(MIB, 7)
    const closed = new Promise<never>((_, reject) => stream.addEventListener('close', reject))
    for (let sent = 0; sent < manifest.size; sent += MIB) {
      stream.send(payload)
      while (stream.writableNeedsDrain) {
        const drained = Promise.withResolvers<Event>()
        stream.addEventListener('drain', drained.resolve, { once: true })
        await Promise.race([drained.promise, closed])
      }
    }
    await stream.close()
    process.send?.({ cpuMs: cpuMs() })
  })
  const address = String(libp2p.getMultiaddrs()[0])
  process.send?.({ address, source: { manifest, identity: '' } })
}

async function fetchBytes({ address, source }: Offer): Promise<number> {
  const libp2p = await bare([])
  const connection = await libp2p.dial(multiaddr(address))
  const began = performance.now()
  const stream = await connection.newStream(PROTOCOL)
  let bytes = 0
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  stream.addEventListener('close', ({ error }) => error && reject(error))
  stream.addEventListener('message', ({ data }) => {
    bytes += data.byteLength
    if (bytes >= source.manifest.size) resolve()
  })
  await promise
  return performance.now() - began
}

async function bare(listen: string[]): Promise<Libp2p> {
  return await createLibp2p({
    addresses: { listen },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
  })
}
