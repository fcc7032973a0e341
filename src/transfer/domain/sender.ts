import type { Clock } from '../../core/clock.ts'
import { bytesOf, ChunkSetError, decodeChunkSet, encodeChunkSet } from '../entity/chunk-set.ts'
import { type ChannelMessage, type EndMessage, isSealed } from '../entity/messages.ts'
import { DIGEST_BYTES, type Root } from '../entity/root.ts'
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
 *   begin → (have, want* ⇄ chunk*, extent, ack*, kept*) → conclude → done → verified
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
      contentBytes: 0,
      isExtentSaid: false,
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
  /** Of the chunks that were sent whole; a hole is whole without bytes. */
  contentBytes: number
  /** What the receiver had at first. */
  startBytes?: number
  /** Of a stream. */
  isExtentSaid: boolean
  /** The last word, once it was said. */
  end?: EndMessage
}
/** A chunk beyond the end of a stream is none. */
type Reading = Readonly<{ wanted: Wanted; chunk?: Promise<HeldChunk | undefined> }>

/** The next chunks are being read while the present one goes out. */
async function sendWanted(
  deps: SenderDeps,
  conversation: Conversation,
  sending: Sending,
): Promise<void> {
  const { wants } = sending
  const reading: Reading[] = []
  for (;;) {
    await sayExtent(deps, conversation, sending)
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
  const chunk = reached(holder, wanted, conversation)
  // A read that nobody waits for any more may fail in peace.
  chunk.catch(() => undefined)
  return { wanted, chunk }
}

async function reached(
  holder: Holder,
  { index, direct }: Pick<Extract<Wanted, { kind: 'chunk' }>, 'index' | 'direct'>,
  { signal }: Conversation,
): Promise<HeldChunk | undefined> {
  const { growth } = holder
  const isThere = growth ? await growth.reaches(index, { signal }) : index < countOf(holder)
  return isThere ? await holder.chunk(index, { signal, direct }) : undefined
}

/** Where a stream ends, as soon as that is known, and before its last chunk. */
async function sayExtent(
  { holder: { begin, plan } }: SenderDeps,
  conversation: Conversation,
  sending: Sending,
): Promise<void> {
  if (!begin.open || plan === undefined || plan.isOpen || sending.isExtentSaid) return
  sending.isExtentSaid = true
  const value = { size: plan.size, chunkCount: plan.count }
  await conversation.say({ kind: 'extent', value })
}

async function sendChunk(
  deps: SenderDeps,
  conversation: Conversation,
  sending: Sending,
  { wanted, chunk }: Reading,
): Promise<void> {
  if (wanted.kind !== 'chunk' || chunk === undefined) return
  conversation.holds('source')
  const held = await chunk
  conversation.holds('peer')
  await sayExtent(deps, conversation, sending)
  if (held === undefined) return sending.wants.begun()
  const { value, bytes } = held
  sending.chunks++
  // Before it goes: a quick receiver may have it, and ask for another in its place, before we hear that it is gone.
  sending.wants.begun()
  if (wanted.digestsOnly) {
    await conversation.say({ kind: 'chunk', value: withoutBytes(held), bytes: NOTHING })
  } else {
    await conversation.say({ kind: 'chunk', value, bytes })
    sending.bytes += bytes.length
    sending.contentBytes += value.length
  }
  deps.holder.release?.(bytes)
}

const NOTHING = new Uint8Array()

/** Whose leaves are several says all of them: so the receiver need not have the bytes, to know the root. */
function withoutBytes({ value, leaves = NOTHING }: HeldChunk): HeldChunk['value'] {
  const { index, length, digest, form } = value
  if (isSealed(form)) throw new TransferError('PROTOCOL', 'a seal has no digest')
  if (leaves.length <= DIGEST_BYTES) return { index, length, digest, form: 'digest' }
  return { index, length, digest, form: 'leaves', leaves }
}

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
  const progressed = (verifiedBytes: number) => {
    sending.startBytes ??= verifiedBytes
    const grownBytes = verifiedBytes - sending.startBytes
    // What is under way blurs it by a window at most.
    const heldBytes = Math.max(0, grownBytes - sending.contentBytes)
    options.onProgress?.({ verifiedBytes, heldBytes })
  }
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
        deps.holder.kept?.(setOf(message.value.set, countOf(deps.holder)))
        break
      case 'holding':
        break
      case 'conclude':
        checkEnd(deps.holder)
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
  const { first, count } = value
  // What a stream has not reached yet may be wanted too, but only by a receiver that has all before.
  const there = holder.growth?.chunks ?? countOf(holder)
  if (first + count > there + (holder.begin.open ? WINDOW_CHUNKS : 0)) {
    throw new TransferError('PROTOCOL', 'wanted what there is not')
  }
  sending.wants.add(value)
}

function acked({ value }: Message<'ack'>, holder: Holder, sending: Sending): number {
  if (value.verifiedChunks <= sending.chunks) return Math.min(value.verifiedBytes, sizeOf(holder))
  throw new TransferError('PROTOCOL', 'an acknowledgement of what was not sent')
}

function haveBytes({ value }: Message<'have'>, holder: Holder): number {
  const { begin, plan } = holder
  const isUnknown = value.chunkCount === 0
  if (plan === undefined || (isUnknown && !begin.open)) return 0
  if (!isUnknown && value.chunkCount !== countOf(holder)) {
    throw new TransferError('PROTOCOL', 'expected Have for this content')
  }
  return Math.min(bytesOf(setOf(value.set, countOf(holder)), plan), sizeOf(holder))
}

function countOf({ begin, plan }: Holder): number {
  return begin.open && plan !== undefined ? plan.count : begin.chunkCount
}

/** As far as it is there. */
function sizeOf({ begin, growth, plan }: Holder): number {
  return growth?.bytes ?? (begin.open && plan !== undefined ? plan.size : begin.size)
}

function checkEnd({ plan }: Holder): void {
  if (plan?.isOpen) throw new TransferError('PROTOCOL', 'concluded before there was an end')
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
