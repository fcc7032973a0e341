import type { Clock } from './clock.ts'

export type DeadlineOptions = Readonly<{ ms: number; signal: AbortSignal; late: () => Error }>

/**
 * Runs `work` and gives up after `ms` on this clock: then its signal is aborted with the error that `late` makes, which is
 * also thrown. What `work` does after that is not waited for, so its late failure must not matter.
 */
export async function withDeadline<T>(
  clock: Clock,
  options: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = new AbortController()
  const signal = AbortSignal.any([options.signal, end.signal])
  const timer = clock
    .sleep(options.ms, { signal })
    .then(() => end.abort(options.late()))
    .catch(() => {})
  try {
    return await Promise.race([work(signal), rejectionOf(signal)])
  } finally {
    end.abort(new Error('finished in time'))
    await timer
  }
}

/** Rejects with the signal's reason once it is aborted; never resolves. */
function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
