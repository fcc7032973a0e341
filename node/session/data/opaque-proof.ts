import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { client } from '@serenity-kit/opaque'
import { LinkError } from '../errors.ts'
import type { PasswordProof } from '../ports.ts'

type Steps = typeof client
type Step = keyof Steps
export type OpaqueWork = {
  [S in Step]: Readonly<{ step: S; given: Parameters<Steps[S]>[0] }>
}[Step]
type Result<S extends Step> = ReturnType<Steps[S]>

/** OPAQUE by @serenity-kit/opaque, each step in a thread of its own (opaque-worker.ts). */
export const opaqueProof: PasswordProof = {
  async startRegistration(password) {
    const begun = await take('startRegistration', { password })
    return { state: begun.clientRegistrationState, request: begun.registrationRequest }
  },

  async finishRegistration({ state, response, password }) {
    const given = { clientRegistrationState: state, registrationResponse: response, password }
    return (await take('finishRegistration', given)).registrationRecord
  },

  async startLogin(password) {
    const begun = await take('startLogin', { password })
    return { state: begun.clientLoginState, request: begun.startLoginRequest }
  },

  async finishLogin({ state, response, password }) {
    const given = { clientLoginState: state, loginResponse: response, password }
    return (await take('finishLogin', given))?.finishLoginRequest
  },
}

async function take<S extends Step>(step: S, given: Parameters<Steps[S]>[0]): Promise<Result<S>> {
  const worker = new Worker(new URL('./opaque-worker.ts', import.meta.url), {
    workerData: { step, given },
    // Nothing of ours goes to a thread that needs none of it.
    env: {},
  })
  try {
    const [result] = (await once(worker, 'message')) as [Result<S> | null]
    return (result ?? undefined) as Result<S>
  } catch (cause) {
    // Our own side of it is always well formed.
    throw new LinkError('PROTOCOL', 'the home answered with what is no OPAQUE message', { cause })
  } finally {
    await worker.terminate()
  }
}
