import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { relayTruth } from '../../support/relay-truth.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { checkAnswers, prepareHome, sendAndKill } from './answered.ts'

/**
 * A cut of the power: the store is on a file system of its own, in a file, and that file is copied while the newest writes are only
 * in the memory of the machine. The copy is what a disk would have. A killed process alone would prove nothing about fsync.
 */
const ANSWERS = 200
const CANNOT = whyNot()

test('what was answered survives a power cut', { skip: CANNOT }, async () => {
  const lost = await lostByPowerCut('careful')
  assert.equal(lost, undefined)
})

test('a store that does not wait for the disk is caught', { skip: CANNOT }, async () => {
  const lost = await lostByPowerCut('careless')
  assert.match(
    lost ?? 'nothing was lost',
    /was answered and is lost|no such|not a database|unavailable/,
  )
})

/** @returns what is missing afterwards. */
async function lostByPowerCut(store: 'careful' | 'careless'): Promise<string | undefined> {
  using folder = temporaryFolder()
  using stack = new DisposableStack()
  const disk = join(folder.path, 'disk')
  const mounted = mount(stack, disk, join(folder.path, 'mounted'), { fresh: true })
  const file = join(mounted, 'relay.sqlite')
  const conversation = await prepareHome(file)
  execFileSync('sync', ['--file-system', mounted])
  const heard = new Map<number, number>()
  await sendAndKill({ file, first: 1, answers: ANSWERS, heard, store })
  const cut = join(folder.path, 'cut')
  execFileSync('cp', ['--sparse=always', disk, cut])
  const remains = mount(stack, cut, join(folder.path, 'remains'), { fresh: false })
  try {
    await using sql = await openSqlite(join(remains, 'relay.sqlite'))
    await checkAnswers(relayTruth(sql), conversation, heard)
    return undefined
  } catch (err) {
    return String(err)
  }
}

function mount(
  stack: DisposableStack,
  disk: string,
  folder: string,
  options: Readonly<{ fresh: boolean }>,
): string {
  if (options.fresh) {
    execFileSync('truncate', ['--size=64M', disk])
    execFileSync('mkfs.ext4', ['-q', disk])
  }
  mkdirSync(folder)
  execFileSync('mount', ['-o', 'loop', disk, folder])
  stack.defer(() => execFileSync('umount', [folder]))
  return folder
}

function whyNot(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'needs Linux as root, for a mount'
  try {
    using folder = temporaryFolder()
    using stack = new DisposableStack()
    mount(stack, join(folder.path, 'disk'), join(folder.path, 'mounted'), { fresh: true })
    return false
  } catch {
    return 'needs mkfs.ext4 and loop mounts'
  }
}
