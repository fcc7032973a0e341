import assert from 'node:assert/strict'
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { HomeDatabase } from '../../../relay/data/home-database.ts'
import { type Backup, openBackup, partProblem } from '../../../relay/upkeep/data/backup-reader.ts'
import { BACKED_UP, writeBackup } from '../../../relay/upkeep/data/backup-writer.ts'
import { checkPromises } from '../../../relay/upkeep/data/promises.ts'
import { restoreRows } from '../../../relay/upkeep/data/restore-rows.ts'
import { RESTORE_STEP } from '../../../src/home/limits.ts'
import { relayTruth } from '../../support/relay-truth.ts'
import { type OpenHome, SOME_MARKS } from '../../support/temp-home.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { fullHome, rowsOf, say } from './full-home.ts'

const SOUND = { problems: [], more: 0 }

function backupOf(database: HomeDatabase, folder: string) {
  const source = { database, home: SOME_MARKS, program: 'test', nowMs: 1, secrets: undefined }
  return writeBackup(source, folder)
}

async function problems(backup: Backup) {
  const all = await Promise.all(backup.manifest.parts.map((part) => partProblem(backup, part)))
  return all.filter((problem) => problem !== undefined)
}

/** What a backup of one engine must be on another, or the same. */
export function acrossContract(name: string, from: OpenHome, to: OpenHome): void {
  test(`${name}: a restored home has every row, its sessions fenced and its logs begun anew`, async () => {
    using folder = temporaryFolder()
    await using old = await from()
    const { alice, bob } = await fullHome(await old.serve())
    const source = await old.database()
    const path = join(folder.path, 'backup')
    await backupOf(source, path)
    const backup = openBackup(path)
    assert.deepEqual(await problems(backup), [])
    await using fresh = await to()
    const target = await fresh.database()
    await restoreRows(target, backup)
    for (const table of BACKED_UP) {
      const expected = (await rowsOf(source, table)).map((row) => {
        const usn = Number(row['head_usn']) + RESTORE_STEP
        if (table === 'account_logs') return { ...row, head_usn: usn, floor_usn: usn }
        return table === 'devices' ? { ...row, epoch: Number(row['epoch']) + RESTORE_STEP } : row
      })
      assert.ok(expected.length > 0, `${table} has rows`)
      assert.deepEqual(await rowsOf(target, table), expected, table)
    }
    assert.deepEqual(await target.snapshot((tx) => checkPromises(tx)), SOUND)
    const home = await rowsOf(target, 'home')
    assert.deepEqual(home, [
      { secret: 'key', mark: SOME_MARKS.key },
      { secret: 'opaque', mark: SOME_MARKS.opaque },
    ])
    const truth = relayTruth(await fresh.serve())
    // A session of before is powerless, whatever its epoch had become after the backup.
    for (const epoch of [alice.epoch, alice.epoch + 1_000_000]) {
      const stale = truth.log.begin({ ...alice, epoch }, 0)
      await assert.rejects(stale, (err) => err instanceof HomeRefusal && err.code === 'fenced')
    }
    const session = await truth.devices.openSession(bob.device)
    for (const cursor of [0, 3, 1_000_000]) {
      assert.equal(
        (await truth.log.begin(session, cursor)).snapshotNeeded,
        true,
        `cursor ${cursor}`,
      )
    }
  })
}

