import type { Clock } from '../../core/clock.ts'
import type { ChannelMessage, Hold, StopCode } from '../entity/messages.ts'
import { TransferError } from '../errors.ts'
import { STOP_GRACE_MS } from '../limits.ts'
import type { TransferChannel } from '../ports.ts'
import { type Outcome, PeerEnded, StopReason, stopCodeOf } from './outcome.ts'
import { startTimer, timeLimit } from './time-limit.ts'
import { type Pace, Voice } from './voice.ts'

/**
 * What sender and receiver have in common: a conversation that either side may stop at any await, that tells the other
 * why where it can, and that always comes to an Outcome.
 *
 * Whatever ends it ends every wait at once, except a message that is being sent: it has STOP_GRACE_MS to go out whole,
 * because the line is still needed to say why.
 */
export type Conversation = Readonly<{
  /** Ends everything but a send. */
  signal: AbortSignal
  say(message: ChannelMessage): Promise<void>
  /** The next message. @throws PeerEnded for Stop and Refused, TransferError PEER_GONE for an early end. */
  hear(): Promise<ChannelMessage>
  /** Ends the conversation from work that runs beside its main line. */
  fail(failure: unknown): void
  /** What we wait for from now on: the peer is told what it mostly was. */
  holds(why: Hold): void
}>

type Deps = Readonly<{ channel: TransferChannel; clock: Clock }>

export async function converse(
  deps: Deps,
  outside: AbortSignal,
  work: (conversation: Conversation) => Promise<Outcome>,
  onPace?: (pace: Pace) => void,
): Promise<Outcome> {
  const end = new AbortController()
  const signal = AbortSignal.any([outside, end.signal])
  using line = lineSignal(deps.clock, signal, (reason) => wordFor(reason, outside) !== undefined)
  const voice = new Voice({ ...deps, onPace }, line.signal)
  try {
    signal.throwIfAborted()
    using _life = voice.signsOfLife(signal)
    const outcome = await work({
      signal,
      say: (message) => voice.say(message),
      hear: async () => voice.heard(await hear(deps.channel, signal)),
      fail: (failure) => end.abort(failure),
      holds: (why) => voice.holds(why),
    })
    await farewell(deps, undefined)
    return outcome
  } catch (err) {
    return await endedBy(deps, signal.aborted ? signal.reason : err, outside)
  }
}

/** Waits for both, also when one fails; the failure of one ends the conversation for the other. */
export async function together<A, B>(
  conversation: Conversation,
  one: Promise<A>,
  other: Promise<B>,
): Promise<[A, B]> {
  const failing = (failure: unknown): never => {
    conversation.fail(failure)
    throw failure
  }
  const both = [one.catch(failing), other.catch(failing)] as const
  await Promise.allSettled(both)
  return await Promise.all(both)
}

async function hear(channel: TransferChannel, signal: AbortSignal): Promise<ChannelMessage> {
  const message = await channel.receive({ signal })
  if (message === undefined) throw new TransferError('PEER_GONE', 'the peer left early')
  if (message.kind === 'refused') throw new PeerEnded({ kind: 'refused', ...message.value })
  if (message.kind === 'stop') {
    throw new PeerEnded({ kind: 'stopped', by: 'peer', ...message.value })
  }
  return message
}

async function endedBy(deps: Deps, reason: unknown, outside: AbortSignal): Promise<Outcome> {
  const code = wordFor(reason, outside)
  if (code !== undefined) {
    await farewell(deps, code)
    return { kind: 'stopped', by: 'us', code, cause: reason }
  }
  deps.channel.reset()
  return reason instanceof PeerEnded ? reason.outcome : { kind: 'lost', cause: reason }
}

/** What the peer is told, or `undefined` when it needs no word or cannot hear one. */
function wordFor(reason: unknown, outside: AbortSignal): StopCode | undefined {
  const isForeign = outside.aborted && reason === outside.reason && !(reason instanceof StopReason)
  return isForeign || reason instanceof PeerEnded ? undefined : stopCodeOf(reason)
}

/** The outcome is decided; a line that breaks now changes nothing. */
async function farewell(deps: Deps, code: StopCode | undefined): Promise<void> {
  using limit = timeLimit(deps.clock, STOP_GRACE_MS)
  try {
    if (code !== undefined) await deps.channel.send({ kind: 'stop', value: { code } }, limit)
    await deps.channel.finish()
  } catch {
    deps.channel.reset()
  }
}

/** Aborted with `signal` at once when there is nothing to tell, else STOP_GRACE_MS later. */
function lineSignal(
  clock: Clock,
  signal: AbortSignal,
  hasWord: (reason: unknown) => boolean,
): Disposable & Readonly<{ signal: AbortSignal }> {
  const line = new AbortController()
  const parts = new DisposableStack()
  const drop = () => line.abort(signal.reason)
  const ended = () => {
    if (hasWord(signal.reason)) parts.use(startTimer(clock, STOP_GRACE_MS, drop))
    else drop()
  }
  signal.addEventListener('abort', ended, { once: true })
  parts.defer(() => signal.removeEventListener('abort', ended))
  return { signal: line.signal, [Symbol.dispose]: () => parts.dispose() }
}
