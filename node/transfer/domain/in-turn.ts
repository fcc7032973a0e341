import type { Clock } from '../../../src/core/clock.ts'
import { HOLDING_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import type { Contender, Slots } from './slots.ts'

type Line = Readonly<{ channel: TransferChannel; clock: Clock; signal: AbortSignal }>

/**
 * A slot for a peer whose stream is open: it waits there, and is told that it does, so that slots go by our order and not by
 * who asks again first. Rejects when the line breaks; then it waits no more.
 */
export async function inTurn(
  slots: Slots,
  contender: Contender,
  { channel, clock, signal }: Line,
): Promise<Disposable> {
  const end = new AbortController()
  const waiting = AbortSignal.any([signal, end.signal])
  const slot = slots.acquire(contender, { signal: waiting })
  const words = sayHolding({ channel, clock, signal: waiting })
  words.catch((err: unknown) => end.abort(err))
  try {
    return await slot
  } finally {
    end.abort(new Error('no longer in line'))
  }
}

/** Until the signal ends or the line breaks. */
async function sayHolding({ channel, clock, signal }: Line): Promise<never> {
  for (;;) {
    await clock.sleep(HOLDING_MS, { signal })
    await channel.send({ kind: 'holding', value: { why: 'turn' } }, { signal })
  }
}
