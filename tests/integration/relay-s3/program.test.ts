import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { S3Access } from '../../../relay/data/s3-address.ts'
import { makeBucket, s3Access } from '../../support/open-s3.ts'
import { Program } from '../../support/program.ts'
import { startRelay } from '../../support/relay-process.ts'
import { noS3 } from '../../support/s3-programs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { sharedS3 } from '../../support/temp-s3.ts'
import { survivesKill } from '../relay-spool/killed-relay.ts'

const CANNOT = noS3()

function environment({ endpoint, bucket, accessKey, secretKey }: S3Access) {
  return {
    RELAY_SPOOL_S3_ENDPOINT: endpoint,
    RELAY_SPOOL_S3_BUCKET: bucket,
    RELAY_SPOOL_S3_ACCESS_KEY: accessKey,
    RELAY_SPOOL_S3_SECRET_KEY: secretKey,
  }
}

test('a relay that is killed in the middle has in its bucket what it acknowledged', {
  skip: CANNOT,
}, async () => {
  const access = s3Access(await sharedS3())
  await makeBucket(access)
  await using relay = await startRelay({ env: environment(access) })
  await survivesKill(relay)
  assert.equal(existsSync(join(relay.folder, 'spool')), false)
})

test('a wrong secret ends the program with a name and what to look at, and without the secret', {
  skip: CANNOT,
}, async () => {
  const access = { ...s3Access(await sharedS3()), secretKey: 'guessed wrongly' }
  using folder = temporaryFolder()
  const program = new Program('relay', ['--data', folder.path, '--listen', '127.0.0.1:0'], {
    env: environment(access),
    lifeMs: 60_000,
  })
  assert.equal(await program.exited, 2)
  assert.match(
    program.stderr,
    /^relay: s3: 403 SignatureDoesNotMatch; look at spool\.s3\.accessKey/,
  )
  assert.ok(!program.stderr.includes('guessed'))
})
