import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MeteredSql } from '../../../relay/data/metered-sql.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { systemClock } from '../../../src/system/clock.ts'
import type { LogFields } from '../../../src/core/logger.ts'
import { currentTrace, systemTracer } from '../../../src/system/trace.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import type { OpenSql } from './sql-contract.ts'

/** A store whose log takes down the trace too, as the real one does. */
function metered(sql: Sql, statementMs: number) {
  const log = new RecordedLog()
  const traces: (string | undefined)[] = []
  let slow = 0
  const told = {
    debug: log.debug.bind(log),
    info: log.info.bind(log),
    error: log.error.bind(log),
    warn: (fields: LogFields, message: string) => {
      traces.push(currentTrace()?.trace)
      log.warn(fields, message)
    },
    child: () => log,
  }
  const meter = {
    transacted: () => undefined,
    transactionFailed: () => undefined,
    slowStatement: () => void slow++,
  }
  const store = new MeteredSql({ sql, meter, clock: systemClock, log: told }, { statementMs })
  return { store, log, traces, slow: () => slow }
}

/** What the log says of statements that take too long. */
export function statementsContract(engine: string, open: OpenSql): void {
  test(`${engine}: a slow statement is told with its text, its time and whose it was, and without any value`, async () => {
    await using sql = await open()
    const { store, log, traces, slow } = metered(sql, 0)
    await systemTracer.run({}, () =>
      store.transact(async (tx) => {
        traces.push(currentTrace()?.trace)
        await tx
          .insertInto('account_quotas')
          .values({ account_id: 'canary-account', quota: 'canary-quota', amount: 7_777 })
          .execute()
        await tx.selectFrom('accounts').select('id').where('name', '=', 'canary').limit(3).execute()
      }),
    )
    const lines = log.entries.filter(({ message }) => message === 'statement was slow')
    assert.deepEqual([lines.length, slow()], [2, 2])
    const [insert, select] = lines.map(({ fields }) => fields)
    assert.match(String(insert?.['statement']), /^insert into .account_quotas. .*\(\?, \?, \?\)/)
    assert.match(String(select?.['statement']), /^select .id. from .accounts. where .name. = \?/)
    for (const { fields } of lines) {
      const { kind, ms, waitedMs, failed } = fields as Record<string, unknown>
      assert.deepEqual(
        [kind, typeof ms, typeof waitedMs, failed],
        ['write', 'number', 'number', false],
      )
    }
    assert.ok(!JSON.stringify(log.entries).includes('canary'))
    assert.ok(!JSON.stringify(log.entries).includes('7777'))
    const [own, ...told] = traces
    assert.ok(own !== undefined)
    assert.deepEqual(new Set(told), new Set([own]))
  })

  test(`${engine}: quick ones are not told, and a failed one says so`, async () => {
    await using sql = await open()
    const quick = metered(sql, 60_000)
    await quick.store.read((tx) => tx.selectFrom('accounts').select('id').execute())
    assert.deepEqual([quick.log.entries, quick.slow()], [[], 0])
    const { store, log } = metered(sql, 0)
    const row = { account_id: 'a', quota: 'b', amount: 1 }
    const twice = store.transact(async (tx) => {
      await tx.insertInto('account_quotas').values(row).execute()
      await tx.insertInto('account_quotas').values(row).execute()
    })
    await assert.rejects(twice)
    assert.ok(log.entries.some(({ fields }) => (fields as { failed?: boolean }).failed === true))
  })

  test(`${engine}: transactions that wait too long are counted while they do`, async () => {
    await using sql = await open()
    const { store } = metered(sql, 60_000)
    const gate = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const held = sql.transact(async () => {
      begun.resolve()
      await gate.promise
    })
    await begun.promise
    const reads = [1, 2, 3].map(() =>
      store.transact(async (tx) => {
        await gate.promise
        await tx.selectFrom('accounts').select('id').execute()
      }),
    )
    assert.deepEqual([store.unfinished(0), store.unfinished(60_000)], [3, 0])
    gate.resolve()
    await Promise.all([held, ...reads])
    assert.equal(store.unfinished(0), 0)
  })
}
