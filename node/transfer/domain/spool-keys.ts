import type { OfferedSpool } from '../../../src/chat/entity/chat-body.ts'
import type { DeviceId, TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { MAX_DEVICES } from '../../../src/home/limits.ts'
import type { Manifest } from '../../../src/transfer/entity/manifest.ts'
import type { ReceivedContent } from '../../chat/ports.ts'
import { keyBytes, keyText } from '../entity/spool-key.ts'
import { manifestOf, type TransferRecord } from '../entity/transfer-record.ts'
import type { KeySeals, Parties } from '../queue-ports.ts'
import type { TransferBook } from './transfer-book.ts'

type SpoolKeysDeps = Readonly<{
  book: TransferBook
  parties: Parties
  keySeals: KeySeals
  self: () => DeviceId
  log: Logger
}>

type Opened = Pick<TransferRecord, 'spool' | 'spoolLack'>
type Offered = Readonly<{ transfer: TransferId; spool: OfferedSpool | undefined }>

/** The key of a spool object on its way from one device to another, inside an offer that a relay carries. */
export class SpoolKeys {
  readonly #deps: SpoolKeysDeps

  constructor(deps: SpoolKeysDeps) {
    this.#deps = deps
  }

  /**
   * Ours, before its offer goes out: the record with its key sealed for the friend's devices of this moment. They are kept until the
   * offer is in the outbox, because a message that is written again after a crash must be the same.
   */
  async sealed(record: TransferRecord): Promise<TransferRecord> {
    const { id, spool, sealedKeys } = record
    const manifest = manifestOf(record)
    if (spool === undefined || manifest.kind === 'stream' || sealedKeys.length > 0) return record
    const { book, parties, keySeals, log } = this.#deps
    const party = parties.byAccount(record.friend)
    if (party === undefined) throw new Error('there is nobody to seal for')
    const offer = { transfer: id, spool: spool.id, manifest }
    const keys = await keySeals.seal(spool.key, offer, party.devices.slice(0, MAX_DEVICES))
    if (keys.length > 0) {
      const sealed = keys.map((each) => ({ device: each.device, sealed: keyText(each.sealed) }))
      return await book.amend(id, () => ({ sealedKeys: sealed }))
    }
    log.info({ transferId: id }, 'no device of the friend can open a sealed key')
    return await book.amend(id, () => ({ spool: undefined, spoolLack: 'no-sealing-keys' }))
  }

  /** A friend's: the key, if one of their devices sealed it for this one and for this very offer. */
  async opened(
    { friend, device }: ReceivedContent,
    { transfer, spool }: Offered,
    manifest: Manifest,
  ): Promise<Opened> {
    // It goes straight only, whatever its offer says.
    if (manifest.kind === 'stream') return { spool: undefined, spoolLack: undefined }
    const { keySeals, log, parties, self } = this.#deps
    const own = spool?.keys.find((each) => each.device === self())
    if (spool === undefined || own === undefined) {
      return { spool: undefined, spoolLack: 'spool-not-for-us' }
    }
    // Which device sent it is the home's word; that it is one of the friend's is not.
    const isTheirs = parties.byDevice(device)?.account === friend
    const offer = { transfer, spool: spool.spool, manifest }
    const key = isTheirs ? await keySeals.open(own.sealed, offer, device) : undefined
    if (key !== undefined) return { spool: { id: spool.spool, key }, spoolLack: undefined }
    log.warn({ transferId: transfer, device }, 'a key for the spool was not sealed by a friend')
    return { spool: undefined, spoolLack: 'spool-key-refused' }
  }
}

/** As the offer tells it. */
export function offeredSpool({ spool, sealedKeys }: TransferRecord): OfferedSpool | undefined {
  if (spool === undefined) return undefined
  const keys = sealedKeys.map(({ device, sealed }) => ({ device, sealed: keyBytes(sealed) }))
  return { spool: spool.id, keys }
}
