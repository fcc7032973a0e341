import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { befriend, type Homing, makeHoming } from './homing-process.ts'
import { type RelayOptions, type RelayProcess, startRelay } from './relay-process.ts'

/** Alice and bob, friends, with a node each and one relay, as real programs; and a folder for what they send. */
export type TwoFriends = AsyncDisposable &
  Readonly<{ alice: Homing; bob: Homing; relay: RelayProcess; folder: string }>

export async function twoFriends(options: RelayOptions = {}): Promise<TwoFriends> {
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'homing-friends-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const relay = stack.use(await startRelay(options))
  const alice = stack.use(await makeHoming('alice'))
  const bob = stack.use(await makeHoming('bob'))
  await befriend(relay, alice, bob)
  const held = stack.move()
  return { alice, bob, relay, folder, [Symbol.asyncDispose]: () => held.disposeAsync() }
}
