import type { Clock } from '../../../src/core/clock.ts'
import type { ReportId } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import type { Ask } from '../../../src/home/entity/calls.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import type { QuotasOf } from '../../limits/ports.ts'
import type { ReportStore } from '../ports.ts'

type ReportsDeps = Readonly<{
  store: Pick<ReportStore, 'report' | 'open'>
  quotas: Pick<QuotasOf, 'of'>
  clock: Clock
  random: Random
}>

/**
 * What people tell the operator of each other. Who is reported never hears of it, and the reporter hears no more than that it was taken.
 * Bodies of messages are opaque to the relay, so it takes no messages as evidence: what is said is the reporter's word.
 */
export class Reports {
  readonly #deps: ReportsDeps
  #open = 0
  #isCounting = false

  constructor(deps: ReportsDeps) {
    this.#deps = deps
  }

  async report(caller: Caller, said: Ask<'reportAccount'>): Promise<void> {
    const { store, quotas, clock } = this.#deps
    const mostOpen = (await quotas.of(caller.account)).openReports
    const id = mintUuid(this.#deps) as ReportId
    await store.report(caller, said, { id, nowMs: clock.nowMs(), mostOpen })
  }

  /** How many are open, as of the last time that somebody asked: no scrape of metrics waits for the database. */
  open(): number {
    void this.#count()
    return this.#open
  }

  async #count(): Promise<void> {
    if (this.#isCounting) return
    this.#isCounting = true
    try {
      this.#open = await this.#deps.store.open()
    } catch {
      // What fails is counted with the next one, and the database's own metrics tell of it.
    } finally {
      this.#isCounting = false
    }
  }
}
