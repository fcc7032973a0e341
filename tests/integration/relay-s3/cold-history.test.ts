import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { S3Blobs } from '../../../relay/blobs/data/s3-blobs.ts'
import { S3Claim } from '../../../relay/blobs/data/s3-claim.ts'
import { coldRelay } from '../../support/cold-relay.ts'
import { makeBucket, openS3, s3Access } from '../../support/open-s3.ts'
import { noS3 } from '../../support/s3-programs.ts'
import { sharedS3 } from '../../support/temp-s3.ts'

test('a relay moves old history to its bucket, by the bucket’s clock, and its nodes read on', {
  skip: noS3(),
}, async () => {
  const access = s3Access(await sharedS3())
  await makeBucket(access)
  const spool = { s3: { ...access, prefix: 'homing/' } } as never
  await using home = await coldRelay({ spool })
  const { conversation, folder } = home
  assert.deepEqual(await home.read(), home.messages)
  assert.equal(home.messages.length, 200)
  assert.equal(existsSync(join(folder, 'history')), false, 'not on this disk')
  using s3 = await openS3(access)
  const claim = new S3Claim(s3, { prefix: 'homing/', home: home.relay.device })
  const blobs = new S3Blobs({ s3, claim }, { under: 'history' })
  assert.deepEqual(await Array.fromAsync(blobs.folders()), [conversation])
  const [segment, ...others] = await blobs.list(conversation)
  assert.ok(segment !== undefined && segment.bytes > 0 && others.length === 0)
  // It does come from there.
  await blobs.delete(conversation, [segment.name])
  await assert.rejects(home.read(), { code: 'unavailable' })
})
