import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client as opaque, ready } from '@serenity-kit/opaque'
import type { AccountName } from '../../../src/core/ids.ts'
import { testRelay } from '../../support/test-relay.ts'
import { refused } from './relay-messages.ts'

test('a stranger registers with the invite that the relay prints, and is signed in', async () => {
  await using home = await testRelay({ home: 'home.example' })
  await using bob = await home.stranger()
  const hello = await bob.ask('hello', { program: 'test/1' })
  assert.deepEqual([hello.home, hello.registration], ['home.example', 'invite'])
  const signedIn = await bob.register('bob', { invite: home.relay.invite })
  assert.deepEqual([signedIn.name, signedIn.home], ['bob', 'home.example'])
  const attached = await bob.attach()
  assert.equal(attached.account, signedIn.account)
  assert.equal(attached.snapshotNeeded, true)
  assert.equal((await bob.ask('self', {})).name, 'bob')
})

test('registration asks for a valid invite unless it is open, and takes nobody when closed', async () => {
  {
    await using home = await testRelay()
    await using bob = await home.stranger()
    await assert.rejects(bob.register('bob'), refused('invite-needed'))
    await assert.rejects(
      bob.register('bob', { invite: 'AAAA-AAAA-AAAA-AAAA' }),
      refused('invite-invalid'),
    )
  }
  {
    await using home = await testRelay({ registration: 'open' })
    assert.equal(home.relay.invite, undefined)
    await using bob = await home.stranger()
    assert.equal((await bob.register('bob')).name, 'bob')
    await using other = await home.stranger()
    await assert.rejects(other.register('bob'), refused('name-taken'))
  }
  {
    await using home = await testRelay({ registration: 'closed' })
    await using bob = await home.stranger()
    await assert.rejects(bob.register('bob', { invite: 'x' }), refused('registration-closed'))
  }
})

test('a stranger is answered nothing but how to become somebody', async () => {
  await using home = await testRelay()
  await using stranger = await home.stranger()
  for (const call of ['self', 'devices', 'ping', 'leave', 'logout'] as const) {
    await assert.rejects(stranger.ask(call, {}), refused('signed-out'), call)
  }
  await assert.rejects(stranger.attach(), refused('signed-out'))
  await assert.rejects(
    stranger.ask('requestFriend', { name: 'bob' as AccountName, note: '' }),
    refused('signed-out'),
  )
})

test('a second device logs in with the password, and the wrong one fails at the client', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  await using laptop = await home.stranger()
  assert.equal(await laptop.login('bob', 'not the password'), undefined)
  const signedIn = await laptop.login('bob')
  assert.equal(signedIn?.name, 'bob')
  await laptop.attach()
  const { devices } = await bob.ask('devices', {})
  assert.deepEqual(
    new Set(devices.map((device) => device.device)),
    new Set([bob.device, laptop.device]),
  )
  assert.ok(devices.every((device) => device.online))
})

test('an unknown name is answered like a known one: same form, no proof possible', async () => {
  await using home = await testRelay()
  await home.person('bob')
  await using stranger = await home.stranger()
  await ready
  const answers = []
  for (const name of ['bob', 'nobody']) {
    const { startLoginRequest } = opaque.startLogin({ password: 'guess' })
    const answer = await stranger.ask('loginStart', {
      name: name as AccountName,
      request: startLoginRequest,
    })
    answers.push(answer)
    await assert.rejects(
      stranger.ask('loginFinish', { login: answer.login, finish: 'AAAA', deviceName: '' }),
      refused('wrong-password'),
    )
  }
  const [known, unknown] = answers
  assert.equal(known?.response.length, unknown?.response.length)
  assert.equal(known?.login.length, unknown?.login.length)
  assert.equal(await stranger.login('nobody'), undefined)
  assert.equal(await stranger.login('bob', 'guess'), undefined)
})

test('an unknown name gets the same oblivious answer each time, like a known one', async () => {
  await using home = await testRelay()
  await home.person('bob')
  await using stranger = await home.stranger()
  await ready
  const { startLoginRequest } = opaque.startLogin({ password: 'guess' })
  const evaluated = async (name: string) => {
    const ask = { name: name as AccountName, request: startLoginRequest }
    const { response } = await stranger.ask('loginStart', ask)
    // The first 32 bytes of a credential response: the evaluated element (RFC 9807, 6.3).
    return Buffer.from(response, 'base64url').subarray(0, 32).toString('hex')
  }
  for (const name of ['bob', 'nobody'])
    assert.equal(await evaluated(name), await evaluated(name), name)
})

test('a login attempt belongs to its device and works once', async () => {
  await using home = await testRelay()
  await home.person('bob')
  await using one = await home.stranger()
  await using other = await home.stranger()
  await ready
  const { startLoginRequest } = opaque.startLogin({ password: 'guess' })
  const { login } = await one.ask('loginStart', {
    name: 'bob' as AccountName,
    request: startLoginRequest,
  })
  const finish = { login, finish: 'AAAA', deviceName: '' }
  await assert.rejects(other.ask('loginFinish', finish), refused('login-expired'))
  await assert.rejects(one.ask('loginFinish', finish), refused('wrong-password'))
  await assert.rejects(one.ask('loginFinish', finish), refused('login-expired'))
})

test('a record that no login could use is refused at registration', async () => {
  await using home = await testRelay({ registration: 'open' })
  await using bob = await home.stranger()
  const ask = { name: 'bob' as AccountName, invite: '', displayName: '', deviceName: '' }
  await assert.rejects(
    bob.ask('registerFinish', { ...ask, record: 'AAAA' }),
    refused('bad-request'),
  )
  await assert.rejects(
    bob.ask('registerStart', { name: ask.name, request: 'AAAA', invite: '' }),
    refused('bad-request'),
  )
})

test('a device belongs to one account until it is logged out', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  await home.person('eve')
  await assert.rejects(bob.login('eve'), refused('device-taken'))
  await bob.ask('logout', {})
  await bob.closed
})

test('members make invites unless that is the operator’s', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const { code } = await bob.ask('createInvite', { uses: 1 })
  await using eve = await home.stranger()
  assert.equal((await eve.register('eve', { invite: code })).name, 'eve')
  await using mallory = await home.stranger()
  await assert.rejects(mallory.register('mallory', { invite: code }), refused('invite-invalid'))
  await using strict = await testRelay({ invites: 'operator' })
  const ann = await strict.person('ann')
  await assert.rejects(ann.ask('createInvite', { uses: 1 }), refused('not-allowed'))
})
