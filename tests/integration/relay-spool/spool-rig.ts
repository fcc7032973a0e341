import assert from 'node:assert/strict'
import type { RelayParts } from '../../../relay/app.ts'
import type { AccountId, SpoolId } from '../../../src/core/ids.ts'
import { befriend } from '../../support/home-client.ts'
import { newSpoolId } from '../../support/spool/spool-home.ts'
import {
  type MemorySink,
  type Sealed,
  UploadHolder,
  SpoolPeer,
  sizesOf,
} from '../../support/spool/spool-peer.ts'
import { testRelay } from '../../support/test-relay.ts'

type Given = NonNullable<Parameters<typeof testRelay>[0]>

/** A relay with Alice, whose friend Bob is, each as a peer at its spool. */
export async function spoolRig(spool: object = {}, parts: RelayParts = {}, others: object = {}) {
  await using stack = new AsyncDisposableStack()
  const given = { spool, registration: 'open', ...others } as unknown as Given
  const home = stack.use(await testRelay(given, parts))
  const { device } = home.relay
  const alice = new SpoolPeer(await home.person('alice'), device)
  const bob = new SpoolPeer(await home.person('bob'), device)
  const accounts = await befriend(alice.client, bob.client, 'bob')
  const held = stack.move()
  return {
    home,
    alice,
    bob,
    aliceId: accounts.one,
    bobId: accounts.other,
    peer: async (name: string) => new SpoolPeer(await home.person(name), device),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

export type SpoolRig = Awaited<ReturnType<typeof spoolRig>>

/** The object and its ticket. */
export async function put(
  peer: SpoolPeer,
  content: Sealed,
  receivers: readonly AccountId[],
  spool: SpoolId = newSpoolId(),
) {
  const answer = await peer.client.ask('spoolPut', { spool, receivers, ...sizesOf(content) })
  return { spool, ...answer }
}

/** Puts and uploads all of it. */
export async function uploaded(
  { alice, bobId }: Pick<SpoolRig, 'alice' | 'bobId'>,
  content: Sealed,
) {
  const made = await put(alice, content, [bobId])
  const outcome = await alice.upload(made.spool, new UploadHolder(content), made.ticket)
  if (outcome.kind !== 'stored') throw new Error(`upload: ${JSON.stringify(outcome)}`)
  return made
}

/** All of it, and the last word. */
export function assertGot(sink: MemorySink, content: Sealed): void {
  assert.equal(sink.got.size, content.chunks.length)
  for (const [index, bytes] of content.chunks.entries()) {
    assert.ok(Buffer.from(bytes).equals(sink.got.get(index) as Uint8Array), `chunk ${index}`)
  }
  assert.deepEqual(
    sink.end?.kind === 'sealedDone' && Buffer.from(sink.end.value.sealed),
    content.end,
  )
}
