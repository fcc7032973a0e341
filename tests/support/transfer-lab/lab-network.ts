import type { PeerLines } from '../../../node/transfer/queue-ports.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { untilAborted } from '../../../src/core/until-aborted.ts'
import type { StreamChannel } from '../../../src/net/stream-channel.ts'
import { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import { startTimer } from '../../../src/transfer/domain/time-limit.ts'
import { STOP_GRACE_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel, Waiting } from '../../../src/transfer/ports.ts'
import { channelPair } from '../channel-pair.ts'
import type { MemoryStream } from '../memory-stream.ts'

/** As told of every link. */
export const LAB_ROUND_TRIP_MS = 3

/** Longer than any test. */
const NEVER_MS = 3_600_000

/** A few chunks in each turn of the event loop: slow enough that faults come in the middle. */
export const LINE = { windowBytes: 64 * 1024, pieceBytes: 4096 }

type Serve = (channel: TransferChannel, remote: DeviceId) => Promise<void>
type Site = { isUp: boolean; serve: Serve; readonly listeners: Set<(device: DeviceId) => void> }
type Link = { readonly ends: readonly [DeviceId, DeviceId]; readonly streams: Set<MemoryStream> }

/** Devices, links between them, and streams of the real codec over memory. Everything can be cut. */
export class LabNetwork {
  /** No dial succeeds meanwhile; links that are there stay. */
  isParted = false
  dials = 0
  /** Of streams that are over. */
  #movedBytes = 0
  readonly #sites = new Map<DeviceId, Site>()
  readonly #links = new Map<string, Link>()
  readonly #clock: Clock

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  join(device: DeviceId, serve: Serve): void {
    const listeners = this.#sites.get(device)?.listeners ?? new Set()
    this.#sites.set(device, { isUp: true, serve, listeners })
  }

  leave(device: DeviceId): void {
    const site = this.#sites.get(device)
    if (site !== undefined) site.isUp = false
    for (const link of [...this.#links.values()]) if (link.ends.includes(device)) this.#cut(link)
    site?.listeners.clear()
  }

  cut(a: DeviceId, b: DeviceId): void {
    const link = this.#links.get(nameOf(a, b))
    if (link !== undefined) this.#cut(link)
  }

  /** The streams break, the link stays. */
  cutStreams(a: DeviceId, b: DeviceId): void {
    const link = this.#links.get(nameOf(a, b))
    if (link !== undefined) this.#cutStreams(link)
  }

  get movedBytes(): number {
    const open = [...this.#links.values()].flatMap(({ streams }) => [...streams])
    return open.reduce((sum, stream) => sum + bytesOf(stream), this.#movedBytes)
  }

  lines(own: DeviceId): PeerLines {
    return {
      connected: (device) => this.#links.has(nameOf(own, device)),
      addressOf: (device) =>
        this.#links.has(nameOf(own, device)) ? '/ip4/192.168.1.9/tcp/4001' : undefined,
      roundTripMs: () => LAB_ROUND_TRIP_MS,
      dial: async (device, _, options) => await this.#dial(own, device, options),
      open: async (device, options) => this.#open(own, device, options),
      lost: async (device, options) => await this.#lost(own, device, options),
      onChange: (listener) => {
        const listeners = this.#sites.get(own)?.listeners
        listeners?.add(listener)
        return () => listeners?.delete(listener)
      },
    }
  }

  async #lost(own: DeviceId, device: DeviceId, { signal }: Waiting): Promise<void> {
    const lost = Promise.withResolvers<void>()
    const look = () => {
      if (!this.#links.has(nameOf(own, device))) lost.resolve()
    }
    const listeners = this.#sites.get(own)?.listeners
    listeners?.add(look)
    look()
    try {
      await untilAborted(lost.promise, signal)
    } finally {
      listeners?.delete(look)
    }
  }

  /** A link is told of before its dial is over, and until then an abort of the dial cuts it, as with real sockets. */
  async #dial(own: DeviceId, device: DeviceId, { signal }: Waiting): Promise<void> {
    signal.throwIfAborted()
    this.dials += 1
    if (this.#links.has(nameOf(own, device))) return
    const isThere = this.#sites.get(own)?.isUp && this.#sites.get(device)?.isUp
    if (!isThere || this.isParted) throw new Error('nobody answers')
    const link: Link = { ends: [own, device], streams: new Set() }
    this.#links.set(nameOf(own, device), link)
    this.#tell(link)
    await new Promise((resolve) => setImmediate(resolve))
    if (!signal.aborted) return
    this.#cut(link)
    throw signal.reason
  }

  #open(own: DeviceId, device: DeviceId, { signal }: Waiting): TransferChannel {
    signal.throwIfAborted()
    const link = this.#links.get(nameOf(own, device))
    const site = this.#sites.get(device)
    if (link === undefined || site === undefined) throw new Error('no link')
    const pair = channelPair(LINE)
    link.streams.add(pair.aStream)
    void serve(site, new LabChannel(pair.b, this.#clock), own).finally(() =>
      this.#over(link, pair.aStream),
    )
    return new LabChannel(pair.a, this.#clock)
  }

  #cut(link: Link): void {
    this.#links.delete(nameOf(...link.ends))
    this.#cutStreams(link)
    this.#tell(link)
  }

  #cutStreams(link: Link): void {
    for (const stream of link.streams) {
      stream.cut()
      this.#over(link, stream)
    }
  }

  #over(link: Link, stream: MemoryStream): void {
    if (link.streams.delete(stream)) this.#movedBytes += bytesOf(stream)
  }

  #tell({ ends: [a, b] }: Link): void {
    for (const listener of this.#sites.get(a)?.listeners ?? []) listener(b)
    for (const listener of this.#sites.get(b)?.listeners ?? []) listener(a)
  }
}

/** The real one, except that the patience of its end is the lab's clock. */
export class LabChannel extends FramedChannel {
  readonly #stream: StreamChannel
  readonly #clock: Clock

  constructor(stream: StreamChannel, clock: Clock) {
    super(stream)
    this.#stream = stream
    this.#clock = clock
  }

  override async finish(): Promise<void> {
    using _ = startTimer(this.#clock, STOP_GRACE_MS, () => this.#stream.reset('too slow'))
    await this.#stream.finish({ lingerMs: NEVER_MS })
  }
}

/** As the host does: a handler that fails drops its stream. */
async function serve(site: Site, channel: TransferChannel, remote: DeviceId): Promise<void> {
  try {
    await site.serve(channel, remote)
    await channel.finish()
  } catch {
    channel.reset()
  }
}

function bytesOf(stream: MemoryStream): number {
  return stream.sentBytes + stream.receivedBytes
}

function nameOf(a: DeviceId, b: DeviceId): string {
  return [a, b].sort().join(' ')
}
