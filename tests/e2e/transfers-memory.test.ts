import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sendSparse } from '../support/sparse-transfer.ts'

/** Memory does not grow with the file: after some seconds it is what it will be. At night the whole 20 GB. */
const GB = process.env['HOMING_NIGHTLY'] === '1' ? 20 : 4
/** Seen: sender 140, receiver 155, whatever the size. */
const LIMIT_MB = 200

test(`a sparse file of ${GB} GB: both nodes stay below ${LIMIT_MB} MB`, async (t) => {
  if (process.platform !== 'linux') return t.skip('reads /proc, so Linux')
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'homing-sparse-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const { sender, receiver, seconds } = await sendSparse(folder, GB * 1e9)
  t.diagnostic(`peak MB: sender ${sender.peakMb}, receiver ${receiver.peakMb}; ${seconds | 0} s`)
  assert.ok(sender.peakMb < LIMIT_MB, `the sender held ${sender.peakMb} MB`)
  assert.ok(receiver.peakMb < LIMIT_MB, `the receiver held ${receiver.peakMb} MB`)
})
