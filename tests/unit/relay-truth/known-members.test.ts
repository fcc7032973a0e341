import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KnownMembers } from '../../../relay/conversations/data/known-members.ts'
import { MAX_KNOWN_CONVERSATIONS } from '../../../relay/conversations/limits.ts'
import { padded } from '../../../relay/data/padded.ts'
import type { Tx } from '../../../relay/data/sql.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

const ROWS_PER_INSERT = 2_000
const idOf = (n: number) => `talk ${n}` as ConversationId

async function makeTalks(tx: Tx, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => ({
    ...{ id: idOf(n), low_id: `low ${n}`, high_id: `high ${n}` },
    ...{ head_seq: 0, cold_seq: 0, created_ms: 0 },
  }))
  for (let from = 0; from < count; from += ROWS_PER_INSERT) {
    const some = rows.slice(from, from + ROWS_PER_INSERT)
    await tx.insertInto('conversations').values(some).execute()
  }
}

test('the members of a conversation are read once, and those asked for longest ago are forgotten', async () => {
  await using sql = await openTempSqlite()
  const known = new KnownMembers()
  await sql.transact(async (tx) => {
    await makeTalks(tx, MAX_KNOWN_CONVERSATIONS + 1)
    assert.equal((await known.of(tx, [idOf(0), idOf(-1)])).size, 1, 'nothing of what is not there')
    for (let n = 1; n <= MAX_KNOWN_CONVERSATIONS; n += 1_000) {
      const some = Array.from({ length: 1_000 }, (_, each) => idOf(n + each))
      assert.equal((await known.of(tx, some)).size, 1_000)
    }
    await tx.deleteFrom('conversations').execute()
    const [oldest, second, newest] = [idOf(0), idOf(1), idOf(MAX_KNOWN_CONVERSATIONS)]
    const found = await known.of(tx, [newest, oldest, second])
    assert.deepEqual([...found.keys()], [newest, second])
    assert.equal(found.get(second)?.high_id, 'high 1')
  })
})

test('a list is as long as a power of two, two at least, and says nothing new', () => {
  assert.deepEqual(padded([]), [])
  assert.deepEqual(padded(['a']), ['a', 'a'])
  assert.deepEqual(padded(['a', 'b']), ['a', 'b'])
  assert.deepEqual(padded(['a', 'b', 'c']), ['a', 'b', 'c', 'a'])
  assert.equal(padded(Array.from({ length: 33 }, (_, n) => n)).length, 64)
})
