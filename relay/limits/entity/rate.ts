/** How often something may be asked: `burst` at once after a rest, `perMinute` in the long run. */
export type Rate = Readonly<{ burst: number; perMinute: number }>

/**
 * Where a bucket stands, in one number: the moment (milliseconds) at which it is full again. Source: the generic cell rate
 * algorithm, ITU-T I.371, virtual scheduling.
 */
export type FullAtMs = number

export type Taken =
  | Readonly<{ kind: 'taken'; fullAtMs: FullAtMs }>
  | Readonly<{ kind: 'slow-down'; retryAfterMs: number }>

/** Fractions of a millisecond add up inexactly; without it, who waits just as long as told may be refused again. */
const ROUNDING_MS = 0.001

/** Takes one from a bucket; `fullAtMs` of a bucket never used is 0. */
export function takeOne(fullAtMs: FullAtMs, nowMs: number, rate: Rate): Taken {
  const oneMs = 60_000 / rate.perMinute
  const nextMs = Math.max(fullAtMs, nowMs) + oneMs
  const overMs = nextMs - nowMs - oneMs * rate.burst
  if (overMs > ROUNDING_MS) return { kind: 'slow-down', retryAfterMs: Math.ceil(overMs) }
  return { kind: 'taken', fullAtMs: nextMs }
}
