import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Ticket } from '../../../src/home/entity/ticket.ts'
import type { Outcome } from '../../../src/transfer/domain/outcome.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { hasChunk } from '../../../src/transfer/entity/chunk-set.ts'
import type { Begin, RefusalCode } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import type { Shedding } from '../../load/ports.ts'
import type { DownloadStart, SpoolMeter, SpoolObject, SpoolStore, UploadStart } from '../ports.ts'
import type { Bell } from './bell.ts'
import type { Freeing } from './freeing.ts'
import type { Line, Lines } from './lines.ts'
import type { News } from './news.ts'
import type { Quotas } from './quotas.ts'
import { Placements } from './placements.ts'
import { PlacingChannel } from './placing-channel.ts'
import { spoolOpener } from './spool-opener.ts'
import type { Shelf } from './shelf.ts'
import { SpoolHolder } from './spool-holder.ts'
import { SpoolSink } from './spool-sink.ts'
import type { StoredChunks } from './stored-chunks.ts'

export type TrafficDeps = Readonly<{
  store: SpoolStore
  shelf: Shelf
  stored: StoredChunks
  quotas: Quotas
  news: News
  bell: Bell
  lines: Lines
  freeing: Freeing
  meter: SpoolMeter
  shedding: Shedding
  clock: Clock
  log: Logger
}>

type TrafficSettings = Readonly<{ keepMs: number }>

/** How a line ended, or why it never began. */
export type LineEnd = Outcome | Readonly<{ kind: 'turned-away'; code: RefusalCode }>

const UNKNOWN = { kind: 'turned-away', code: 'unknown-transfer' } as const
const BUSY = { kind: 'turned-away', code: 'busy' } as const

/**
 * The relay as just another peer that stores: the receiver of what a node uploads, the sender of what another downloads, with
 * the spool as sink and as holder. The ticket has been checked; whether it still holds true is looked up here.
 */
export class SpoolTraffic {
  readonly #deps: TrafficDeps
  readonly #settings: TrafficSettings

  constructor(deps: TrafficDeps, settings: TrafficSettings) {
    this.#deps = deps
    this.#settings = settings
  }

  /** A line that is turned away has been told nothing yet: that is the caller's. */
  async serve(ticket: Ticket, channel: TransferChannel): Promise<LineEnd> {
    const { lines, shedding } = this.#deps
    if (shedding.turnsAway('spoolLine') || !lines.hasPlace(ticket)) return BUSY
    return ticket.op === 'put'
      ? await this.#serveUpload(ticket, channel)
      : await this.#serveDownload(ticket, channel)
  }

  async #serveUpload(ticket: Ticket, channel: TransferChannel): Promise<LineEnd> {
    const { store, lines, clock } = this.#deps
    const first = await store.openUpload(ticket, clock.nowMs())
    if (first === undefined) return UNKNOWN
    const facts = { ...ticket, owner: ticket.account }
    let sink: SpoolSink | undefined
    const believes = (index: number) => sink !== undefined && hasChunk(sink.have, index)
    const work = async (line: Line) => {
      // Once more: what an older line of the device brought until it ended is here.
      const start = await store.openUpload(ticket, clock.nowMs())
      if (start === undefined) return UNKNOWN
      return await this.#upload(start, { ticket, channel, line, opened: (made) => (sink = made) })
    }
    return (await lines.run(facts, work, believes)) ?? BUSY
  }

  async #upload(
    start: UploadStart,
    parts: Readonly<{
      ticket: Ticket
      channel: TransferChannel
      line: Line
      opened: (sink: SpoolSink) => void
    }>,
  ): Promise<Outcome> {
    const { quotas, clock } = this.#deps
    const { ticket, channel, line } = parts
    using quota = await quotas.enter(start.object.owner)
    const limits = { keepMs: this.#settings.keepMs, maxBytes: ticket.maxBytes }
    const deps = { ...this.#deps, quota }
    await using placements = new Placements(deps, start.object.spool)
    using sink = new SpoolSink({ ...deps, placements }, start, limits)
    parts.opened(sink)
    await using receiver = new Receiver({ sink, finisher: sink, clock })
    return await receiver.line({
      channel: this.#placing(channel, sink),
      opener: spoolOpener,
      checkBegin: sameObject(start.object),
      signal: line.signal,
    })
  }

  /** Where there is a bucket for it. */
  #placing(inner: TransferChannel, sink: SpoolSink): TransferChannel {
    if (!this.#deps.shelf.isDirect) return inner
    return new PlacingChannel({ inner, place: (place, options) => sink.place(place, options) })
  }

  async #serveDownload(ticket: Ticket, channel: TransferChannel): Promise<LineEnd> {
    const { store, lines, clock } = this.#deps
    const first = await store.openDownload(ticket, clock.nowMs())
    if (first === undefined) return UNKNOWN
    const facts = { ...ticket, owner: first.object.owner }
    const work = async (line: Line) => {
      const start = await store.openDownload(ticket, clock.nowMs())
      return start === undefined ? UNKNOWN : await this.#download(start, { ticket, channel, line })
    }
    return (await lines.run(facts, work)) ?? BUSY
  }

  async #download(
    start: DownloadStart,
    parts: Readonly<{ ticket: Ticket; channel: TransferChannel; line: Line }>,
  ): Promise<Outcome> {
    const { quotas, lines, stored, clock, log } = this.#deps
    const { ticket, channel, line } = parts
    const { spool } = start.object
    using quota = await quotas.enter(ticket.account)
    using here = await stored.watch(spool)
    const deps = {
      ...this.#deps,
      quota,
      here,
      believers: (index: number) => lines.believers(spool, index),
    }
    const { maxBytes, device } = ticket
    const holder = new SpoolHolder(deps, start, { device, maxBytes, signal: line.signal })
    try {
      return await send({ holder, channel, clock }, { signal: line.signal })
    } finally {
      await holder.settled().catch((err: unknown) => {
        log.warn({ err, spool, device }, 'what a reader keeps could not be recorded')
      })
    }
  }
}

/** The uploader's own sizes, as it named them to the home. */
function sameObject({ bytes, chunks }: SpoolObject): (begin: Begin) => void {
  return (begin) => {
    if (begin.size === bytes && begin.chunkCount === chunks) return
    throw new TransferError('SOURCE_CHANGED', 'not the sizes that the ticket is for')
  }
}
