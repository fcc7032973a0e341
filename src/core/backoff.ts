import type { Random } from './random.ts'

export type BackoffLimits = Readonly<{ baseMs: number; capMs: number }>

/**
 * Full-jitter exponential backoff: uniform in [0, min(cap, base × 2^attempt)).
 * Source: Marc Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
 */
export function backoffMs(attempt: number, limits: BackoffLimits, random: Random): number {
  const ceiling = Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(attempt, 30))
  return Math.floor(random.fraction() * ceiling)
}
