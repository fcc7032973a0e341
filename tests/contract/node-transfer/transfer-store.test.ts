import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Level } from 'level'
import { LevelTransferStore } from '../../../node/transfer/data/level-transfer-store.ts'
import {
  NEWS,
  NOTES,
  type TransferRecord,
  UNMOVED,
} from '../../../node/transfer/entity/transfer-record.ts'
import { transferSettings } from '../../../node/transfer/entity/transfer-settings.ts'
import { acceptRule } from '../../../node/transfer/entity/accept-rule.ts'
import type { TransferStore } from '../../../node/transfer/queue-ports.ts'
import {
  parseAccountId,
  parseAccountName,
  parseMessageId,
  parseSpoolId,
  parseTransferId,
} from '../../../src/core/ids.ts'
import { ShapeError } from '../../../src/core/shape.ts'
import { sourceIdentity } from '../../../src/transfer/entity/manifest.ts'
import { root } from '../../../src/transfer/entity/root.ts'
import type { TransferState } from '../../../src/transfer/entity/transfer-state.ts'
import { ALICE_DEVICE, BOB_DEVICE } from '../../support/channel-pair.ts'
import { MemoryStore } from '../../support/transfer-lab/memory-store.ts'

const ID = parseTransferId('0192f0c1-0000-7000-8000-0000000000e1')
const OTHER = parseTransferId('0192f0c1-0000-7000-8000-0000000000e2')
const MESSAGE = parseMessageId('0192f0c1-0000-7000-8000-0000000000e3')
const BOB = parseAccountName('bob')
const ROOT = root.check('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku', 'root')

const FULL: TransferRecord = {
  id: ID,
  direction: 'outgoing',
  friend: parseAccountId('0192f0c1-0000-7000-8000-0000000000e4'),
  friendName: BOB,
  file: { name: 'film \u{1f3ac}.mkv', size: 2 ** 53 - 1, mtimeMs: 5, mode: 0o644 },
  state: { kind: 'queued' },
  note: 'offer-refused',
  offer: MESSAGE,
  device: ALICE_DEVICE,
  answeredBy: BOB_DEVICE,
  source: {
    path: '/tmp/film',
    identity: sourceIdentity.check('1:2:3', 'identity'),
    exclude: ['*.tmp'],
  },
  stream: { isOpen: true },
  listing: { entries: 3, chunkCount: 4, listingBytes: 5, digest: '0f'.repeat(32) },
  folder: '/downloads',
  news: NEWS.map((kind) => ({ id: MESSAGE, kind })),
  litter: true,
  createdMs: 1,
  endedMs: 2,
  priority: 'high',
  order: -7,
  held: true,
  keepFreeBytes: 5,
  pick: { only: ['*.mkv'], except: ['extras'] },
  chosenBytes: 6,
  report: {
    ...{ leftOut: 1, excluded: 2, mapped: 3, refused: 4 },
    told: [{ path: 'a/con', why: 'mapped', as: 'a/con_' }],
  },
  travel: { startedMs: 1, movedMs: 2, path: 'lan', bytes: 3, ms: 4, haveBytes: 5 },
  carried: { straight: 6, relay: 7, bucket: 8 },
  spool: { id: parseSpoolId('0192f0c1-0000-7000-8000-0000000000f1'), key: 'A'.repeat(43) },
  spoolLack: 'spool-key-refused',
  sealedKeys: [{ device: BOB_DEVICE, sealed: 'B'.repeat(192) }],
  stored: { bytes: 4, isWhole: true },
}
const BARE: TransferRecord = {
  ...FULL,
  id: OTHER,
  ...{ note: undefined, offer: undefined, device: undefined, answeredBy: undefined },
  ...{ source: undefined, folder: undefined, news: [], endedMs: undefined },
  ...UNMOVED,
}
const STATES: readonly TransferState[] = [
  { kind: 'queued' },
  { kind: 'waiting', for: 'answer', haveBytes: 0 },
  { kind: 'moving', path: 'lan', haveBytes: 1 },
  { kind: 'paused', reason: 'trouble-there', haveBytes: 2 },
  { kind: 'verifying', path: 'direct', haveBytes: 3 },
  { kind: 'done', root: ROOT, name: 'film (1).mkv' },
  { kind: 'failed', why: 'source-gone' },
  { kind: 'cancelled', by: 'peer' },
  { kind: 'declined' },
]
const HOURS = { from: '22:00', until: '07:00', days: ['mon', 'sun'] } as const
const RULE = acceptRule.check({ friend: BOB, maxBytes: 10, folder: '/rule', quiet: [HOURS] }, '')
const RULE_FOR_ALL = acceptRule.check({ answer: 'block', keepFreeBytes: 7 }, '')
const SETTINGS = transferSettings.check(
  {
    heldSinceMs: 3,
    limits: [{ friend: BOB, hours: HOURS, up: 'unlimited', down: 20_000 }],
    forgotten: 9,
  },
  '',
)

