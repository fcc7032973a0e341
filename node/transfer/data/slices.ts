import { setImmediate } from 'node:timers/promises'
import type { Waiting } from '../../../src/transfer/ports.ts'

/**
 * How long work that does not wait may hold the event loop. Calls on many small files are three to seven times as quick
 * without a thread's round trip each, so they are made right here, and in between everybody else has a turn.
 */
const SLICE_MS = 8

/** A file up to this size is read or written right here, as one piece; it takes a disk less than a slice. */
export const SMALL_BYTES = 256 * 1024

export class Slices {
  #since = performance.now()

  get isOver(): boolean {
    return performance.now() - this.#since >= SLICE_MS
  }

  /** Everybody else's turn. */
  async pause({ signal }: Waiting): Promise<void> {
    await setImmediate()
    signal.throwIfAborted()
    this.#since = performance.now()
  }
}

/** Takes the steps of a long computation to its end. */
export async function inSlices<T>(steps: Generator<void, T>, options: Waiting): Promise<T> {
  const slices = new Slices()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (slices.isOver) await slices.pause(options)
  }
}
