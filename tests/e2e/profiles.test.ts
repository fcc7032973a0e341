import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { befriend, eventually, makeHoming } from '../support/homing-process.ts'
import { startRelay } from '../support/relay-process.ts'

test('a person chooses a picture and shares a number, and a friend sees both, by the command line alone', async () => {
  await using relay = await startRelay()
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  await befriend(relay, alice, bob)
  const photo = join(alice.folder, '..', 'photo.jpg')
  const create = { width: 1_200, height: 900, channels: 3 as const, background: '#c33' }
  const exif = { IFD0: { Make: 'canary-camera' } }
  await writeFile(photo, await sharp({ create }).jpeg().withExif(exif).toBuffer())

  assert.match(await alice.ok(['profile', 'avatar', photo]), /your friends see the new picture/)
  await alice.ok(['profile', 'set', '--phone', '+41 31 000 00 00'])
  assert.match(await alice.ok(['profile']), /phone +\+41 31 000 00 00 \(only you see it\)/)
  await eventually(async () => /avatar +yes/.test(await bob.ok(['friends', 'show', 'alice'])))
  assert.match(await bob.ok(['friends', 'show', 'alice']), /phone +–/)
  await alice.ok(['profile', 'set', '--share-phone'])
  await eventually(async () => (await bob.ok(['friends', 'show', 'alice'])).includes('+41 31'))

  const saved = join(bob.folder, '..', 'alice.webp')
  await bob.ok(['friends', 'show', 'alice', '--avatar', saved])
  const picture = await readFile(saved)
  const facts = await sharp(picture).metadata()
  assert.deepEqual(
    [facts.format, facts.width, facts.height, facts.exif],
    ['webp', 512, 512, undefined],
  )
  assert.ok(!picture.includes('canary'))
  const again = await bob.run(['friends', 'show', 'alice', '--avatar', saved])
  assert.equal(again.code, 8)

  // The home is away: what was seen is shown.
  await relay.stop()
  await bob.ok(['friends', 'show', 'alice', '--avatar', `${saved}.2`])
  assert.deepEqual(await readFile(`${saved}.2`), picture)
  await relay.start()

  await writeFile(photo, 'no picture')
  const wrong = await alice.run(['profile', 'avatar', photo])
  assert.equal(wrong.code, 2)
  assert.match(wrong.stderr, /that is no picture, or it is damaged\n→ JPEG, PNG/)
  await eventually(async () => (await alice.run(['profile', 'avatar', '--remove'])).code === 0)
  await eventually(async () => /avatar +–/.test(await bob.ok(['friends', 'show', 'alice'])))
})
