import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { client } from '@serenity-kit/opaque'
import { LinkError } from '../errors.ts'
import type { PasswordProof } from '../ports.ts'

type Steps = typeof client
type Step = keyof Steps
export type OpaqueWork = {
  [S in Step]: Readonly<{ step: S; given: Parameters<Steps[S]>[0] }>
}[Step]
type Result<S extends Step> = ReturnType<Steps[S]>

/**
 * OPAQUE by @serenity-kit/opaque, each step in a process of its own (opaque-step.ts): in a thread its 90 MB would count as
 * this process's, and part of them would stay.
 */
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
  // Nothing of ours goes to a process that needs none of it; what it needs goes neither by argument nor by environment.
  const child = fork(new URL('./opaque-step.ts', import.meta.url), {
    ...{ execArgv: [], env: {}, stdio: 'ignore' },
  })
  try {
    child.send({ step, given })
    const [result] = (await Promise.race([once(child, 'message'), ended(child)])) as [
      Result<S> | null,
    ]
    return (result ?? undefined) as Result<S>
  } finally {
    child.kill()
  }
}

/** Our own side of it is always well formed. */
async function ended(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new LinkError('PROTOCOL', `the home answered with what is no OPAQUE message (${code})`)
}
