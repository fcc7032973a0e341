import type { Clock } from '../../../src/core/clock.ts'
import { type AccountId, IdError, parseAccountId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Blobs } from '../../blobs/ports.ts'
import { versionIn } from '../entity/avatar-name.ts'
import { ORPHAN_AVATAR_MS, SWEEP_AVATARS_MS } from '../limits.ts'
import type { AvatarStore } from '../ports.ts'

type SweeperDeps = Readonly<{ blobs: Blobs; store: AvatarStore; clock: Clock; log: Logger }>

/** Takes away pictures that are nobody's: of a relay that died between bytes and row, or between row and the old bytes. */
export class AvatarSweeper {
  readonly #deps: SweeperDeps

  constructor(deps: SweeperDeps) {
    this.#deps = deps
  }

  async run({ signal }: Readonly<{ signal: AbortSignal }>): Promise<void> {
    const { clock, log } = this.#deps
    for (;;) {
      try {
        const removed = await this.sweep({ signal })
        if (removed > 0) log.info({ removed }, 'avatars were swept')
      } catch (err) {
        signal.throwIfAborted()
        log.warn({ err }, 'avatars could not be swept')
      }
      await clock.sleep(SWEEP_AVATARS_MS, { signal })
    }
  }

  /** @returns how many pictures went. */
  async sweep({ signal }: Readonly<{ signal: AbortSignal }>): Promise<number> {
    const { blobs } = this.#deps
    await blobs.tidy()
    let removed = 0
    for await (const folder of blobs.folders()) {
      signal.throwIfAborted()
      const orphans = await this.#orphansIn(folder)
      await blobs.delete(folder, orphans)
      removed += orphans.length
    }
    return removed
  }

  async #orphansIn(folder: string): Promise<readonly string[]> {
    const { blobs, store } = this.#deps
    // Before the row is looked at: what it names then is no orphan, and what comes later is young.
    const entries = await blobs.list(folder)
    const account = accountOf(folder)
    const version =
      account === undefined ? undefined : (await store.versionsOf([account])).get(account)
    const isOrphan = (name: string) => version === undefined || versionIn(name) !== version
    return entries
      .filter(({ name, ageMs }) => ageMs >= ORPHAN_AVATAR_MS && isOrphan(name))
      .map(({ name }) => name)
  }
}

function accountOf(folder: string): AccountId | undefined {
  try {
    return parseAccountId(folder)
  } catch (err) {
    if (err instanceof IdError) return undefined
    throw err
  }
}
