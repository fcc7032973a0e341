import type { Clock } from '../../core/clock.ts'
import { bytesOf, ChunkSetError, decodeChunkSet, encodeChunkSet } from '../entity/chunk-set.ts'
import type { ChannelMessage, EndMessage } from '../entity/messages.ts'
import type { Root } from '../entity/root.ts'
import { TransferError } from '../errors.ts'
import { MAX_SET_BYTES, READ_AHEAD_CHUNKS, WINDOW_CHUNKS } from '../limits.ts'
import type { HeldChunk, Holder, Progress, TransferChannel } from '../ports.ts'
import { type Conversation, converse, together } from './conversation.ts'
import type { Outcome } from './outcome.ts'
import { Signal } from './signal.ts'
import type { Pace } from './voice.ts'
import { type Wanted, WantQueue } from './want-queue.ts'

/**
 * Sender side of transfer/1, on a stream that is already opened.
 *   begin → (have, want* ⇄ chunk*, ack*, kept*) → conclude → done → verified
 * Sends what the receiver asks for, in that order, and nothing else. Whose content it is, plain or sealed, and where it lies
 * is the holder's business. Not here: choosing a path, asking for consent.
 */
export type SenderDeps = Readonly<{ holder: Holder; channel: TransferChannel; clock: Clock }>

export type TransferOptions = Readonly<{
  signal: AbortSignal
  /** What is verified on the receiver's disk: at the start, and whenever it grows. */
  onProgress?: (progress: Progress) => void
  /** All chunks are there; now the root is compared and the content made durable. */
  onVerifying?: () => void
  /** Every HOLDING_MS: who waited for what. */
  onPace?: (pace: Pace) => void
}>

export async function send(deps: SenderDeps, options: TransferOptions): Promise<Outcome> {
  const work = async (conversation: Conversation): Promise<Outcome> => {
    await deps.holder.ready(conversation)
    await conversation.say({ kind: 'begin', value: deps.holder.begin })
    const sending: Sending = {
      wants: new WantQueue({ chunks: WINDOW_CHUNKS }),
      chunks: 0,
      bytes: 0,
    }
    const over = new AbortController()
    const hearing = hearWants(deps, conversation, sending, options).finally(() => over.abort())
    const [, [, outcome]] = await together(
      conversation,
      sayHeld(deps, conversation, over.signal),
      together(conversation, sendWanted(deps, conversation, sending), hearing),
    )
    return outcome
  }
  return await converse(deps, options.signal, work, options.onPace)
}

/** A holder that has only part of it, for now, says which: now and whenever that changes. */
async function sayHeld(
  { holder }: SenderDeps,
  conversation: Conversation,
  over: AbortSignal,
): Promise<void> {
  if (holder.held === undefined) return
  const changed = new Signal()
  holder.onHeld = () => changed.notify()
  const signal = AbortSignal.any([conversation.signal, over])
  try {
    for (;;) {
      const next = changed.next({ signal })
      next.catch(() => undefined)
      const set = encodeChunkSet(holder.held(), MAX_SET_BYTES)
      await conversation.say({ kind: 'have', value: { chunkCount: holder.begin.chunkCount, set } })
      await next
    }
  } catch (err) {
    if (!over.aborted) throw err
  }
}

/** What the two halves of the sender know of each other. */
type Sending = {
  readonly wants: WantQueue
  chunks: number
  bytes: number
  /** The last word, once it was said. */
  end?: EndMessage
}
type Reading = Readonly<{ wanted: Wanted; chunk?: Promise<HeldChunk> }>

/** The next chunks are being read while the present one goes out. */
async function sendWanted(
  deps: SenderDeps,
  conversation: Conversation,
  sending: Sending,
): Promise<void> {
  const { wants } = sending
  const reading: Reading[] = []
  for (;;) {
    while (reading.length <= READ_AHEAD_CHUNKS) {
      const wanted = wants.shift()
      if (wanted === undefined) break
      reading.push(begun(deps, wanted, conversation))
    }
    const next = reading.shift()
    if (next === undefined) await wants.filled(conversation)
    else if (next.wanted.kind === 'conclude') return await conclude(deps, conversation, sending)
    else await sendChunk(deps, conversation, sending, next)
  }
}

