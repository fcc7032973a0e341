import { client, ready, server } from '@serenity-kit/opaque'
import type { AccountName } from '../../../src/core/ids.ts'
import type { PasswordServer } from '../ports.ts'

/** The long-term secret of the home's OPAQUE server: a new one makes every password of the home invalid. */
export async function makeOpaqueSetup(): Promise<string> {
  await ready
  return server.createSetup()
}

/** OPAQUE by @serenity-kit/opaque: WASM, synchronous, below a millisecond a call on this side. */
export async function openOpaqueServer(serverSetup: string): Promise<PasswordServer> {
  await ready
  // Throws now, not at the first login, when the secret is damaged.
  server.getPublicKey(serverSetup)
  return new OpaqueServer(serverSetup)
}

class OpaqueServer implements PasswordServer {
  readonly #serverSetup: string
  readonly #probe = client.startLogin({ password: 'probe' }).startLoginRequest

  constructor(serverSetup: string) {
    this.#serverSetup = serverSetup
  }

  registration(name: AccountName, request: string): string | undefined {
    return orUndefined(
      () =>
        server.createRegistrationResponse({
          serverSetup: this.#serverSetup,
          userIdentifier: name,
          registrationRequest: request,
        }).registrationResponse,
    )
  }

  isRecord(record: string): boolean {
    return this.start('probe' as AccountName, record, this.#probe) !== undefined
  }

  start(
    name: AccountName,
    record: string | undefined,
    request: string,
  ): { response: string; state: string } | undefined {
    const started = orUndefined(() =>
      server.startLogin({
        serverSetup: this.#serverSetup,
        userIdentifier: name,
        registrationRecord: record,
        startLoginRequest: request,
      }),
    )
    return started && { response: started.loginResponse, state: started.serverLoginState }
  }

  finish(state: string, finish: string): boolean {
    const finished = orUndefined(() =>
      server.finishLogin({ serverLoginState: state, finishLoginRequest: finish }),
    )
    return finished !== undefined
  }
}

/** The library throws texts and plain errors at malformed input and at a wrong proof alike. */
function orUndefined<T>(attempt: () => T): T | undefined {
  try {
    return attempt()
  } catch {
    return undefined
  }
}
