import { openKeyFile } from '../../node/data/key-file.ts'
import { openProfile } from '../../node/data/profile.ts'
import { holdProfile } from '../../node/data/profile-lock.ts'
import { LevelSessionStore } from '../../node/session/data/session-store.ts'
import { memberOf } from '../../node/session/domain/sign-in.ts'
import type { AccountName, DeviceId } from '../../src/core/ids.ts'
import { HomeClient } from './home-client.ts'

type Enrolling = Readonly<{
  name: AccountName
  home: Readonly<{ device: DeviceId; addresses: readonly string[]; invite: string }>
}>

/**
 * A profile as a node leaves it that registered and was stopped before it attached, at a tenth of the price: the password
 * is stretched as lightly as it goes.
 */
export async function enrolProfile(folder: string, { name, home }: Enrolling): Promise<void> {
  const profile = await openProfile({ folder, chosen: true })
  const key = await openKeyFile(profile.key)
  await using client = await HomeClient.connect(home, { key })
  const signedIn = await client.register(name, { invite: home.invite })
  const address = home.addresses[0] ?? ''
  const member = memberOf(signedIn, { address, device: client.device, owner: undefined })
  await using store = await holdProfile(profile)
  const writes = [new LevelSessionStore(store).putMembership(member)]
  await store.change(() => ({ writes, committed: () => {} }))
}
