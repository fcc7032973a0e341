import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ready, server } from '@serenity-kit/opaque'
import { opaqueProof } from '../../../node/session/data/opaque-proof.ts'

test('a password is proved without being told, and a wrong one is not', async () => {
  await ready
  const serverSetup = server.createSetup()
  const who = { serverSetup, userIdentifier: 'alice' }
  const begun = await opaqueProof.startRegistration('right')
  const { registrationResponse } = server.createRegistrationResponse({
    ...who,
    registrationRequest: begun.request,
  })
  const finished = { state: begun.state, response: registrationResponse, password: 'right' }
  const registrationRecord = await opaqueProof.finishRegistration(finished)
  const tryWith = async (password: string) => {
    const { state, request } = await opaqueProof.startLogin(password)
    const given = { ...who, registrationRecord, startLoginRequest: request }
    const { serverLoginState, loginResponse } = server.startLogin(given)
    const proof = { state, response: loginResponse, password }
    const finishLoginRequest = await opaqueProof.finishLogin(proof)
    if (finishLoginRequest === undefined) return false
    server.finishLogin({ serverLoginState, finishLoginRequest })
    return true
  }
  assert.equal(await tryWith('right'), true)
  assert.equal(await tryWith('wrong'), false)
})

test('nonsense from a home is an error of the link, not of this program', async () => {
  const { state } = await opaqueProof.startLogin('x')
  const proof = { state, response: 'bm9uc2Vuc2U', password: 'x' }
  await assert.rejects(opaqueProof.finishLogin(proof), { name: 'LinkError', code: 'PROTOCOL' })
})
