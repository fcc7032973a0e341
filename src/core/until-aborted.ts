/** Waits for work whose outcome belongs to somebody else; the wait ends early with the signal's reason. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return await work
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    // The signal may live as long as the process: it must not keep this wait.
    signal.removeEventListener('abort', onAbort)
  }
}
