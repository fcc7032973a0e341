import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { FULL_RETRY_MS, MAX_OBJECTS_PER_ACCOUNT } from '../../../relay/spool/limits.ts'
import type { ChunkBlob } from '../../../relay/spool/ports.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_SPOOL_RECEIVERS } from '../../../src/home/limits.ts'
import { type ChunkSet, chunksBetween, chunksOf } from '../../../src/transfer/entity/chunk-set.ts'
import { MAX_SEALED_CHUNK_BYTES as CHUNK } from '../../../src/transfer/limits.ts'
import { befriend, join, testDevice } from '../../support/relay-truth.ts'
import {
  DAY_MS,
  newSpoolId,
  secondDevice,
  type SpoolHome,
  spoolHome,
  STORED_LIMIT,
} from '../../support/spool/spool-home.ts'

const indicesOf = (chunks: readonly ChunkBlob[] | undefined) => chunks?.map(({ index }) => index)
const refused = (code: string) => ({ name: 'HomeRefusal', code })

async function setUp(open: () => Promise<Sql>) {
  await using stack = new AsyncDisposableStack()
  const home = await spoolHome(stack.use(await open()))
  const held = stack.move()
  return { ...home, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

/** Bob reads it, and the sender has put chunks 0 to 3. */
async function stored(home: SpoolHome): Promise<SpoolId> {
  const spool = newSpoolId()
  await home.put(home.alice, spool)
  await home.store.claim(home.bob, spool, home.clock.nowMs())
  for (const index of [0, 1, 2, 3]) assert.equal(await home.add(spool, index), 'added')
  return spool
}

const whoIs = (spool: SpoolId, { account, device }: Session) => ({ spool, account, device })

async function haveOf({ store, alice, clock }: SpoolHome, spool: SpoolId): Promise<ChunkSet> {
  const start = await store.openUpload(whoIs(spool, alice), clock.nowMs())
  assert.ok(start !== undefined)
  return start.have
}

async function used({ store, alice, clock }: SpoolHome) {
  return store.used(alice.account, clock.nowMs())
}

/** What every store of the spool's truth must keep (relay/spool/ports.ts). */
export function spoolStoreContract(engine: string, open: () => Promise<Sql>): void {
  test(`${engine}: an object is made once, extended by the same call, and never changes its sizes or device`, async () => {
    await using home = await setUp(open)
    const { alice, bob, carol, mallory, truth, put } = home
    const spool = newSpoolId()
    const first = await put(alice, spool)
    assert.deepEqual(first.waiting, [bob.account])
    assert.deepEqual((await put(alice, spool)).object, first.object)
    const extended = await put(alice, spool, { receivers: [carol.account] })
    assert.deepEqual(extended.waiting.toSorted(), [bob.account, carol.account].toSorted())
    await assert.rejects(put(alice, spool, { chunks: 5 }), refused('id-reused'))
    await assert.rejects(put(alice, spool, { bytes: 99 }), refused('id-reused'))
    await assert.rejects(put(mallory, spool, { receivers: [] }), refused('unknown-spool'))
    const other = await secondDevice(truth, alice, 50)
    await assert.rejects(put(other, spool), refused('unknown-spool'))
  })

  test(`${engine}: only friends may be receivers, and there is at least one`, async () => {
    await using home = await setUp(open)
    const { alice, bob, mallory, put } = home
    const receivers = [bob.account, mallory.account]
    await assert.rejects(put(alice, newSpoolId(), { receivers }), refused('not-friends'))
    await assert.rejects(put(alice, newSpoolId(), { receivers: [] }), refused('bad-request'))
    await assert.rejects(put(mallory, newSpoolId()), refused('not-friends'))
  })

  test(`${engine}: an object has so many receivers and no more`, async () => {
    await using home = await setUp(open)
    const { truth, alice, put } = home
    const spool = newSpoolId()
    const friends: Session[] = []
    for (let at = 0; at <= MAX_SPOOL_RECEIVERS; at++) {
      friends.push(await join(truth, `friend${at}`, testDevice(100 + at)))
      await befriend(truth, alice, friends[at] as Session)
    }
    const [last, ...receivers] = friends.map((each) => each.account)
    await put(alice, spool, { receivers })
    await assert.rejects(put(alice, spool, { receivers: [last as never] }), refused('too-large'))
  })

  test(`${engine}: an account that is full begins nothing, is told when something expires, and what is there goes on`, async () => {
    await using home = await setUp(open)
    const { alice, clock, put, add } = home
    const spool = newSpoolId()
    await put(alice, spool, { chunks: 26 })
    for (let index = 0; index < 11; index++) await add(spool, index)
    const full = await put(alice, newSpoolId(), { chunks: 100 }).catch((err: unknown) => err)
    assert.ok(full instanceof HomeRefusal)
    assert.deepEqual([full.code, full.retryAfterMs], ['spool-full', DAY_MS])
    await put(alice, newSpoolId(), { chunks: 15 })
    await put(alice, spool, { chunks: 26 })
    await clock.turn(DAY_MS)
    const late = await put(alice, newSpoolId(), { chunks: 100 }).catch((err: unknown) => err)
    assert.equal((late as HomeRefusal).retryAfterMs, FULL_RETRY_MS)
    assert.equal(STORED_LIMIT, 26 * CHUNK)
  })

  test(`${engine}: an account has so many objects and no more`, async () => {
    await using home = await setUp(open)
    const { alice, put } = home
    const small = { chunks: 0, bytes: 0 }
    const atOnce = 100
    for (let made = 0; made < MAX_OBJECTS_PER_ACCOUNT; made += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, () => put(alice, newSpoolId(), small)))
    }
    await assert.rejects(put(alice, newSpoolId(), small), refused('spool-full'))
  })

  test(`${engine}: only a device of a receiver may claim, and all others hear the same as for nothing`, async () => {
    await using home = await setUp(open)
    const { store, alice, bob, carol, mallory, clock } = home
    const spool = await stored(home)
    for (const who of [alice, carol, mallory]) {
      await assert.rejects(store.claim(who, spool, clock.nowMs()), refused('unknown-spool'))
    }
    await assert.rejects(store.claim(bob, newSpoolId(), clock.nowMs()), refused('unknown-spool'))
    const object = await store.claim(bob, spool, clock.nowMs())
    assert.deepEqual(
      [object.spool, object.owner, object.chunks, object.bytes],
      [spool, alice.account, 4, 4 * CHUNK],
    )
  })

  test(`${engine}: only the owner's device uploads, only a reader of a friend downloads`, async () => {
    await using home = await setUp(open)
    const { store, truth, alice, bob, carol, clock } = home
    const spool = await stored(home)
    const nowMs = clock.nowMs()
    const second = await secondDevice(truth, alice, 50)
    for (const who of [bob, carol, second]) {
      assert.equal(await store.openUpload(whoIs(spool, who), nowMs), undefined)
    }
    for (const who of [alice, carol]) {
      assert.equal(await store.openDownload(whoIs(spool, who), nowMs), undefined)
    }
    assert.ok((await store.openUpload(whoIs(spool, alice), nowMs)) !== undefined)
    assert.ok((await store.openDownload(whoIs(spool, bob), nowMs)) !== undefined)
    await truth.friends.remove(bob, alice.account)
    assert.equal(await store.openDownload(whoIs(spool, bob), nowMs), undefined)
  })

  test(`${engine}: a device that was logged out moves nothing`, async () => {
    await using home = await setUp(open)
    const { store, truth, alice, bob, clock } = home
    const spool = await stored(home)
    await truth.devices.logout(bob)
    await truth.devices.logout(alice)
    assert.equal(await store.openDownload(whoIs(spool, bob), clock.nowMs()), undefined)
    assert.equal(await store.openUpload(whoIs(spool, alice), clock.nowMs()), undefined)
  })

  test(`${engine}: a chunk is found with its length and checksum, counted, and replaced by itself`, async () => {
    await using home = await setUp(open)
    const { store, bob, put, alice, add } = home
    const spool = newSpoolId()
    await put(alice, spool, { bytes: 1_000 })
    await store.claim(bob, spool, 0)
    assert.equal((await store.chunkFor(spool, bob.device, 1)).kind, 'awaited')
    assert.equal(await add(spool, 1, 300), 'added')
    const found = await store.chunkFor(spool, bob.device, 1)
    assert.ok(found.kind === 'stored' && found.chunk.bytes === 300)
    assert.deepEqual([found.chunk.blob, found.chunk.checksum.length], ['blob 1 of 300', 16])
    assert.equal(await add(spool, 1, 400), 'added')
    assert.deepEqual(await used(home), { storedBytes: 400, monthBytes: 700 })
    assert.equal(await add(spool, 2, 601), 'too-much')
    assert.equal(await add(spool, 2, 600), 'added')
    assert.equal(await add(spool, 4, 0), 'too-much')
    assert.equal(await add(newSpoolId(), 0), 'none')
    assert.equal((await store.chunkFor(spool, alice.device, 1)).kind, 'none')
  })

  test(`${engine}: of several chunks at once those that fit are there, in place of their elders`, async () => {
    await using home = await setUp(open)
    const { store, bob, put, alice, add, addAll } = home
    const spool = newSpoolId()
    await put(alice, spool, { chunks: 8, bytes: 1_000 })
    await store.claim(bob, spool, 0)
    await add(spool, 1, 100)
    assert.deepEqual(await addAll(spool, [0, 1, 2, 8, 3], 300), [
      'added',
      'added',
      'added',
      'too-much',
      'too-much',
    ])
    assert.deepEqual(indicesOf(await store.stored(spool)), [0, 1, 2])
    assert.deepEqual(await used(home), { storedBytes: 900, monthBytes: 1_000 })
    assert.deepEqual(await addAll(newSpoolId(), [0, 1]), ['none', 'none'])
  })

  test(`${engine}: bytes relayed count for the month in which they were`, async () => {
    await using home = await setUp(open)
    const { store, alice, bob, clock } = home
    await stored(home)
    await store.charge(bob.account, 5, clock.nowMs())
    await store.charge(bob.account, 6, clock.nowMs())
    assert.equal((await store.used(bob.account, clock.nowMs())).monthBytes, 11)
    assert.equal((await store.used(alice.account, clock.nowMs())).monthBytes, 4 * CHUNK)
    await clock.turn(31 * DAY_MS)
    assert.equal((await store.used(bob.account, clock.nowMs())).monthBytes, 0)
  })

  test(`${engine}: a chunk goes when its only reader keeps it, and the upload still has it`, async () => {
    await using home = await setUp(open)
    const { store, bob } = home
    const spool = await stored(home)
    const freed = await store.keep(spool, bob.device, chunksOf([0, 2]))
    assert.deepEqual(indicesOf(freed?.chunks), [0, 2])
    assert.deepEqual(indicesOf(await store.stored(spool)), [1, 3])
    assert.equal((await used(home)).storedBytes, 2 * CHUNK)
    assert.deepEqual(await haveOf(home, spool), chunksBetween(0, 4))
    assert.deepEqual(indicesOf((await store.keep(spool, bob.device, chunksOf([0, 2])))?.chunks), [])
  })

  test(`${engine}: of a set that is all in pieces, each piece goes`, async () => {
    await using home = await setUp(open)
    const { store, bob, put, alice, add, clock } = home
    const spool = newSpoolId()
    await put(alice, spool, { chunks: 200, bytes: 200 * 30 })
    await store.claim(bob, spool, clock.nowMs())
    for (let index = 0; index < 200; index++) await add(spool, index, 30)
    const odd = Array.from({ length: 100 }, (_, at) => at * 2 + 1)
    const freed = await store.keep(spool, bob.device, chunksOf(odd))
    assert.deepEqual(indicesOf(freed?.chunks), odd)
    assert.equal((await used(home)).storedBytes, 100 * 30)
    assert.equal((await store.stored(spool)).length, 100)
  })

  test(`${engine}: what a reader lacks again is missing again`, async () => {
    await using home = await setUp(open)
    const { store, bob } = home
    const spool = await stored(home)
    await store.keep(spool, bob.device, chunksBetween(0, 4))
    assert.deepEqual(await haveOf(home, spool), chunksBetween(0, 4))
    await store.keep(spool, bob.device, chunksOf([3]))
    assert.deepEqual(await haveOf(home, spool), chunksOf([3]))
  })

  test(`${engine}: with several devices and accounts a chunk goes only when all of them keep it`, async () => {
    await using home = await setUp(open)
    const { store, truth, alice, bob, carol, clock, put } = home
    const spool = await stored(home)
    await put(alice, spool, { receivers: [carol.account] })
    const second = await secondDevice(truth, bob, 50)
    await store.claim(second, spool, clock.nowMs())
    const keep = async (who: Session, set: ChunkSet) => {
      return indicesOf((await store.keep(spool, who.device, set))?.chunks)
    }
    assert.deepEqual(await keep(bob, chunksBetween(0, 4)), [])
    assert.deepEqual(await keep(second, chunksOf([0, 1])), [])
    await store.claim(carol, spool, clock.nowMs())
    assert.deepEqual(await keep(carol, chunksOf([1, 2])), [1])
    assert.deepEqual(await keep(second, chunksBetween(0, 4)), [2])
    assert.deepEqual((await put(alice, spool)).waiting, [carol.account])
    assert.deepEqual(await keep(carol, chunksBetween(0, 4)), [0, 3])
    assert.deepEqual((await put(alice, spool)).waiting, [])
  })

  test(`${engine}: a hostile reader that claims everything loses it for itself alone`, async () => {
    await using home = await setUp(open)
    const { store, alice, bob, carol, clock, put } = home
    const spool = await stored(home)
    await put(alice, spool, { receivers: [carol.account] })
    await store.claim(carol, spool, clock.nowMs())
    assert.deepEqual(
      indicesOf((await store.keep(spool, carol.device, chunksBetween(0, 4)))?.chunks),
      [],
    )
    assert.equal((await store.chunkFor(spool, bob.device, 0)).kind, 'stored')
    assert.equal(await store.keep(spool, alice.device, chunksBetween(0, 4)), undefined)
  })

  test(`${engine}: an account that was done stays so without its device, until another one reads`, async () => {
    await using home = await setUp(open)
    const { store, truth, alice, bob, clock, put } = home
    const spool = await stored(home)
    await store.keep(spool, bob.device, chunksBetween(0, 4))
    await store.forgetDevice(bob.device)
    assert.deepEqual((await put(alice, spool)).waiting, [])
    const second = await secondDevice(truth, bob, 50)
    await store.claim(second, spool, clock.nowMs())
    assert.deepEqual((await put(alice, spool)).waiting, [bob.account])
    assert.deepEqual(await haveOf(home, spool), chunksOf([]))
  })

  test(`${engine}: the last word is kept as it came, and given to readers only`, async () => {
    await using home = await setUp(open)
    const { store, alice, bob, clock } = home
    const spool = await stored(home)
    assert.equal((await store.endFor(spool, bob.device)).kind, 'awaited')
    assert.equal(await store.setEnd(spool, Uint8Array.of(1, 2), clock.nowMs() + DAY_MS), true)
    assert.deepEqual(await store.endFor(spool, bob.device), {
      kind: 'stored',
      sealed: Uint8Array.of(1, 2),
    })
    assert.equal((await store.endFor(spool, alice.device)).kind, 'none')
    assert.equal(await store.setEnd(newSpoolId(), Uint8Array.of(1), 0), false)
  })

  test(`${engine}: chunks whose bytes are lost are missing`, async () => {
    await using home = await setUp(open)
    const spool = await stored(home)
    const [, one] = await home.store.stored(spool)
    assert.ok(one !== undefined)
    assert.deepEqual(await home.store.lose(spool, [one, { index: 9, blob: 'nine' }]), [1])
    assert.deepEqual(await haveOf(home, spool), chunksOf([0, 2, 3]))
    assert.equal((await used(home)).storedBytes, 3 * CHUNK)
  })

  test(`${engine}: a chunk that came again is not lost with its elder, nor by who knows only that`, async () => {
    await using home = await setUp(open)
    const { store, bob, add } = home
    const spool = await stored(home)
    const elder = (await store.stored(spool))[2]
    assert.ok(elder !== undefined)
    const { nowMs, expiresMs } = { nowMs: 0, expiresMs: DAY_MS }
    const again = { index: 2, blob: 'again', bytes: 5, checksum: new Uint8Array(16) }
    const { added, replaced } = await store.add(spool, [again], { nowMs, expiresMs })
    assert.deepEqual([added, replaced], [['added'], [elder]])
    assert.deepEqual(await store.lose(spool, [elder]), [])
    const found = await store.chunkFor(spool, bob.device, 2)
    assert.ok(found.kind === 'stored' && found.chunk.blob === 'again')
    await add(spool, 2)
    assert.equal((await store.stored(spool)).length, 4)
  })

  test(`${engine}: the owner drops the object, a receiver only its claim, others nothing`, async () => {
    await using home = await setUp(open)
    const { store, alice, bob, carol, mallory, clock, put } = home
    const spool = await stored(home)
    await put(alice, spool, { receivers: [carol.account] })
    await store.claim(carol, spool, clock.nowMs())
    await store.keep(spool, carol.device, chunksOf([1]))
    await assert.rejects(store.drop(mallory, spool), refused('unknown-spool'))
    const given = await store.drop(bob, spool)
    assert.deepEqual([given.isWhole, indicesOf(given.chunks)], [false, [1]])
    await assert.rejects(store.drop(bob, spool), refused('unknown-spool'))
    assert.equal((await store.chunkFor(spool, bob.device, 0)).kind, 'none')
    assert.equal((await store.chunkFor(spool, carol.device, 0)).kind, 'stored')
    const dropped = await store.drop(alice, spool)
    assert.deepEqual([dropped.isWhole, dropped.owner], [true, alice.account])
    assert.deepEqual(indicesOf(dropped.chunks), [0, 2, 3])
    assert.deepEqual(await store.spools('', 1), [])
    assert.equal((await used(home)).storedBytes, 0)
  })

  test(`${engine}: a friendship that ends takes the claims of both on each other, and no others`, async () => {
    await using home = await setUp(open)
    const { store, alice, bob, carol, put } = home
    const spool = await stored(home)
    await put(alice, spool, { receivers: [carol.account] })
    const [freed] = await store.unfriend(bob.account, alice.account)
    assert.deepEqual(indicesOf(freed?.chunks), [])
    assert.deepEqual((await put(alice, spool, { receivers: [] })).waiting, [carol.account])
    const [last] = await store.unfriend(alice.account, carol.account)
    assert.deepEqual(indicesOf(last?.chunks), [0, 1, 2, 3])
  })

  test(`${engine}: a sweep takes what is expired, and claims and readers without their friendship or device`, async () => {
    await using home = await setUp(open)
    const { store, truth, alice, bob, carol, clock, put } = home
    const spool = await stored(home)
    await put(alice, spool, { receivers: [carol.account] })
    await store.claim(carol, spool, clock.nowMs())
    await store.keep(spool, carol.device, chunksOf([0]))
    assert.deepEqual(await store.sweep(clock.nowMs(), 8), [])
    const second = await secondDevice(truth, carol, 50)
    await store.claim(second, spool, clock.nowMs())
    await truth.devices.logout(second)
    await truth.friends.remove(alice, bob.account)
    const claims = await store.sweep(clock.nowMs(), 8)
    assert.deepEqual(
      claims.map((each) => indicesOf(each.chunks)),
      [[]],
    )
    const readers = await store.sweep(clock.nowMs(), 8)
    assert.deepEqual(
      readers.map((each) => indicesOf(each.chunks)),
      [[0]],
    )
    assert.deepEqual(await store.sweep(clock.nowMs(), 8), [])
    await clock.turn(DAY_MS)
    const [expired, ...rest] = await store.sweep(clock.nowMs(), 8)
    assert.deepEqual([expired?.spool, expired?.isWhole, rest.length], [spool, true, 0])
    assert.deepEqual(await store.spools('', 1), [])
  })

  test(`${engine}: an upload keeps an object alive, and an expired one serves nobody`, async () => {
    await using home = await setUp(open)
    const { store, alice, bob, clock, add } = home
    const spool = await stored(home)
    await clock.turn(DAY_MS - 1)
    await add(spool, 1)
    await clock.turn(DAY_MS - 1)
    assert.ok((await store.openDownload(whoIs(spool, bob), clock.nowMs())) !== undefined)
    await clock.turn(1)
    assert.equal(await store.openDownload(whoIs(spool, bob), clock.nowMs()), undefined)
    assert.equal(await store.openUpload(whoIs(spool, alice), clock.nowMs()), undefined)
    await assert.rejects(store.claim(bob, spool, clock.nowMs()), refused('unknown-spool'))
  })

  test(`${engine}: a line may move as long as it might begin`, async () => {
    await using home = await setUp(open)
    const { store, truth, alice, bob, carol, clock } = home
    const spool = await stored(home)
    const may = (who: Session, op: 'put' | 'get') =>
      store.mayMove({ ...whoIs(spool, who), op }, clock.nowMs())
    assert.deepEqual([await may(alice, 'put'), await may(bob, 'get')], [true, true])
    assert.deepEqual([await may(bob, 'put'), await may(carol, 'get')], [false, false])
    await truth.friends.remove(alice, bob.account)
    assert.deepEqual([await may(alice, 'put'), await may(bob, 'get')], [true, false])
    await truth.devices.logout(alice)
    assert.equal(await may(alice, 'put'), false)
  })

  test(`${engine}: objects are listed page by page`, async () => {
    await using home = await setUp(open)
    const { store, alice, put } = home
    const made = Array.from({ length: 5 }, newSpoolId).toSorted()
    for (const spool of made) await put(alice, spool)
    assert.deepEqual(await store.spools('', 3), made.slice(0, 3))
    assert.deepEqual(await store.spools(made[2] ?? '', 3), made.slice(3))
  })

  test(`${engine}: a session that was replaced changes nothing`, async () => {
    await using home = await setUp(open)
    const { truth, store, alice, bob, clock, put } = home
    const spool = await stored(home)
    await truth.devices.openSession(alice.device)
    await truth.devices.openSession(bob.device)
    await assert.rejects(put(alice, newSpoolId()), refused('fenced'))
    await assert.rejects(store.drop(alice, spool), refused('fenced'))
    await assert.rejects(store.claim(bob, spool, clock.nowMs()), refused('fenced'))
  })
}
