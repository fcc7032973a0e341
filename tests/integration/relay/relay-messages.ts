import type { MessageId } from '../../../src/core/ids.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { HomeRefusal, type RefusalCode } from '../../../src/home/entity/refusal.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'

export const messageId = (): MessageId =>
  mintUuid({ clock: systemClock, random: systemRandom }) as MessageId

export const said = (text: string): Uint8Array => new TextEncoder().encode(text)

/** For `assert.rejects`: the home said no with this code. */
export const refused =
  (code: RefusalCode) =>
  (err: unknown): boolean =>
    err instanceof HomeRefusal && err.code === code
