import type { Background } from '../src/core/background.ts'
import type { Clock } from '../src/core/clock.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Random } from '../src/core/random.ts'
import type { Blobs, DirectBlobs } from './blobs/ports.ts'
import type { RelayConfig } from './config.ts'
import type { S3, S3Meter } from './data/s3.ts'
import { S3Error, type S3ErrorCode } from './data/s3-error.ts'

/** S3-compatible storage that the relays of a home share. */
export type Bucket = Readonly<{
  s3: S3
  /** Those of one kind, apart from all others. */
  blobs(under: string): Blobs & DirectBlobs
}>

type BucketDeps = Readonly<{
  clock: Clock
  random: Random
  log: Logger
  meter: S3Meter
  background: Background
}>

/** So often each relay looks whether the store is there: it is known to be away, or back, before somebody has to wait for it. */
const LOOK_MS = 10_000

/** What is not mended by waiting. */
const LASTING: readonly S3ErrorCode[] = ['denied', 'no-bucket', 'unsuitable']

/**
 * Open until the background's end. Undefined: there is none, and nothing of it is loaded. One that is away is waited for by whoever needs it.
 * @throws S3Error `denied`, `no-bucket`, `unsuitable`
 */
export async function openBucket(
  { spool: { s3: config } }: RelayConfig,
  home: string,
  deps: BucketDeps,
): Promise<Bucket | undefined> {
  if (config === undefined) return undefined
  const { S3 } = await import('./data/s3.ts')
  const { S3Blobs } = await import('./blobs/data/s3-blobs.ts')
  const { S3Claim } = await import('./blobs/data/s3-claim.ts')
  const s3 = new S3({ ...deps, log: deps.log.child({ component: 's3' }) }, config)
  await s3.start()
  const { background, clock } = deps
  background.signal.addEventListener('abort', () => s3.stop(), { once: true })
  const claim = new S3Claim(s3, { prefix: config.prefix, home })
  await claim.hold({ once: true }).catch((err: unknown) => {
    if (!(err instanceof S3Error) || LASTING.includes(err.code)) throw err
  })
  background.run('look-at-s3', async (signal) => {
    for (;;) {
      await clock.sleep(LOOK_MS, { signal })
      // What it fails with stands in the metrics, and in `away`.
      await claim.look().catch(() => undefined)
    }
  })
  return { s3, blobs: (under) => new S3Blobs({ s3, claim }, { under }) }
}
