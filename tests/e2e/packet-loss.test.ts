import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { noLoss } from '../support/loss-programs.ts'

const run = promisify(execFile)
const PROGRAM = fileURLToPath(new URL('../support/lossy-transfers.ts', import.meta.url))
const PERCENT = 3
const SEED = Number(process.env['HOMING_SEED'] ?? 1)

test(`of all packets ${PERCENT} % are lost, at random: files arrive straight and through the relay`, {
  skip: noLoss(),
}, async (t) => {
  const args = ['--net', process.execPath, PROGRAM, String(PERCENT), String(SEED)]
  const { stdout } = await run('unshare', args)
  t.diagnostic(`${stdout} packets were dropped`)
  assert.ok(Number(stdout) > 10, 'hardly any packet was dropped')
})
