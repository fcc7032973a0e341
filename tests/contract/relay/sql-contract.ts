import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sql, Tx } from '../../../relay/data/sql.ts'

export type OpenSql = () => Promise<Sql>

const invite = { maker_id: 'm', uses: 1, created_ms: 0, expires_ms: 1 }

function insert(tx: Tx, code: string, usesLeft = 1) {
  return tx
    .insertInto('invites')
    .values({ ...invite, code, uses_left: usesLeft })
    .execute()
}

function codes(tx: Tx) {
  return tx
    .selectFrom('invites')
    .select('code')
    .orderBy('code')
    .execute()
    .then((rows) => rows.map((row) => row.code))
}

/** What every engine of the truth must keep (relay/data/sql.ts). */
export function sqlContract(engine: string, open: OpenSql): void {
  test(`${engine}: what a transaction wrote is read after it`, async () => {
    await using sql = await open()
    await sql.transact((tx) => insert(tx, 'a'))
    assert.deepEqual(await sql.read(codes), ['a'])
  })

  test(`${engine}: a transaction that throws leaves nothing and rejects with what it threw`, async () => {
    await using sql = await open()
    const error = new Error('no')
    const failing = sql.transact(async (tx) => {
      await insert(tx, 'a')
      throw error
    })
    await assert.rejects(failing, (err) => err === error)
    assert.deepEqual(await sql.read(codes), [])
  })

  test(`${engine}: one of many transactions at once fails alone`, async () => {
    await using sql = await open()
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        sql.transact(async (tx) => {
          await insert(tx, String(n).padStart(2, '0'))
          if (n % 5 === 3) throw new Error(`no ${n}`)
          return n
        }),
      ),
    )
    const kept = Array.from({ length: 20 }, (_, n) => n).filter((n) => n % 5 !== 3)
    assert.deepEqual(
      await sql.read(codes),
      kept.map((n) => String(n).padStart(2, '0')),
    )
    for (const [n, one] of settled.entries()) {
      assert.equal(one.status, n % 5 === 3 ? 'rejected' : 'fulfilled', `transaction ${n}`)
    }
  })

  test(`${engine}: a duplicate key is named, and the transaction may go on after it`, async () => {
    await using sql = await open()
    await sql.transact((tx) => insert(tx, 'a'))
    await sql.transact(async (tx) => {
      await assert.rejects(insert(tx, 'a'), { name: 'StoreError', code: 'duplicate' })
      await insert(tx, 'b')
    })
    assert.deepEqual(await sql.read(codes), ['a', 'b'])
  })

  test(`${engine}: a read never sees what is not committed`, async () => {
    await using sql = await open()
    const seen = await sql.transact(async (tx) => {
      await insert(tx, 'a')
      return [await codes(tx), await sql.read(codes)]
    })
    assert.deepEqual(seen, [['a'], []])
    assert.deepEqual(await sql.read(codes), ['a'])
  })

  test(`${engine}: a read is one snapshot, whatever is committed meanwhile`, async () => {
    await using sql = await open()
    await sql.transact((tx) => insert(tx, 'a'))
    await sql.read(async (tx) => {
      assert.deepEqual(await codes(tx), ['a'])
      await sql.transact((writer) => insert(writer, 'b'))
      assert.deepEqual(await codes(tx), ['a'])
    })
    assert.deepEqual(await sql.read(codes), ['a', 'b'])
  })

  test(`${engine}: read, then write, of a hundred at once counts each`, async () => {
    await using sql = await open()
    await sql.transact((tx) => insert(tx, 'a', 0))
    await Promise.all(
      Array.from({ length: 100 }, () =>
        sql.transact(async (tx) => {
          const row = await tx
            .selectFrom('invites')
            .select('uses_left')
            .where('code', '=', 'a')
            .forUpdate()
            .executeTakeFirstOrThrow()
          const uses = row.uses_left + 1
          await tx.updateTable('invites').set({ uses_left: uses }).where('code', '=', 'a').execute()
        }),
      ),
    )
    const row = await sql.read((tx) =>
      tx.selectFrom('invites').select('uses_left').executeTakeFirstOrThrow(),
    )
    assert.equal(row.uses_left, 100)
  })

  test(`${engine}: ids and names compare by bytes, and bytes come back as they went in`, async () => {
    await using sql = await open()
    const card = Uint8Array.from({ length: 256 }, (_, n) => n)
    const device = { account_id: 'x', name: '\u{1F426} ü', epoch: 2 ** 53 - 1, since_ms: 0 }
    const rest = { last_seen_ms: 0, revoked_ms: 0, card }
    await sql.transact(async (tx) => {
      await tx
        .insertInto('devices')
        .values([
          { ...device, ...rest, id: 'Aa' },
          { ...device, ...rest, id: 'aA' },
        ])
        .execute()
    })
    const rows = await sql.read((tx) =>
      tx.selectFrom('devices').selectAll().where('id', '=', 'aA').execute(),
    )
    assert.equal(rows.length, 1)
    assert.equal(rows[0]?.name, device.name)
    assert.equal(rows[0]?.epoch, device.epoch)
    assert.deepEqual(Uint8Array.from(rows[0]?.card ?? []), card)
  })
}
