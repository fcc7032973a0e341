import { type AccountId, type DeviceId, parseAccountId } from '../../../src/core/ids.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { makeDeviceKey } from '../../../src/net/device-key.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'

/** What an adapter gives to its contract suite: itself, and a way to let time pass for it. */
export type Hint<T> = AsyncDisposable & Readonly<{ hint: T; pass(ms: number): Promise<void> }>
export type HintFactory<T> = () => Promise<Hint<T>>

export function someAccount(): AccountId {
  return parseAccountId(mintUuid({ clock: systemClock, random: systemRandom }))
}

export async function someDevice(): Promise<DeviceId> {
  return (await makeDeviceKey()).deviceId
}
