/** What protects the control API. Each limit: its unit in its name, its reason beside it. */
export const CONTROL_LIMITS = {
  /** One request's JSON: the longest text (16,000 characters), every one of them escaped as `\uXXXX`, and its frame. */
  maxBodyBytes: 128 * 1024,
  /** The whole of a request must have come by then: on loopback it takes microseconds. */
  requestTimeoutMs: 5_000,
  /** How often slow requests are looked for: they end at most this late. */
  requestCheckMs: 500,
  /** Open connections: some terminals and one web page, each with a few. */
  maxConnections: 64,
  /** Readers of the event stream at once. */
  maxEventReaders: 16,
  /** Events written and not yet taken by one reader: some thousand. A reader beyond it is cut and reads anew. */
  maxEventBacklogBytes: 1024 * 1024,
  /** An empty line on a quiet event stream, so that a reader knows a dead one. */
  heartbeatMs: 10_000,
  /** At stop, what calls under way get to end by themselves. */
  drainMs: 2_000,
} as const

export type ControlLimits = { readonly [K in keyof typeof CONTROL_LIMITS]: number }
