/** Time as the domain sees it. The system's clock is in src/system, a turned one in tests/support. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. May jump; never used to order messages. */
  nowMs(): number
  /** Monotonic milliseconds since an arbitrary moment: for durations and rates. */
  monotonicMs(): number
  /** Resolves after `ms`; rejects with the signal's reason when aborted first. */
  sleep(ms: number, options: { signal?: AbortSignal | undefined }): Promise<void>
}
