import { Hold } from '../../../node/transfer/domain/hold.ts'
import type { Post } from '../../../node/transfer/domain/post.ts'
import { ProgressBoard } from '../../../node/transfer/domain/progress-board.ts'
import { Settings } from '../../../node/transfer/domain/settings.ts'
import type { Tending } from '../../../node/transfer/domain/tending.ts'
import { TransferBook } from '../../../node/transfer/domain/transfer-book.ts'
import { type TransferRecord, UNMOVED } from '../../../node/transfer/entity/transfer-record.ts'
import { Background } from '../../../src/core/background.ts'
import {
  parseAccountId,
  parseAccountName,
  parseMessageId,
  parseTransferId,
} from '../../../src/core/ids.ts'
import { BOB_DEVICE } from '../../support/channel-pair.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { MemoryStore } from '../../support/transfer-lab/memory-store.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const NEWS_ID = parseMessageId('0192f0c1-0000-7000-8000-0000000000e3')

/** The real book of transfers and what stands on it, with nothing that moves bytes: tests say what moved. */
export async function queueRig(store = new MemoryStore()) {
  const clock = new TurnedClock()
  const log = new RecordedLog()
  const settings = new Settings({ store })
  const background = new Background({ log })
  const board = new ProgressBoard({ clock, log })
  const book = new TransferBook({ store, settings, clock, log })
  const told: string[] = []
  const tending = {
    end: async (id: string, reason: Error) =>
      void told.push(`end ${id.slice(-1)} ${reason.message}`),
    attendance: { knock: (id: string) => told.push(`knock ${id.slice(-1)}`) },
    uploads: { rouse: () => undefined },
    sweep: { tend: (id: string) => told.push(`sweep ${id.slice(-1)}`) },
  } as unknown as Tending
  const post = {
    write: (kind: string) => ({ id: NEWS_ID, kind }),
    dispatch: () => undefined,
  } as unknown as Post
  const deps = { store, clock, log, settings, background, board, book, tending, post }
  const hold = new Hold(deps)
  await settings.load()
  await book.load()
  return { ...deps, hold, told }
}

export const FRIEND = parseAccountName('bob')

let made = 0

/** A transfer that waits for the friend, unless something else is said. */
export function aRecord(fields: Partial<TransferRecord> = {}): TransferRecord {
  made += 1
  return {
    id: parseTransferId(`0192f0c1-0000-7000-8000-${String(made).padStart(12, '0')}`),
    direction: 'incoming',
    friend: parseAccountId('0192f0c1-0000-7000-8000-0000000000e4'),
    friendName: FRIEND,
    file: { name: 'film.mkv', size: 1000, mtimeMs: 0, mode: 0o644 },
    listing: undefined,
    state: { kind: 'waiting', for: 'friend', haveBytes: 0 },
    note: undefined,
    offer: undefined,
    device: BOB_DEVICE,
    answeredBy: undefined,
    source: undefined,
    folder: '/downloads',
    news: [],
    litter: true,
    createdMs: made,
    endedMs: undefined,
    ...UNMOVED,
    ...fields,
  }
}
