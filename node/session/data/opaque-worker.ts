import { parentPort, workerData } from 'node:worker_threads'
import { client, ready } from '@serenity-kit/opaque'
import type { OpaqueWork } from './opaque-proof.ts'

/** Does one step of OPAQUE and ends: its 64 MiB of key stretching leave with it, and nobody waits for its 200 ms. */
await ready
// A message port of threads has no origin; the rule means windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(done(workerData as OpaqueWork))

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
