import type { Clock } from '../../src/core/clock.ts'
import { withDeadline } from '../../src/core/deadline.ts'
import { type DeviceId, parseSpoolId } from '../../src/core/ids.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Ticket } from '../../src/home/entity/ticket.ts'
import type { Host } from '../../src/net/host.ts'
import type { StreamChannel } from '../../src/net/stream-channel.ts'
import { acceptOpening, refuseOpening } from '../../src/transfer/domain/opening.ts'
import type { Opening, RefusalCode } from '../../src/transfer/entity/messages.ts'
import { TransferError } from '../../src/transfer/errors.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../src/transfer/limits.ts'
import type { TransferChannel } from '../../src/transfer/ports.ts'
import type { LineEnd, SpoolTraffic } from './domain/spool-traffic.ts'
import { allows } from './entity/admission.ts'
import { MAX_STREAMS_PER_LINK, OPEN_MS } from './limits.ts'
import type { SpoolMeter, Tickets } from './ports.ts'

export const TRANSFER_PROTOCOL = '/homing/transfer/1'

type ProtocolDeps = Readonly<{
  host: Host
  traffic: SpoolTraffic
  tickets: Tickets
  channelOf: (stream: StreamChannel) => TransferChannel
  meter: SpoolMeter
  clock: Clock
  log: Logger
}>

/**
 * The transfer protocol at a relay: Open, its ticket, and then a sender or a receiver like a node's. Whoever shows no ticket of
 * this home for this device, object and direction hears the same `unknown-transfer`, after one frame and one signature.
 */
export class SpoolProtocol {
  readonly #deps: ProtocolDeps

  constructor(deps: ProtocolDeps) {
    this.#deps = deps
  }

  start(): void {
    const limits = {
      maxFrameBytes: MAX_TRANSFER_FRAME_BYTES,
      idleMs: TRANSFER_IDLE_MS,
      maxStreamsPerLink: MAX_STREAMS_PER_LINK,
    }
    this.#deps.host.handle(TRANSFER_PROTOCOL, limits, (stream, remote) =>
      this.#serve(stream, remote),
    )
  }

  async #serve(stream: StreamChannel, remote: DeviceId): Promise<void> {
    const channel = this.#deps.channelOf(stream)
    try {
      const opening = await this.#opening(channel)
      await this.#answer(channel, opening, remote)
    } catch (err) {
      if (!(err instanceof TransferError)) throw err
      this.#deps.log.debug({ err, device: remote }, 'spool line broke')
      channel.reset()
    }
  }

  #opening(channel: TransferChannel): Promise<Opening> {
    const late = () => new TransferError('PEER_GONE', 'no Open came')
    return withDeadline(this.#deps.clock, { ms: OPEN_MS, signal: NEVER, late }, (signal) =>
      acceptOpening(channel, { signal }),
    )
  }

  async #answer(channel: TransferChannel, opening: Opening, remote: DeviceId): Promise<void> {
    const ticket = await this.#ticketOf(opening, remote)
    if (ticket === undefined) return await this.#refuse(channel, 'unknown-transfer', remote)
    const { clock, log, meter, traffic } = this.#deps
    const beganMs = clock.monotonicMs()
    const end = await traffic.serve(ticket, channel)
    const { spool, op } = ticket
    const facts = { spool, device: remote, op, ...factsOf(end) }
    meter.spoolLineEnded(op, 'code' in end ? end.code : end.kind)
    log.info({ ...facts, ms: Math.round(clock.monotonicMs() - beganMs) }, 'spool line ended')
    if (end.kind === 'turned-away') await this.#refuse(channel, end.code, remote)
  }

  async #ticketOf(opening: Opening, device: DeviceId): Promise<Ticket | undefined> {
    const { tickets, clock } = this.#deps
    const ticket = await tickets.open(opening.ticket)
    const opened = { spool: parseSpoolId(opening.transferId), device, role: opening.role }
    return ticket !== undefined && allows(ticket, opened, clock.nowMs()) ? ticket : undefined
  }

  async #refuse(channel: TransferChannel, code: RefusalCode, device: DeviceId): Promise<void> {
    this.#deps.log.debug({ device, code }, 'spool line was refused')
    await refuseOpening(channel, code, { signal: NEVER })
  }
}

/** The channel's own idle time ends what this does not. */
const NEVER = new AbortController().signal

function factsOf(end: LineEnd) {
  switch (end.kind) {
    case 'verified':
    case 'stored':
      return { outcome: end.kind, bytes: end.movedBytes }
    case 'stopped':
      return { outcome: end.kind, by: end.by, code: end.code }
    case 'refused':
    case 'turned-away':
      return { outcome: end.kind, code: end.code }
    case 'lost':
      return { outcome: end.kind }
  }
}
