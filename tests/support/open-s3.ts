import { S3, type S3Meter } from '../../relay/data/s3.ts'
import type { S3Access } from '../../relay/data/s3-address.ts'
import { S3Blobs } from '../../relay/blobs/data/s3-blobs.ts'
import { S3Claim } from '../../relay/blobs/data/s3-claim.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { silentLog } from './home-client.ts'
import type { S3Server } from './s3-server.ts'

type S3Deps = ConstructorParameters<typeof S3>[0]

export const UNMETERED: S3Meter = { s3Answered: () => undefined, s3Failed: () => undefined }
const DEPS: S3Deps = { clock: systemClock, random: systemRandom, log: silentLog, meter: UNMETERED }

export function s3Access(server: S3Server, given: Partial<S3Access> = {}): S3Access {
  const { endpoint, accessKey, secretKey } = server
  const bucket = given.bucket ?? server.newBucket()
  const keys = { accessKey, secretKey, region: 'us-east-1' }
  return {
    endpoint,
    bucket,
    ...keys,
    pathStyle: true,
    ca: undefined,
    publicEndpoint: undefined,
    ...given,
  }
}

/** A relay's end of it, alone. */
export async function openS3(access: S3Access, given: Partial<S3Deps> = {}): Promise<S3> {
  const s3 = new S3({ ...DEPS, ...given }, access)
  await s3.start()
  return s3
}

/** The bucket that it names, made anew. */
export async function makeBucket(access: S3Access): Promise<void> {
  using s3 = await openS3(access)
  await s3.ask({ use: 'put', method: 'PUT', key: '' })
}

type Opened = AsyncDisposable & Readonly<{ blobs: S3Blobs; s3: S3; access: S3Access }>

/** Blobs in a bucket of their own, or in one that is there. */
export async function openS3Blobs(
  server: S3Server,
  given: Readonly<{
    access?: S3Access
    home?: string
    settings?: Partial<ConstructorParameters<typeof S3Blobs>[1]>
  }> = {},
): Promise<Opened> {
  const access = given.access ?? s3Access(server)
  if (given.access === undefined) await makeBucket(access)
  const s3 = await openS3(access)
  const claim = new S3Claim(s3, { prefix: 'homing/', home: given.home ?? 'home' })
  const blobs = new S3Blobs({ s3, claim }, { under: 'spool', ...given.settings })
  return { blobs, s3, access, [Symbol.asyncDispose]: async () => s3[Symbol.dispose]() }
}
