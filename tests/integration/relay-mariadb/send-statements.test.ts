import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openMysql } from '../../../relay/data/mysql.ts'
import { watchedMysql } from '../../support/faulty-mysql.ts'
import { REAL_DEPS } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { sharedMariadb } from '../../support/temp-mariadb.ts'

const skip = noMariadb()

/** As many round trips as a message costs once its relay knows the conversation, in their order. */
const OF_ONE = [
  /^select .* from `devices` .* from `relations` .* from `conversations` .* from `account_logs` /s,
  /^insert into `messages`/,
  /^update `conversations`/,
  /^update `conversation_members`/,
  /^update `account_logs`/,
  /^insert into `events`/,
  /^commit$/,
]

async function watchedHome() {
  const mariadb = await sharedMariadb()
  const said: string[] = []
  const openEngine = watchedMysql((sql, go) => {
    said.push(sql)
    return go()
  })
  await using stack = new AsyncDisposableStack()
  const address = mariadb.address(await mariadb.newDatabase())
  const sql = stack.use(await openMysql(address, { ...REAL_DEPS, openEngine }))
  const truth = relayTruth(sql)
  const alice = await join(truth, 'alice', testDevice(1))
  const bob = await join(truth, 'bob', testDevice(2))
  const conversation = await befriend(truth, alice, bob)
  const message = () => ({ conversation, id: newMessageId(truth), body: bodyOf('hello') })
  // What is remembered of an account and of a conversation is read with its first messages.
  for (let n = 0; n < 3; n++) await truth.conversations.send(alice, message())
  const during = async (work: () => Promise<unknown>) => {
    said.length = 0
    await work()
    return [...said]
  }
  const held = stack.move()
  return {
    ...{ mariadb, address, truth, alice, bob, conversation, message, during },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

test('a message is seven statements, and so are many that are stored together', {
  skip,
}, async () => {
  await using home = await watchedHome()
  const { truth, alice, message, during } = home
  const one = await during(() => truth.conversations.send(alice, message()))
  assert.equal(one.length, OF_ONE.length)
  for (const [at, shape] of OF_ONE.entries()) assert.match(one[at] ?? '', shape)
  // The first begins alone, the other twenty wait for it.
  const all = await during(() =>
    Promise.all(Array.from({ length: 21 }, () => truth.conversations.send(alice, message()))),
  )
  assert.ok(all.length <= 2 * OF_ONE.length, `${all.length}`)
})

test('what a send stands on is locked in one order: devices, relations, conversation, logs', {
  skip,
}, async () => {
  await using home = await watchedHome()
  const { mariadb, address, truth, alice, conversation, message } = home
  using other = await mariadb.administrator(address.database)
  await other.run('begin')
  await other.run('select id from conversations where id = ? for update', [conversation])
  const sent = truth.conversations.send(alice, message())
  const isLocked = async (statement: string, id: string) => {
    using third = await mariadb.administrator(address.database)
    await third.run('set session innodb_lock_wait_timeout = 0')
    await third.run('begin')
    return await third.run(statement, [id]).then(
      () => false,
      () => true,
    )
  }
  const device = 'select id from devices where id = ? for update'
  while (!(await isLocked(device, alice.device)));
  const relation = 'select state from relations where account_id = ? for update'
  while (!(await isLocked(relation, alice.account)));
  const log = 'select head_usn from account_logs where account_id = ? for update'
  assert.equal(await isLocked(log, alice.account), false, 'the last are not taken yet')
  await other.run('rollback')
  assert.equal((await sent).seq, 4)
})

test('a read is one snapshot and one round trip more than its questions, and changes nothing', {
  skip,
}, async () => {
  await using home = await watchedHome()
  const { truth, alice, during } = home
  const said = await during(() => truth.log.begin(alice, undefined))
  assert.equal(said.length, 2)
  assert.equal(said[1], 'commit')
  const { headUsn } = await truth.log.begin(alice, undefined)
  const limits = { maxEvents: 1, maxBytes: 1 }
  const looked = await during(() => truth.log.eventsAfter(alice, headUsn, limits))
  assert.equal(looked.length, 2, 'what a ping looks for, and does not find')
  await assert.rejects(
    truth.sql.read((tx) => tx.updateTable('accounts').set({ region: 'x' }).execute()),
    { name: 'StoreError' },
  )
  const [before, after] = await truth.sql.read(async (tx) => {
    const heads = () => tx.selectFrom('account_logs').select('head_usn').execute()
    const first = await heads()
    await truth.conversations.send(alice, home.message())
    return [first, await heads()]
  })
  assert.deepEqual(after, before)
})
