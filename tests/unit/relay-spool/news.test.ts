import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AwaitedChunks } from '../../../relay/spool/domain/awaited.ts'
import { Bell } from '../../../relay/spool/domain/bell.ts'
import { Lines } from '../../../relay/spool/domain/lines.ts'
import { News } from '../../../relay/spool/domain/news.ts'
import { Quotas } from '../../../relay/spool/domain/quotas.ts'
import { StoredChunks } from '../../../relay/spool/domain/stored-chunks.ts'
import type { SpoolWord } from '../../../relay/spool/entity/spool-word.ts'
import { FRESH_LINE_MS } from '../../../relay/spool/limits.ts'
import { silentLog } from '../../support/home-client.ts'
import { MemoryBlobs } from '../../support/memory-blobs.ts'
import { newSpoolId, spoolHome } from '../../support/spool/spool-home.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

/** Alice uploads an object for Bob here, whose reader is at another relay. */
async function setUp() {
  await using stack = new AsyncDisposableStack()
  const home = await spoolHome(stack.use(await openTempSqlite()))
  const { store, clock, alice, bob } = home
  const spool = newSpoolId()
  await home.put(alice, spool)
  await store.claim(bob, spool, clock.nowMs())
  const [bell, awaited, lines] = [
    new Bell({ clock }),
    new AwaitedChunks({ clock }),
    new Lines({ clock }),
  ]
  const limits = { storedBytes: 1e9, monthBytes: 1e9, minFreeBytes: 0 }
  const all = { ...limits, monthMessages: 1, openReports: 1 }
  const allowed = { of: async () => all, newest: () => all }
  const blobs = new MemoryBlobs()
  const quotas = new Quotas({ store, blobs, awaited, bell, allowed, clock }, limits)
  const stored = new StoredChunks({ store })
  const said: SpoolWord[] = []
  const words = { say: (word: SpoolWord) => void said.push(word) }
  const news = new News({
    store,
    bell,
    stored,
    awaited,
    lines,
    quotas,
    words,
    clock,
    log: silentLog,
  })
  const { account, device } = alice
  const facts = { spool, device, account, owner: account, op: 'put' as const }
  let why: unknown
  void lines.run(
    facts,
    async ({ signal }) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      why = signal.reason
    },
    (index) => index < 2,
  )
  await clock.turn(FRESH_LINE_MS)
  const waits = (index: number): SpoolWord => {
    return { kind: 'awaited', spool, owner: account, device: bob.device, index }
  }
  const held = stack.move()
  return {
    ...{ ...home, spool, news, awaited, said, waits, facts, lines },
    ended: () => (why as Error | undefined)?.message,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

test('an upload that believes a chunk to be here that a reader elsewhere lacks looks again', async () => {
  await using home = await setUp()
  const { news, awaited, spool, waits } = home
  await news.hear(waits(1))
  assert.equal(home.ended(), 'chunks are missing again')
  assert.equal(awaited.count(spool), 1)
  await news.hear({ kind: 'added', spool, indices: [1] })
  assert.equal(awaited.count(spool), 0)
})

test('one that has just brought it goes on, though the word was on its way', async () => {
  await using home = await setUp()
  const { news, spool, waits } = home
  await home.add(spool, 1)
  await news.hear(waits(1))
  await news.hear(waits(3))
  assert.equal(home.ended(), undefined)
  await home.lines.stop()
})

test('what is over elsewhere is over here, and nothing else is', async () => {
  await using home = await setUp()
  const { news, bob, alice, facts } = home
  for (const ending of [
    { kind: 'blocked', account: bob.account },
    { kind: 'logged-out', device: bob.device },
    { kind: 'unfriended', one: bob.account, other: bob.account },
    { kind: 'dropped', spool: newSpoolId(), account: facts.account, isWhole: true },
  ] as const) {
    await news.hear({ kind: 'over', ending })
    assert.equal(home.ended(), undefined, ending.kind)
  }
  await news.hear({ kind: 'over', ending: { kind: 'logged-out', device: alice.device } })
  assert.equal(home.ended(), 'the device was logged out')
})

test('a line that lost its right unheard ends at the next look', async () => {
  await using home = await setUp()
  await home.news.look()
  assert.equal(home.ended(), undefined)
  await home.truth.devices.logout(home.alice)
  await home.news.look()
  assert.equal(home.ended(), 'it is not allowed any more')
})

test('a word is said for what happens here, and none for what was heard', async () => {
  await using home = await setUp()
  const { news, said, spool, alice, waits } = home
  await news.hear(waits(3))
  await news.hear({ kind: 'added', spool, indices: [0] })
  assert.deepEqual(said, [])
  news.added(spool, [2])
  const chunks = [{ index: 2, blob: 'x' }]
  await news.removed({ spool, owner: alice.account, chunks, isWhole: true })
  assert.deepEqual(said, [
    { kind: 'added', spool, indices: [2] },
    { kind: 'removed', spool, owner: alice.account, indices: [], isWhole: true },
  ])
  await home.lines.stop()
})
