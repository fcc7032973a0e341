/** Closed history on a real disk, while whoever moves it there dies; and a whole relay that does. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY_MS, SEGMENT_MESSAGES, SEGMENT_ORPHAN_MS } from '../../../relay/conversations/limits.ts'
import type { Blobs } from '../../../relay/blobs/ports.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { DiskBlobs } from '../../../relay/blobs/data/disk-blobs.ts'
import { coldRelay } from '../../support/cold-relay.ts'
import { instead } from '../../support/instead.ts'
import { type Fault, MortalSqlite } from '../../support/mortal-engine.ts'
import {
  befriend,
  join as joinHome,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { memoryFolder } from '../../support/temp-sqlite.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const { signal } = new AbortController()
const COOLING = { coldAfterDays: 31, keepNewest: 200 }
const MESSAGES = COOLING.keepNewest + SEGMENT_MESSAGES

/** A home with one segment's worth of closed history, on a disk, of which each life is told to die somewhere. */
async function dyingHome(folder: string) {
  const mortal = new MortalSqlite(join(folder, 'relay.sqlite'))
  const clock = new TurnedClock()
  const disk = new DiskBlobs(join(folder, 'history'))
  const step = { left: Number.MAX_SAFE_INTEGER, loses: false, olderMs: 0 }
  const blobs = dying(disk, step)
  const open = async () => {
    const sql = await openSqlite(mortal.file, { openEngine: mortal.open })
    return { sql, truth: relayTruth(sql, { clock, blobs, cooling: COOLING }) }
  }
  let life = await open()
  const { truth } = life
  const [alice, bob] = [
    await joinHome(truth, 'alice', testDevice(1)),
    await joinHome(truth, 'bob', testDevice(2)),
  ]
  const conversation = await befriend(truth, alice, bob)
  await Promise.all(
    Array.from({ length: MESSAGES }, (_, n) =>
      truth.conversations.send(alice, {
        ...{ conversation, id: newMessageId(truth) },
        body: new TextEncoder().encode(`text ${n}`),
      }),
    ),
  )
  for (const reader of [alice, bob]) {
    const mark = { conversation, deliveredSeq: MESSAGES, readSeq: MESSAGES }
    await truth.conversations.markReceipt(reader, mark)
  }
  clock.skip(32 * DAY_MS)
  return {
    ...{ clock, conversation, blobs, step },
    arm: (fault: Fault | undefined) => mortal.arm(fault),
    cool: () => life.truth.cooler.cool({ signal }),
    sweep: () => life.truth.cooler.sweep({ signal }),
    restart: async () => {
      await life.sql[Symbol.asyncDispose]()
      mortal.revive()
      step.left = Number.MAX_SAFE_INTEGER
      life = await open()
    },
    history: async () => {
      const pages = []
      for (let afterSeq = 0; afterSeq < MESSAGES; afterSeq += 200) {
        const page = { conversation, afterSeq: afterSeq || 0, beforeSeq: 0, limit: 200 }
        const first = { ...page, beforeSeq: 201 }
        const asked = afterSeq === 0 ? first : page
        pages.push(...(await life.truth.conversations.history(bob, asked)).messages)
      }
      return pages
    },
    [Symbol.asyncDispose]: () => life.sql[Symbol.asyncDispose](),
  }
}

type Step = { left: number; loses: boolean; olderMs: number }

/** Dies before the `left`th thing that it does, and stays dead. */
function dying(blobs: Blobs, step: Step): Blobs {
  const lives = () => {
    if (--step.left < 0) throw new Error('dead')
  }
  return instead<Blobs>(blobs, {
    put: async (folder, name, content) => {
      lives()
      await blobs.put(folder, name, content)
    },
    settle: async (folder) => {
      lives()
      await blobs.settle(folder)
      const names = (await blobs.list(folder)).map(({ name }) => name)
      if (step.loses) await blobs.delete(folder, names)
    },
    get: async (...given) => {
      lives()
      return await blobs.get(...given)
    },
    list: async (folder) =>
      (await blobs.list(folder)).map((each) => ({ ...each, ageMs: each.ageMs + step.olderMs })),
  })
}

test('whoever moves history dies anywhere: all of it is there, once, and the next one goes on', async () => {
  let deaths = 0
  const deadly = async (arm: (home: Awaited<ReturnType<typeof dyingHome>>) => void) => {
    using folder = memoryFolder()
    await using home = await dyingHome(folder.path)
    const before = await home.history()
    assert.equal(before.length, MESSAGES)
    arm(home)
    const died = await home.cool().then(
      () => false,
      () => true,
    )
    await home.restart()
    assert.deepEqual(await home.history(), before)
    await home.cool()
    assert.deepEqual(await home.history(), before)
    assert.equal((await home.cool()).segments, 0, 'it is done')
    home.step.olderMs = SEGMENT_ORPHAN_MS + 1
    await home.sweep()
    assert.equal((await home.blobs.list(home.conversation)).length, 1)
    assert.deepEqual(await home.history(), before)
    if (died) deaths++
    return died
  }
  for (let count = 1; await deadly((home) => home.arm({ kind: 'dies-at-statement', count })); )
    count++
  for (const written of [false, true]) {
    await deadly((home) => home.arm({ kind: 'dies-at-commit', written }))
  }
  for (let left = 0; await deadly(({ step }) => void (step.left = left)); ) left++
  // Lock, delete, three writes and their frame; and put, settle, get.
  assert.ok(deaths >= 10, `${deaths} deaths`)
})

test('from a disk that loses what it is given nothing rests on it', async () => {
  using folder = memoryFolder()
  await using home = await dyingHome(folder.path)
  const before = await home.history()
  home.step.loses = true
  await assert.rejects(home.cool(), { code: 'unavailable' })
  assert.deepEqual(await home.history(), before)
  home.step.loses = false
  assert.equal((await home.cool()).segments, 1)
  assert.deepEqual(await home.history(), before)
})

test('a relay moves old history to files, and its nodes read on', async () => {
  await using home = await coldRelay()
  const { conversation, folder } = home
  const files = readdirSync(join(folder, 'history', conversation.slice(-2)))
  assert.deepEqual(files, [conversation])
  assert.deepEqual(await home.read(), home.messages)
  assert.equal(home.messages.length, 200)
})