function begun({ holder }: SenderDeps, wanted: Wanted, conversation: Conversation): Reading {
  if (wanted.kind === 'conclude') return { wanted }
  const chunk = holder.chunk(wanted.index, conversation)
  // A read that nobody waits for any more may fail in peace.
  chunk.catch(() => undefined)
  return { wanted, chunk }
}

async function sendChunk(
  { holder }: SenderDeps,
  conversation: Conversation,
  sending: Sending,
  { wanted, chunk }: Reading,
): Promise<void> {
  if (wanted.kind !== 'chunk' || chunk === undefined) return
  conversation.holds('source')
  const { value, bytes } = await chunk
  conversation.holds('peer')
  sending.chunks++
  // Before it goes: a quick receiver may have it, and ask for another in its place, before we hear that it is gone.
  sending.wants.begun()
  const form = wanted.digestsOnly ? 'digest' : value.form
  await conversation.say({
    kind: 'chunk',
    value: { ...value, form },
    bytes: form === 'bytes' ? bytes : NOTHING,
  })
  if (form === 'bytes') sending.bytes += bytes.length
  holder.release?.(bytes)
}

const NOTHING = new Uint8Array()

async function conclude(
  { holder }: SenderDeps,
  conversation: Conversation,
  sending: Sending,
): Promise<void> {
  conversation.holds('source')
  sending.end = await holder.end(conversation)
  await conversation.say(sending.end)
}

async function hearWants(
  deps: SenderDeps,
  conversation: Conversation,
  sending: Sending,
  options: TransferOptions,
): Promise<Outcome> {
  const { begin } = deps.holder
  const progressed = (verifiedBytes: number) => options.onProgress?.({ verifiedBytes })
  for (;;) {
    const message = await conversation.hear()
    switch (message.kind) {
      case 'have':
        progressed(haveBytes(message, deps.holder))
        break
      case 'want':
        want(message, deps.holder, sending)
        break
      case 'ack':
        progressed(acked(message, deps.holder, sending))
        break
      case 'kept':
        deps.holder.kept?.(setOf(message.value.set, begin.chunkCount))
        break
      case 'holding':
        break
      case 'conclude':
        options.onVerifying?.()
        sending.wants.conclude()
        break
      case 'verified':
        return {
          kind: 'verified',
          root: checkVerified(message.value.root, sending),
          name: '',
          movedBytes: sending.bytes,
        }
      case 'stored':
        return checkStored(sending)
      default:
        throw new TransferError('PROTOCOL', 'not a word of a receiver')
    }
  }
}

type Message<K extends ChannelMessage['kind']> = Extract<ChannelMessage, { kind: K }>

function want({ value }: Message<'want'>, holder: Holder, sending: Sending): void {
  const { first, count, digestsOnly } = value
  if (first + count > holder.begin.chunkCount) {
    throw new TransferError('PROTOCOL', 'wanted what there is not')
  }
  sending.wants.add(first, count, digestsOnly)
}

function acked({ value }: Message<'ack'>, { begin }: Holder, sending: Sending): number {
  if (value.verifiedChunks <= sending.chunks) return Math.min(value.verifiedBytes, begin.size)
  throw new TransferError('PROTOCOL', 'an acknowledgement of what was not sent')
}

function haveBytes({ value }: Message<'have'>, { begin, plan }: Holder): number {
  if (value.chunkCount === 0 || plan === undefined) return 0
  if (value.chunkCount !== begin.chunkCount) {
    throw new TransferError('PROTOCOL', 'expected Have for this content')
  }
  return bytesOf(setOf(value.set, begin.chunkCount), plan)
}

function checkVerified(verified: Root, { end }: Sending): Root {
  if (end?.kind === 'done' && end.value.root === verified) return verified
  throw new TransferError('PROTOCOL', 'verified what was not said')
}

function checkStored({ end, bytes }: Sending): Outcome {
  if (end?.kind === 'sealedDone') return { kind: 'stored', movedBytes: bytes }
  throw new TransferError('PROTOCOL', 'stored what was not said')
}

function setOf(set: Uint8Array, chunkCount: number) {
  try {
    return decodeChunkSet(set, chunkCount)
  } catch (cause) {
    if (!(cause instanceof ChunkSetError)) throw cause
    throw new TransferError('PROTOCOL', 'not a chunk set', { cause })
  }
}
