import { once } from 'node:events'
import { client, ready } from '@serenity-kit/opaque'
import type { OpaqueWork } from './opaque-proof.ts'

/** A process that does one step of OPAQUE and ends: its 64 MiB of key stretching leave with it, and nobody waits for its 200 ms. */
const [work] = (await once(process, 'message')) as [OpaqueWork]
await ready
process.send?.(done(work))

function done(work: OpaqueWork): unknown {
  switch (work.step) {
    case 'startRegistration':
      return client.startRegistration(work.given)
    case 'finishRegistration':
      return client.finishRegistration(work.given)
    case 'startLogin':
      return client.startLogin(work.given)
    case 'finishLogin':
      return client.finishLogin(work.given) ?? null
  }
}
