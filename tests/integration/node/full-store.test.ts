import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Level } from 'level'
import { LevelStore } from '../../../node/data/level-store.ts'
import { NodeError } from '../../../node/errors.ts'
import { SoundLevel } from '../../../node/data/sound-level.ts'
import { smallDisk } from '../../support/small-disk.ts'

const VALUE = 'v'.repeat(500)
const isFull = (err: unknown) => err instanceof Error && 'code' in err && err.code === 'ENOSPC'

/** Writes before, while and after the disk is full. @returns what was said to be safe, and what the next start finds. */
async function throughFullDisk(t: TestContext, open: (folder: string) => Level<string, string>) {
  using disk = smallDisk(t, 24)
  if (disk === undefined) return undefined
  const folder = join(disk.folder, 'store')
  const safe: string[] = []
  {
    await using db = open(folder)
    const tables = ['one', 'two'].map((name) => db.sublevel(name))
    const write = async (key: string, at: number) => {
      const sublevel = tables[at % 2] ?? assert.fail()
      await db.batch([{ type: 'put', sublevel, key, value: VALUE }], { sync: true })
      safe.push(sublevel.prefixKey(key, 'utf8'))
    }
    const writeMany = async (name: string) =>
      await Promise.allSettled(Array.from({ length: 30 }, (_, at) => write(`${name}${at}`, at)))
    await writeMany('before')
    await disk.fill()
    const refused = (await writeMany('full')).filter(({ status }) => status === 'rejected')
    assert.ok(refused.length > 0, 'the disk was never full')
    await disk.free()
    await writeMany('after')
  }
  await using db = open(folder)
  return { safe, found: new Set(await db.keys().all()) }
}

test('what the store took before, while and after the disk was full is there at the next start', async (t) => {
  const end = await throughFullDisk(t, (folder) => new SoundLevel(folder))
  if (end === undefined) return
  assert.deepEqual(
    end.safe.filter((key) => !end.found.has(key)),
    [],
  )
  assert.ok(
    end.safe.some((key) => key.includes('after')),
    'it went on by itself',
  )
})

test('the full disk would find out a store that goes on behind a torn record', async (t) => {
  const end = await throughFullDisk(t, (folder) => new Level(folder))
  if (end === undefined) return
  assert.notDeepEqual(
    end.safe.filter((key) => !end.found.has(key)),
    [],
    'LevelDB lost nothing: then SoundLevel is needed no more',
  )
})

test('a store on a full disk says so, and has everything when there is room', async (t) => {
  using disk = smallDisk(t, 24)
  if (disk === undefined) return
  const folder = join(disk.folder, 'store')
  const db = new SoundLevel(folder)
  await db.put('key', VALUE)
  await disk.fill()
  await assert.rejects(async () => {
    for (let at = 0; ; at++) await db.put(`key ${at}`, VALUE)
  }, isFull)
  await db.close()
  await assert.rejects(LevelStore.open(folder), (err) => {
    return err instanceof NodeError && err.code === 'PROFILE_UNUSABLE' && /full/.test(err.message)
  })
  await disk.free()
  await using again = new SoundLevel(folder)
  assert.equal(await again.get('key'), VALUE)
})
