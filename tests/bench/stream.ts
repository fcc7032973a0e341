/**
 * How much of a bare libp2p stream a StreamChannel keeps. Two processes on loopback, one stream, memory to memory, 1 MiB a send.
 *   node tests/bench/stream.ts [MiB] [rounds]
 */
import { fork } from 'node:child_process'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import type { Stream } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2p } from 'libp2p'
import { parseDeviceId } from '../../src/core/ids.ts'
import { LOOPBACK_TCP, LOOPBACK_WS, startHost } from '../support/test-host.ts'

const MIB = 1024 * 1024
const PROTOCOL = '/bench/1'
const FRAME_BYTES = 40
const MODES = [
  'bare',
  'bare-16MiB',
  'channel',
  'channel-reuse',
  'channel-noise',
  'channel-ws',
] as const
type Mode = (typeof MODES)[number]

if (process.argv[2] === 'receive') await receive(process.argv[3] as Mode)
else await compare(Number(process.argv[2] ?? 512), Number(process.argv[3] ?? 5))

async function compare(mebibytes: number, rounds: number): Promise<void> {
  const all = new Map<Mode, Measured[]>()
  // Rounds are interleaved and each is compared with the bare stream of its own round: other load hits both alike.
  for (let round = 0; round < rounds; round++) {
    for (const mode of MODES)
      all.set(mode, [...(all.get(mode) ?? []), await measure(mode, mebibytes)])
  }
  const bare = all.get('bare') ?? []
  for (const mode of MODES) {
    const measured = all.get(mode) ?? []
    const rate = median(measured.map(({ mbPerS }) => mbPerS))
    const ratio = median(
      measured.map(({ mbPerS }, round) => mbPerS / (bare[round]?.mbPerS ?? Number.NaN)),
    )
    const send = median(measured.map(({ sendCpuMs }) => sendCpuMs))
    const receive = median(measured.map(({ receiveCpuMs }) => receiveCpuMs))
    console.log(
      `${mode.padEnd(12)} ${rate.toFixed(0).padStart(5)} MB/s  ${ratio.toFixed(2)} of bare   ` +
        `CPU per GB: sender ${send.toFixed(0)} ms, receiver ${receive.toFixed(0)} ms`,
    )
  }
}

type Measured = Readonly<{ mbPerS: number; sendCpuMs: number; receiveCpuMs: number }>

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

async function measure(mode: Mode, mebibytes: number): Promise<Measured> {
  const child = fork(import.meta.filename, ['receive', mode])
  const replies = messages(child)
  const { address } = (await replies()) as { address: string }
  await using sender = await openSender(mode, address)
  child.send({ expect: mebibytes })
  await replies()
  const beganMs = performance.now()
  const cpu = process.cpuUsage()
  for (let sent = 0; sent < mebibytes; sent++) await sender.send()
  const { cpuMs } = (await replies()) as { cpuMs: number }
  const ms = performance.now() - beganMs
  const gigabytes = (mebibytes * MIB) / 1e9
  const own = process.cpuUsage(cpu)
  child.kill()
  return {
    mbPerS: (gigabytes * 1e3) / (ms / 1e3),
    sendCpuMs: (own.user + own.system) / 1e3 / gigabytes,
    receiveCpuMs: cpuMs / gigabytes,
  }
}

function messages(child: { on(event: 'message', listener: (message: unknown) => void): unknown }) {
  const queue: unknown[] = []
  let waiting: ((message: unknown) => void) | undefined
  child.on('message', (message) => {
    if (waiting === undefined) queue.push(message)
    else waiting(message)
    waiting = undefined
  })
  return () =>
    new Promise<unknown>((resolve) => {
      if (queue.length > 0) resolve(queue.shift())
      else waiting = resolve
    })
}

type Sender = AsyncDisposable & { send(): Promise<void> }

async function openSender(mode: Mode, address: string): Promise<Sender> {
  const payload = new Uint8Array(MIB).fill(7)
  const signal = AbortSignal.timeout(10_000)
  if (mode.startsWith('channel')) {
    const host = await startHost({ listen: [] })
    const device = parseDeviceId(address.split('/').at(-1) ?? '')
    await host.dial(device, [address], { signal })
    const channel = await host.open(device, PROTOCOL, { signal, maxFrameBytes: 1000 })
    const frame = new Uint8Array(FRAME_BYTES)
    return {
      send: () => channel.sendFrameAndPayload(frame, payload),
      [Symbol.asyncDispose]: () => host.stop(),
    }
  }
  const libp2p = await bare(mode, [])
  const stream = await libp2p.dialProtocol(multiaddr(address), PROTOCOL, { signal })
  return {
    send: async () => {
      stream.send(payload)
      while (stream.writableNeedsDrain) {
        await new Promise((resolve) => stream.addEventListener('drain', resolve, { once: true }))
      }
    },
    [Symbol.asyncDispose]: async () => await libp2p.stop(),
  }
}

async function receive(mode: Mode): Promise<void> {
  const count = { bytes: 0, expected: Number.MAX_SAFE_INTEGER }
  let cpu = process.cpuUsage()
  process.on('message', ({ expect }: { expect: number }) => {
    count.expected = expect * MIB
    cpu = process.cpuUsage()
    process.send?.({ ready: true })
  })
  const took = (bytes: number) => {
    count.bytes += bytes
    if (count.bytes < count.expected) return
    const used = process.cpuUsage(cpu)
    process.send?.({ cpuMs: (used.user + used.system) / 1e3 })
  }
  const address = mode.startsWith('channel')
    ? await receiveFrames(mode, took)
    : await receiveBare(mode, took)
  process.send?.({ address })
}

async function receiveFrames(mode: Mode, took: (bytes: number) => void): Promise<string> {
  const listen = [mode === 'channel-ws' ? LOOPBACK_WS : LOOPBACK_TCP]
  // A relay takes no TLS.
  const host = await startHost({ listen, kind: mode === 'channel-noise' ? 'relay' : 'node' })
  host.handle(PROTOCOL, { maxFrameBytes: 1000 }, async (channel) => {
    // As transfers do: chunks are received in buffers that are used again.
    const into = mode === 'channel' ? undefined : new Uint8Array(MIB)
    while ((await channel.receive()) !== undefined) {
      took((await channel.receivePayload(MIB, into === undefined ? {} : { into })).length)
    }
  })
  return host.addresses()[0] ?? ''
}

async function receiveBare(mode: Mode, took: (bytes: number) => void): Promise<string> {
  const libp2p = await bare(mode, [LOOPBACK_TCP])
  await libp2p.handle(PROTOCOL, (stream: Stream) => {
    stream.addEventListener('message', ({ data }) => took(data.byteLength))
  })
  return String(libp2p.getMultiaddrs()[0])
}

async function bare(mode: Mode, listen: string[]): Promise<Libp2p> {
  const windows = { initialStreamWindowSize: 16 * MIB, maxStreamWindowSize: 16 * MIB }
  return await createLibp2p({
    addresses: { listen },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [mode === 'bare' ? yamux() : yamux({ streamOptions: windows })],
  })
}
