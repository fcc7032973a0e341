import assert from 'node:assert/strict'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { PictureFolder } from '../../../node/profiles/data/picture-folder.ts'
import { Avatars } from '../../../node/profiles/domain/avatars.ts'
import type { Answer, Ask } from '../../../src/home/entity/calls.ts'
import { parseAccountId, parseAccountName } from '../../../src/core/ids.ts'
import { pictures } from '../../support/pictures.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const options = { signal: new AbortController().signal }
const account = parseAccountId('0192f0c1-0000-7000-8000-00000000000a')
const bob = { name: parseAccountName('bob'), size: 'small' as const }
const red = (await pictures('#f00')).small
const blue = (await pictures('#00f')).small

/** Bob's picture at a home that answers what the test says. */
function rig(folder: string) {
  const asked: Ask<'avatar'>[] = []
  const at = {
    shown: 'v-1' as string | undefined,
    answer: { version: 'v-1', picture: red } as Answer<'avatar'>,
    asked,
  }
  const avatars = new Avatars({
    home: {
      ask: async (_call, ask) => {
        asked.push(ask)
        const isKnown = ask.have === at.answer.version
        return isKnown ? { ...at.answer, picture: new Uint8Array() } : at.answer
      },
    },
    self: () => ({ account, avatar: undefined }),
    friend: () => ({ account, avatar: at.shown }),
    cache: new PictureFolder(folder),
  })
  return { ...at, at, avatars }
}

test('a picture is fetched when somebody looks, and not again until its version changes', async () => {
  using folder = temporaryFolder()
  const { at, avatars, asked } = rig(join(folder.path, 'pictures'))
  for (let n = 0; n < 3; n++) {
    assert.deepEqual(await avatars.picture(bob, options), { version: 'v-1', picture: red })
  }
  assert.deepEqual(asked, [{ account, size: 'small', have: '' }])
  at.shown = 'v-2'
  at.answer = { version: 'v-2', picture: blue }
  assert.deepEqual(await avatars.picture(bob, options), { version: 'v-2', picture: blue })
  assert.deepEqual(asked.at(-1), { account, size: 'small', have: 'v-1' })
  const files = readdirSync(join(folder.path, 'pictures'))
  assert.deepEqual(files, [`${account}.small.v-2.webp`])
  assert.equal(statSync(join(folder.path, 'pictures', files[0] ?? '')).mode & 0o777, 0o600)
  // Another node on the same profile finds it.
  const again = rig(join(folder.path, 'pictures'))
  again.at.shown = 'v-2'
  assert.deepEqual(await again.avatars.picture(bob, options), { version: 'v-2', picture: blue })
  assert.deepEqual(again.asked, [])
})

test('when the home says that nothing changed, what is here is shown', async () => {
  using folder = temporaryFolder()
  const { at, avatars } = rig(folder.path)
  await avatars.picture(bob, options)
  at.shown = 'v-of-a-moment-ago'
  assert.deepEqual(await avatars.picture(bob, options), { version: 'v-1', picture: red })
})

test('a picture that was taken away is gone here too', async () => {
  using folder = temporaryFolder()
  const { at, avatars } = rig(folder.path)
  await avatars.picture(bob, options)
  at.shown = undefined
  assert.equal(await avatars.picture(bob, options), undefined)
  assert.deepEqual(readdirSync(folder.path), [])
})

test('what a hostile home sends is neither shown nor kept, and its version becomes no path', async () => {
  using folder = temporaryFolder()
  const { at, avatars } = rig(folder.path)
  const svg = new TextEncoder().encode('<svg onload="alert(1)"/>')
  for (const picture of [svg, new Uint8Array(), (await pictures('#fff')).large]) {
    at.answer = { version: 'v-1', picture }
    await assert.rejects(avatars.picture(bob, options), { name: 'ControlError', code: 'refused' })
  }
  assert.deepEqual(readdirSync(folder.path), [])
  at.answer = { version: '../../escaped', picture: red }
  assert.deepEqual((await avatars.picture(bob, options))?.picture, red)
  assert.deepEqual(
    [readdirSync(folder.path), readdirSync(join(folder.path, '..')).includes('escaped')],
    [[], false],
  )
})

test('a spoiled file is fetched again', async () => {
  using folder = temporaryFolder()
  const { avatars, asked } = rig(folder.path)
  await avatars.picture(bob, options)
  const file = readdirSync(folder.path)[0] ?? ''
  writeFileSync(join(folder.path, file), 'spoiled')
  assert.deepEqual((await avatars.picture(bob, options))?.picture, red)
  assert.equal(asked.length, 2)
})
