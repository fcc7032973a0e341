import { MAX_SEALED_CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { BURST_MS } from '../limits.ts'

/**
 * How many bytes may pass now at a rate: over any span of time never more than `rate × span + burst`. Pure arithmetic; time
 * is monotonic. Source: the token bucket of RFC 2697 (one rate, one burst).
 */
export type Bucket = Readonly<{ rate: number; tokens: number; atMs: number }>

/** One chunk must fit, whatever the rate. */
export function burstOf(rate: number): number {
  return Math.max(MAX_SEALED_CHUNK_BYTES, (rate * BURST_MS) / 1000)
}

/** A new one is full. */
export function bucketOf(rate: number, nowMs: number): Bucket {
  return { rate, tokens: burstOf(rate), atMs: nowMs }
}

/** What came in since the last look, at the rate that held meanwhile; from now on it is `rate`. */
export function refilled(bucket: Bucket, rate: number, nowMs: number): Bucket {
  const spanMs = Math.max(0, nowMs - bucket.atMs)
  const grown = bucket.tokens + (bucket.rate * spanMs) / 1000
  const atMs = Math.max(bucket.atMs, nowMs)
  return { rate, tokens: Math.min(burstOf(bucket.rate), burstOf(rate), grown), atMs }
}

/** Whole milliseconds until so many may pass; 0: now. The bucket is as of now. */
export function msUntil({ rate, tokens }: Bucket, bytes: number): number {
  const missing = Math.min(bytes, burstOf(rate)) - tokens
  return missing <= 0 ? 0 : Math.ceil((missing * 1000) / rate)
}

export function spent(bucket: Bucket, bytes: number): Bucket {
  return { ...bucket, tokens: bucket.tokens - bytes }
}
