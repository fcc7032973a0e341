import type { PasswordProof } from '../ports.ts'

/**
 * OPAQUE by @serenity-kit/opaque. Loaded at the first sign-in only: the WASM module is 0.5 MB that a running node never
 * needs again. Its key stretching takes about 200 ms of this process.
 */
export const opaqueProof: PasswordProof = {
  async startRegistration(password) {
    const { client } = await opaque()
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password })
    return { state: clientRegistrationState, request: registrationRequest }
  },

  async finishRegistration({ state, response, password }) {
    const { client } = await opaque()
    const { registrationRecord } = client.finishRegistration({
      clientRegistrationState: state,
      registrationResponse: response,
      password,
    })
    return registrationRecord
  },

  async startLogin(password) {
    const { client } = await opaque()
    const { clientLoginState, startLoginRequest } = client.startLogin({ password })
    return { state: clientLoginState, request: startLoginRequest }
  },

  async finishLogin({ state, response, password }) {
    const { client } = await opaque()
    const finished = client.finishLogin({
      clientLoginState: state,
      loginResponse: response,
      password,
    })
    return finished?.finishLoginRequest
  },
}

async function opaque() {
  const loaded = await import('@serenity-kit/opaque')
  await loaded.ready
  return loaded
}
