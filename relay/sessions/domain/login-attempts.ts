import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import { LOGIN_TTL_MS, MAX_LOGINS } from '../limits.ts'

export type LoginAttempt = Readonly<{
  device: DeviceId
  /** Undefined for a name that nobody has. */
  account: AccountId | undefined
  state: string
}>

const ID_BYTES = 16

/** Logins begun and not finished: one a device, each good for one try, for a minute. */
export class LoginAttempts {
  readonly #deps: Readonly<{ clock: Clock; random: Random }>
  readonly #maxLogins: number
  /** In the order in which they began. */
  readonly #byDevice = new Map<DeviceId, LoginAttempt & Readonly<{ id: string; untilMs: number }>>()

  constructor(
    deps: Readonly<{ clock: Clock; random: Random }>,
    settings: Readonly<{ maxLogins?: number }> = {},
  ) {
    this.#deps = deps
    this.#maxLogins = settings.maxLogins ?? MAX_LOGINS
  }

  get size(): number {
    return this.#byDevice.size
  }

  /** @returns what names it. */
  add(attempt: LoginAttempt): string {
    this.#byDevice.delete(attempt.device)
    this.#makeRoom()
    const id = this.#deps.random
      .bytes(ID_BYTES)
      .toBase64({ alphabet: 'base64url', omitPadding: true })
    const untilMs = this.#deps.clock.monotonicMs() + LOGIN_TTL_MS
    this.#byDevice.set(attempt.device, { ...attempt, id, untilMs })
    return id
  }

  take(id: string, device: DeviceId): LoginAttempt | undefined {
    const attempt = this.#byDevice.get(device)
    if (attempt === undefined || attempt.id !== id) return undefined
    this.#byDevice.delete(device)
    return attempt.untilMs > this.#deps.clock.monotonicMs() ? attempt : undefined
  }

  #makeRoom(): void {
    const nowMs = this.#deps.clock.monotonicMs()
    for (const [device, { untilMs }] of this.#byDevice) {
      if (untilMs > nowMs && this.#byDevice.size < this.#maxLogins) return
      this.#byDevice.delete(device)
    }
  }
}
