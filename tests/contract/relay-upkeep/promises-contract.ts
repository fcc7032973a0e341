import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SqlDeletionStore } from '../../../relay/accounts/data/sql-deletion-store.ts'
import { Journal } from '../../../relay/data/journal.ts'
import { parseAccountName } from '../../../src/core/ids.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { checkPromises } from '../../../relay/upkeep/data/promises.ts'
import { MAX_TOLD_PROBLEMS } from '../../../relay/upkeep/limits.ts'
import type { Tx } from '../../../relay/data/sql.ts'
import type { OpenHome } from '../../support/temp-home.ts'
import { type FullHome, fullHome } from './full-home.ts'

type Damage = Readonly<{
  name: string
  said: RegExp
  does(tx: Tx, home: FullHome): Promise<unknown>
}>

/** What no transaction of the relay does. */
const DAMAGES: readonly Damage[] = [
  {
    name: 'a message in the middle is gone',
    said: /^conversations .* has 229 messages, seq 1 to 230, where its head is 230$/,
    does: (tx) => tx.deleteFrom('messages').where('seq', '=', 5).execute(),
  },
  {
    name: 'the first message is gone',
    said: /^conversations .* seq 2 to 230/,
    does: (tx) => tx.deleteFrom('messages').where('seq', '=', 1).execute(),
  },
  {
    name: 'the last message is gone',
    said: /^conversations .* seq 1 to 229, where its head is 230/,
    does: (tx) => tx.deleteFrom('messages').where('seq', '=', 230).execute(),
  },
  {
    name: 'the first answer of a cold message is gone',
    said: /^conversations cold has 1 ids of cold messages, seq 2 to 2, where 2 are cold$/,
    does: (tx) => tx.deleteFrom('cold_ids').where('seq', '=', 1).execute(),
  },
  {
    name: 'a segment is gone',
    said: /^conversations cold is cold up to 2, and its segments reach to 0$/,
    does: (tx) => tx.deleteFrom('cold_segments').execute(),
  },
  {
    name: 'an event is gone',
    said: /^account_logs .* events, usn 1 to \d+, where its floor is 0/,
    does: (tx, { alice }) =>
      tx
        .deleteFrom('events')
        .where('account_id', '=', alice.account)
        .where('usn', '=', 2)
        .execute(),
  },
  {
    name: 'a log is gone',
    said: /^events .* belongs to nothing in account_logs; accounts .* is not in account_logs$/,
    does: (tx, { alice }) =>
      tx.deleteFrom('account_logs').where('account_id', '=', alice.account).execute(),
  },
  {
    name: 'a chunk is gone',
    said: /^spool_objects object stores 20 bytes in its chunks, and 30 are counted$/,
    does: (tx) => tx.deleteFrom('spool_chunks').where('chunk_index', '=', 1).execute(),
  },
  {
    name: 'an object is gone',
    said: /^spool_chunks object belongs to nothing in spool_objects; spool_receivers object .*; spool_readers object/,
    does: (tx) => tx.deleteFrom('spool_objects').execute(),
  },
  {
    name: 'a member is gone',
    said: /^conversations .* has other members than its pair$/,
    does: (tx, { bob }) =>
      tx.deleteFrom('conversation_members').where('account_id', '=', bob.account).execute(),
  },
  {
    name: 'a receipt is above the head',
    said: /^conversations .* has a receipt above its head$/,
    does: (tx) => tx.updateTable('conversation_members').set({ read_seq: 231 }).execute(),
  },
  {
    name: 'a device belongs to nobody',
    said: /^devices nobody is named as account_id, and is not in accounts$/,
    does: (tx, { alice }) =>
      tx
        .updateTable('devices')
        .set({ account_id: 'nobody' })
        .where('id', '=', alice.device)
        .execute(),
  },
  {
    name: 'an event refers to a message that is not there',
    said: /^events .* refers to no message$/,
    does: (tx, { alice }) =>
      tx
        .updateTable('events')
        .set({ seq: 1_000 })
        .where('account_id', '=', alice.account)
        .where('kind', '=', 'message')
        .where('seq', '=', 9)
        .execute(),
  },
  {
    name: 'an event refers to an account that is not there',
    said: /^events .* refers to no account$/,
    does: async (tx, { alice }) => {
      const event = await tx
        .selectFrom('events')
        .select('usn')
        .where('account_id', '=', alice.account)
        .where('kind', '=', 'friend')
        .executeTakeFirstOrThrow()
      await tx
        .updateTable('events')
        .set({ subject_id: 'nobody' })
        .where('account_id', '=', alice.account)
        .where('usn', '=', event.usn)
        .execute()
    },
  },
]

/** `relay verify` finds what breaks a promise, and nothing in a home that keeps them. */
export function promisesContract(engine: string, open: OpenHome): void {
  test(`${engine}: verify finds each damage, and nothing else`, async () => {
    await using home = await open()
    const sql = await home.serve()
    const full = await fullHome(sql)
    const database = await home.database({ readOnly: true })
    assert.deepEqual(await database.snapshot((tx) => checkPromises(tx)), { problems: [], more: 0 })
    for (const { name, does, said } of DAMAGES) {
      const undone = new Error('undone')
      const damaged = sql.transact(async (tx) => {
        await does(tx, full)
        const { problems } = await checkPromises(tx)
        const told = problems.map(({ table, id, what }) => `${table} ${id} ${what}`).join('; ')
        assert.match(told, said, name)
        throw undone
      })
      await assert.rejects(damaged, (err) => {
        if (err !== undone) throw err
        return true
      })
    }
  })

  test(`${engine}: a home of which somebody was deleted keeps its promises, at every step of it`, async () => {
    await using home = await open()
    const sql = await home.serve()
    const { alice, bob } = await fullHome(sql)
    const database = await home.database({ readOnly: true })
    const journal = new Journal({ sql, clock: systemClock, onCommitted: () => undefined })
    const deletion = new SqlDeletionStore(journal, { forget: async () => undefined })
    let steps = 0
    for (const [n, { account }] of [alice, bob].entries()) {
      await deletion.begin(account, parseAccountName(`gone-${n}`), 1)
      do {
        const found = await database.snapshot((tx) => checkPromises(tx))
        assert.deepEqual(found, { problems: [], more: 0 }, `step ${++steps}`)
      } while (await deletion.deleteSome(account, 1))
    }
    assert.ok(steps > 5, `${steps} steps`)
  })

  test(`${engine}: of many problems some are told, and the rest are counted`, async () => {
    await using home = await open()
    const sql = await home.serve()
    await sql.transact((tx) =>
      tx
        .insertInto('account_logs')
        .values(
          Array.from({ length: 250 }, (_, n) => ({
            account_id: `x${n}`,
            head_usn: 0,
            floor_usn: 0,
          })),
        )
        .execute(),
    )
    const database = await home.database({ readOnly: true })
    const { problems, more } = await database.snapshot((tx) => checkPromises(tx))
    assert.equal(problems.length, MAX_TOLD_PROBLEMS)
    assert.equal(more, 250 - MAX_TOLD_PROBLEMS)
  })
}