/** What every engine's backup must be. */
export function backupContract(engine: string, open: OpenHome): void {
  test(`${engine}: a backup that is taken while people write is one moment of the home`, async () => {
    using folder = temporaryFolder()
    await using old = await open()
    const { truth, alice, bob, conversation } = await fullHome(await old.serve())
    let stored = 0
    let isOver = false
    let first = Promise.withResolvers<void>()
    const write = async (who: typeof alice) => {
      while (!isOver) {
        const { seq } = await say(truth, who, conversation, 2)
        stored = Math.max(stored, seq)
        await truth.conversations.markReceipt(who, {
          conversation,
          deliveredSeq: seq,
          readSeq: seq,
        })
        first.resolve()
      }
    }
    const writers = [write(alice), write(bob)]
    const database = await old.database({ readOnly: true })
    try {
      for (let round = 1; round <= 5; round++) {
        first = Promise.withResolvers()
        await first.promise
        const before = stored
        const path = join(folder.path, `backup-${round}`)
        const { parts } = await backupOf(database, path)
        const messages = parts.find(({ table }) => table === 'messages')?.rows ?? 0
        assert.ok(messages >= before, 'what was answered before it is in it')
        await using fresh = await open()
        const target = await fresh.database()
        await restoreRows(target, openBackup(path))
        assert.deepEqual(await target.snapshot((tx) => checkPromises(tx)), SOUND)
      }
    } finally {
      isOver = true
      await Promise.all(writers)
    }
  })

  test(`${engine}: a backup that fails in the middle leaves nothing that looks like one`, async () => {
    using folder = temporaryFolder()
    await using old = await open()
    await fullHome(await old.serve())
    const database = await old.database()
    const path = join(folder.path, 'backup')
    const failing: HomeDatabase = {
      engine: database.engine,
      transact: (work) => database.transact(work),
      migrating: (work) => database.migrating(work),
      facts: () => database.facts(),
      otherConnections: () => database.otherConnections(),
      [Symbol.asyncDispose]: async () => undefined,
      snapshot: (work) =>
        database.snapshot(async (db) => {
          await work(db)
          throw new Error('the disk is gone')
        }),
    }
    await assert.rejects(backupOf(failing, path), /the disk is gone/)
    assert.deepEqual(readdirSync(folder.path), [])
    // What a killed one left is no backup, and is in nobody's way.
    await backupOf(database, path)
    rmSync(join(path, 'manifest.json'))
    assert.throws(() => openBackup(path), {
      code: 'unsound',
      message: /cut off must be made again/,
    })
    await assert.rejects(backupOf(database, path), { code: 'refused', message: /is there already/ })
  })

  test(`${engine}: only its own user may read a backup`, async () => {
    using folder = temporaryFolder()
    await using old = await open()
    await old.serve()
    const path = join(folder.path, 'backup')
    const secrets = { key: Uint8Array.of(1), opaque: Uint8Array.of(2) }
    const source = { database: await old.database(), home: SOME_MARKS, program: 'test', nowMs: 1 }
    await writeBackup({ ...source, secrets }, path)
    for (const name of ['.', 'secrets'])
      assert.equal(statSync(join(path, name)).mode & 0o777, 0o700)
    for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
      const { mode } = statSync(join(path, name))
      if (name !== 'secrets') assert.equal(mode & 0o777, 0o600, name)
    }
    assert.deepEqual([...readFileSync(join(path, 'secrets/opaque'))], [2])
  })

  test(`${engine}: a database with anything in it is never restored into`, async () => {
    using folder = temporaryFolder()
    await using old = await open()
    await fullHome(await old.serve())
    const path = join(folder.path, 'backup')
    await backupOf(await old.database(), path)
    const before = await rowsOf(await old.database(), 'accounts')
    const again = restoreRows(await old.database(), openBackup(path))
    await assert.rejects(again, { code: 'refused', message: /this database is not empty/ })
    assert.deepEqual(await rowsOf(await old.database(), 'accounts'), before)
  })

  test(`${engine}: a restore that was cut off is known as one`, async () => {
    using folder = temporaryFolder()
    await using old = await open()
    await fullHome(await old.serve())
    const path = join(folder.path, 'backup')
    await backupOf(await old.database(), path)
    await using fresh = await open()
    const target = await fresh.database()
    let left = 3
    const mortal: HomeDatabase = {
      engine: target.engine,
      snapshot: (work) => target.snapshot(work),
      migrating: (work) => target.migrating(work),
      facts: () => target.facts(),
      otherConnections: async () => [],
      transact: async (work) => {
        if (left-- === 0) throw new Error('killed')
        return target.transact(work)
      },
      [Symbol.asyncDispose]: async () => undefined,
    }
    await assert.rejects(restoreRows(mortal, openBackup(path)), /killed/)
    assert.ok((await rowsOf(target, 'accounts')).length > 0)
    const again = restoreRows(target, openBackup(path))
    await assert.rejects(again, { code: 'refused', message: /was cut off: restore into a new one/ })
  })

  test(`${engine}: each damage to a backup is named`, async () => {
    using folder = temporaryFolder()
    await using old = await open()
    await fullHome(await old.serve())
    const path = join(folder.path, 'backup')
    await backupOf(await old.database(), path)
    const backup = openBackup(path)
    const file = join(path, 'messages.jsonl.zst')
    const sound = readFileSync(file)
    const flipped = Uint8Array.from(sound)
    flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 1
    for (const [damage, said] of [
      [() => writeFileSync(file, flipped), /messages.* SHA-256 is another/],
      [() => truncateSync(file, 100), /messages.* has 100 bytes instead of/],
      [() => rmSync(file), /messages.* is missing/],
    ] as const) {
      damage()
      const [problem, ...others] = await problems(backup)
      assert.match(problem ?? '', said)
      assert.deepEqual(others, [])
      writeFileSync(file, sound)
    }
    const { manifest } = backup
    const short = manifest.parts.map((part) => ({ ...part, rows: part.rows + 1 }))
    const [counted] = await problems({ ...backup, manifest: { ...manifest, parts: short } })
    assert.match(counted ?? '', /rows instead of/)
    for (const text of [
      '',
      '{}',
      '[]',
      JSON.stringify({ ...manifest, format: 'homing-backup/2' }),
    ]) {
      writeFileSync(join(path, 'manifest.json'), text)
      assert.throws(() => openBackup(path), {
        code: 'unsound',
        message: /damaged, or of a newer relay/,
      })
    }
    assert.ok(existsSync(file))
  })

  test(`${engine}: a backup of a newer relay is refused before anything is written`, async () => {
    using folder = temporaryFolder()
    await using old = await open()
    await old.serve()
    const path = join(folder.path, 'backup')
    await backupOf(await old.database(), path)
    const { manifest } = openBackup(path)
    const newer = { ...manifest, migrations: [...manifest.migrations, '9999-later'] }
    await using fresh = await open()
    const target = await fresh.database()
    const restoring = restoreRows(target, { folder: path, manifest: newer })
    await assert.rejects(restoring, { code: 'newer-data', message: /9999-later/ })
    const tables = await target.snapshot((db) => db.introspection.getTables())
    assert.deepEqual(tables, [])
  })
}