type Held = AsyncDisposable & { readonly store: TransferStore; again(): Promise<TransferStore> }

async function inMemory(): Promise<Held> {
  const store = new MemoryStore()
  return { store, again: async () => store, [Symbol.asyncDispose]: async () => undefined }
}

async function inLevel(): Promise<Held> {
  const folder = await mkdtemp(join(tmpdir(), 'homing-store-'))
  let db = new Level<string, string>(folder)
  return {
    store: new LevelTransferStore(db),
    again: async () => {
      await db.close()
      db = new Level<string, string>(folder)
      return new LevelTransferStore(db)
    },
    [Symbol.asyncDispose]: async () => {
      await db.close()
      await rm(folder, { recursive: true })
    },
  }
}

for (const [name, make] of Object.entries({ memory: inMemory, level: inLevel })) {
  describe(`the store of transfers in ${name}`, () => {
    test('gives back what was put, in all its states, after a restart', async () => {
      await using held = await make()
      for (const state of STATES) {
        for (const sync of [true, false]) await held.store.put({ ...FULL, state }, { sync })
        await held.store.put({ ...BARE, state }, { sync: true })
        const found = await held.store.transfers()
        assert.deepEqual(
          new Set(found),
          new Set([
            { ...FULL, state },
            { ...BARE, state },
          ]),
        )
      }
      assert.equal((await (await held.again()).transfers()).length, 2)
    })

    test('gives back every note', async () => {
      await using held = await make()
      for (const note of NOTES) {
        await held.store.put({ ...FULL, note }, { sync: false })
        assert.deepEqual(await held.store.transfers(), [{ ...FULL, note }])
      }
    })

    test('forgets what was removed, and what never was', async () => {
      await using held = await make()
      await held.store.put(FULL, { sync: true })
      await held.store.remove(ID)
      await held.store.remove(OTHER)
      assert.deepEqual(await held.store.transfers(), [])
    })

    test('keeps one rule a friend', async () => {
      await using held = await make()
      await held.store.putRule({ ...RULE, maxBytes: 5 })
      await held.store.putRule(RULE)
      assert.deepEqual(await (await held.again()).rules(), [RULE])
    })

    test('keeps the rule for all beside those of friends', async () => {
      await using held = await make()
      for (const rule of [RULE, RULE_FOR_ALL]) await held.store.putRule(rule)
      const kept = await held.again()
      assert.deepEqual(new Set(await kept.rules()), new Set([RULE, RULE_FOR_ALL]))
      await kept.removeRule(undefined)
      assert.deepEqual(await kept.rules(), [RULE])
    })

    test('keeps what is set for all transfers, and knows when nothing was', async () => {
      await using held = await make()
      assert.equal(await held.store.settings(), undefined)
      await held.store.putSettings({ ...SETTINGS, heldSinceMs: undefined })
      await held.store.putSettings(SETTINGS)
      assert.deepEqual(await (await held.again()).settings(), SETTINGS)
    })

    test('removes a rule', async () => {
      await using held = await make()
      await held.store.putRule(RULE)
      await held.store.removeRule(BOB)
      await held.store.removeRule(BOB)
      assert.deepEqual(await held.store.rules(), [])
    })
  })
}

test('a record that is damaged on the disk is noticed, not guessed', async () => {
  await using held = await inLevel()
  await held.store.put({ ...FULL, state: { kind: 'paused' } as never }, { sync: true })
  await assert.rejects(held.store.transfers(), ShapeError)
})

test('records and rules of the first version are still read, as they were meant', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homing-store-'))
  const db = new Level<string, string>(folder)
  const old = Object.entries(BARE).filter(([field]) => !Object.hasOwn(UNMOVED, field))
  const values = { valueEncoding: 'json' }
  const rule = { friend: BOB, maxBytes: 10, folder: '/rule' }
  await db.sublevel<string, unknown>('transfers', values).put(OTHER, Object.fromEntries(old))
  await db.sublevel<string, unknown>('transfer-rules', values).put(BOB, rule)
  const store = new LevelTransferStore(db)
  assert.deepEqual(await store.transfers(), [BARE])
  assert.deepEqual(await store.rules(), [acceptRule.check({ answer: 'accept', ...rule }, '')])
  await db.close()
  await rm(folder, { recursive: true })
})
