import type { Clock } from '../../../src/core/clock.ts'
import { type Outcome, StopReason, stopCodeOf } from '../../../src/transfer/domain/outcome.ts'
import { timeLimit } from '../../../src/transfer/domain/time-limit.ts'
import type { StopCode } from '../../../src/transfer/entity/messages.ts'
import { STOP_GRACE_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'

/** For ends before sender or receiver had the channel: the disk said no, or a command came in between. */
export async function endWith(
  line: Readonly<{ clock: Clock; channel: TransferChannel; signal: AbortSignal }>,
  failure: unknown,
): Promise<Outcome> {
  const cause: unknown = line.signal.aborted ? line.signal.reason : failure
  const isForeign = line.signal.aborted && !(cause instanceof StopReason)
  const code = isForeign ? undefined : stopCodeOf(cause)
  if (code === undefined) {
    line.channel.reset()
    return { kind: 'lost', cause }
  }
  await sayStop(line, code)
  return { kind: 'stopped', by: 'us', code, cause }
}

/** Says why; a line that breaks meanwhile changes nothing. */
export async function sayStop(
  line: Readonly<{ clock: Clock; channel: TransferChannel }>,
  code: StopCode,
): Promise<void> {
  using limit = timeLimit(line.clock, STOP_GRACE_MS)
  try {
    await line.channel.send({ kind: 'stop', value: { code } }, limit)
    await line.channel.finish()
  } catch {
    line.channel.reset()
  }
}

/** A stop of ours that came while no stream was open is a stop all the same. */
export function withoutLine(signal: AbortSignal, cause: unknown): Outcome {
  const reason: unknown = signal.reason
  if (!signal.aborted || !(reason instanceof StopReason)) return { kind: 'lost', cause }
  return { kind: 'stopped', by: 'us', code: reason.code, cause: reason }
}
