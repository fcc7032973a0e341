import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { ConversationId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { decodeReply, encodeAnswer, readAnswer } from '../../../src/wire/home-codec.ts'
import { WireError } from '../../../src/wire/wire-error.ts'
import { isNoRoom } from '../../blobs/entity/no-room.ts'
import type { Blobs } from '../../blobs/ports.ts'
import { unavailable } from '../../data/journal.ts'
import { StoreError } from '../../data/store-error.ts'
import type { SegmentPlace } from '../entity/segment.ts'
import { MAX_UNPACKED_BYTES } from '../limits.ts'
import type { SegmentMeter, Segments } from '../ports.ts'

type SegmentFilesDeps = Readonly<{
  blobs: Blobs
  random: Random
  log: Logger
  meter: SegmentMeter
}>

const pack = promisify(zstdCompress)
const unpack = promisify(zstdDecompress)

/**
 * Segments as small blobs: `<conversation>/<name>`, a page of history as the home protocol tells it, in zstd. Each attempt has a name of
 * its own, so none replaces what another one may have told of; the place has a digest of the bytes.
 */
export class SegmentFiles implements Segments {
  readonly #deps: SegmentFilesDeps

  constructor(deps: SegmentFilesDeps) {
    this.#deps = deps
  }

  async write(conversation: ConversationId, messages: readonly Message[]): Promise<SegmentPlace> {
    const bytes = await pack(encodeAnswer(1, 'history', { messages: [...messages], more: false }))
    const place = {
      conversation,
      firstSeq: messages[0]?.seq ?? 0,
      lastSeq: messages.at(-1)?.seq ?? 0,
      name: this.#newName(),
      bytes: bytes.length,
      digest: digestOf(bytes),
    }
    await this.#put(place, bytes)
    // As it lies there, before anything rests on it.
    await this.read(place)
    return place
  }

  async read(place: SegmentPlace): Promise<readonly Message[]> {
    try {
      return await this.#read(place)
    } catch (err) {
      const cause =
        err instanceof StoreError
          ? err
          : new StoreError('failed', 'a segment of history cannot be read', { cause: err })
      const { conversation, firstSeq, name } = place
      this.#deps.meter.segmentFailed(cause.code)
      this.#deps.log.error({ err: cause, conversation, firstSeq, name }, 'segment was not read')
      throw unavailable(cause)
    }
  }

  async forget(conversation: ConversationId): Promise<void> {
    const { blobs } = this.#deps
    const entries = await blobs.list(conversation)
    await blobs.delete(
      conversation,
      entries.map(({ name }) => name),
    )
  }

  async #put({ conversation, name }: SegmentPlace, bytes: Uint8Array): Promise<void> {
    const { blobs, meter } = this.#deps
    try {
      await blobs.put(conversation, name, Uint8Array.from(bytes))
      await blobs.settle(conversation)
    } catch (cause) {
      const failure = isNoRoom(cause)
        ? new StoreError('disk-full', 'what holds history.folder is full; make room there', {
            cause,
          })
        : new StoreError('failed', 'a segment of history cannot be written', { cause })
      meter.segmentFailed(failure.code)
      throw failure
    }
  }

  async #read({ conversation, name, bytes, digest }: SegmentPlace): Promise<readonly Message[]> {
    const packed = new Uint8Array(bytes)
    if (!(await this.#deps.blobs.get(conversation, name, packed))) {
      throw new StoreError('corrupted', 'a segment of history is missing, or too short')
    }
    if (digestOf(packed) !== digest) throw new StoreError('corrupted', DAMAGED)
    try {
      return messagesOf(await unpack(packed, { maxOutputLength: MAX_UNPACKED_BYTES }))
    } catch (cause) {
      if (!(cause instanceof WireError)) throw cause
      throw new StoreError('corrupted', DAMAGED, { cause })
    }
  }

  /** A number, as any store of small blobs takes it for a name. */
  #newName(): string {
    return String(Buffer.from(this.#deps.random.bytes(6)).readUIntBE(0, 6))
  }
}

const DAMAGED = 'a segment of history is damaged; put it back from a backup'

function messagesOf(page: Uint8Array): readonly Message[] {
  const reply = decodeReply(page)
  const read = reply.kind === 'answer' ? readAnswer('history', reply.raw) : undefined
  if (read?.kind !== 'answered') throw new StoreError('corrupted', DAMAGED)
  return read.answer.messages
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
