import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AccountName } from '../../src/core/ids.ts'
import { smallDisk } from '../support/small-disk.ts'
import { ask, untilAny, untilState, untilTransfer } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'

const MIB = 1024 * 1024
/** In MiB. Larger than KEEP_FREE_BYTES by some, so that the file fits only while nothing else is there. */
const DISK = 400
const FILE = 250 * MIB

test('a disk that gets full pauses the transfer on both sides; with room again it goes on', async (t) => {
  using disk = smallDisk(t, DISK)
  if (disk === undefined) return
  await using friends = await twoFriends()
  const { alice, bob, folder } = friends

  const path = join(folder, 'film')
  await writeFile(path, randomBytes(FILE))
  const { id } = await ask(alice, 'sendFile', { name: 'bob' as AccountName, path })
  await untilAny(bob, (view) => view.id === id)
  await disk.fill(150)
  await ask(bob, 'acceptTransfer', { id, folder: disk.folder })
  const told = await untilState(bob, id, 'paused')
  assert.equal(told.code, 'disk-full-here', 'there was too little room from the beginning')
  assert.equal((await untilState(alice, id, 'paused')).code, 'disk-full-there')
  assert.match(told.why ?? '', /space/)

  await disk.free()
  await ask(bob, 'resumeTransfer', { id })
  await untilTransfer(bob, id, (view) => view.state === 'moving' && view.verifiedBytes > 10 * MIB)
  await disk.fill(120)
  const again = await untilState(bob, id, 'paused')
  assert.equal(again.code, 'disk-full-here', 'somebody else filled the disk meanwhile')
  assert.ok(again.verifiedBytes > 0)

  await disk.free()
  // Without a word from anybody: the disk is looked at every minute.
  const { location } = await untilState(bob, id, 'done')
  await untilState(alice, id, 'done')
  const [sent, received] = await Promise.all([readFile(path), readFile(location ?? '')])
  assert.ok(sent.equals(received))
})
