import type { TransferView } from '../../control/entity/nouns.ts'
import { totalBytesOf, type TransferRecord } from '../entity/transfer-record.ts'
import type { Disk, Mail, Parties, PeerLines, Spool } from '../queue-ports.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { Queue } from './queue.ts'
import type { Throttle } from './throttle.ts'
import { type Surroundings, viewOf } from './transfer-view.ts'
import type { WayFacts } from './way-facts.ts'

type ViewerDeps = Readonly<{
  board: ProgressBoard
  queue: Queue
  facts: WayFacts
  throttle: Throttle
  parties: Parties
  lines: PeerLines
  spool: Spool
  disk: Disk
  mail: Mail
}>

/** Shows records as they are at this moment: progress, links, presence. */
export class Viewer {
  readonly #deps: ViewerDeps

  constructor(deps: ViewerDeps) {
    this.#deps = deps
  }

  view(record: TransferRecord): TransferView {
    return viewOf(record, this.#around(record))
  }

  #around(record: TransferRecord): Surroundings {
    const { board, facts, parties, lines, queue, throttle, mail } = this.#deps
    const { id, device, direction, friend } = record
    const party = parties.byAccount(friend)
    const known = party?.devices.find((other) => other.device === device)
    return {
      live: board.live(id, totalBytesOf(record)),
      waiting: board.waiting(id),
      reach: known?.reach ?? 'gone',
      isLinked: device !== undefined && lines.connected(device),
      location: this.#whereItLies(record),
      place: queue.place(id),
      storedBytes: board.storedBytes(id) ?? record.stored?.bytes,
      pace: board.paceOf(id),
      roundTripMs: this.#roundTripMs(record),
      tries: facts.triesOf(id),
      refusal: facts.refusalOf(id),
      holdup: mail.holdup(friend),
      stagedBytes: board.stagedBytes(id),
      spoolOnly: facts.spoolOnly,
      limit: throttle.rate(direction === 'outgoing' ? 'up' : 'down', record.friendName),
    }
  }

  /** Of the way that it moves on. */
  #roundTripMs({ state, device }: TransferRecord): number | undefined {
    const { lines, spool } = this.#deps
    if (state.kind !== 'moving') return undefined
    if (state.path === 'spool') return spool.roundTripMs
    return device && lines.roundTripMs(device)
  }

  #whereItLies({ direction, folder, state }: TransferRecord): string | undefined {
    if (direction === 'outgoing' || state.kind !== 'done' || folder === undefined) return undefined
    return this.#deps.disk.locate(folder, state.name)
  }
}
