import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { CLOCK_DRIFT_MS, CLOCK_JUMP_MS, CLOCK_LOOK_MS } from '../limits.ts'
import type { ClockMeter, SharedClock } from '../ports.ts'

type WatchDeps = Readonly<{
  clock: Clock
  /** Undefined when the relay is alone with its database. */
  shared: SharedClock | undefined
  meter: ClockMeter
  log: Logger
}>

type Options = Readonly<{ signal: AbortSignal }>

/**
 * Tells the operator of a clock that jumps, and of one that is not the others'. Nothing rests on it: order is counted, waits go by a clock
 * that cannot jump. But what has a date (invites, the spool, logs) ends by this one.
 */
export class ClockWatch {
  readonly #deps: WatchDeps
  #ahead = 0
  #isApart = false
  #wallMinusSteadyMs: number | undefined

  constructor(deps: WatchDeps) {
    this.#deps = deps
  }

  /** Of this machine's clock before the database server's, at the last look; behind is negative. Milliseconds. */
  get aheadMs(): number {
    return this.#ahead
  }

  async run(options: Options): Promise<never> {
    for (;;) {
      await this.look()
      await this.#deps.clock.sleep(CLOCK_LOOK_MS, options)
    }
  }

  async look(): Promise<void> {
    this.#lookForJump()
    await this.#compare()
  }

  #lookForJump(): void {
    const { clock, meter, log } = this.#deps
    const wallMinusSteadyMs = clock.nowMs() - clock.monotonicMs()
    const ms = Math.round(wallMinusSteadyMs - (this.#wallMinusSteadyMs ?? wallMinusSteadyMs))
    this.#wallMinusSteadyMs = wallMinusSteadyMs
    if (Math.abs(ms) < CLOCK_JUMP_MS) return
    meter.clockJumped(ms > 0 ? 'forward' : 'back')
    log.warn({ ms }, 'clock jumped: look at the time service of this machine')
  }

  async #compare(): Promise<void> {
    const { shared, clock, log } = this.#deps
    if (shared === undefined) return
    try {
      const askedMs = clock.nowMs()
      const thereMs = await shared.nowMs()
      this.#ahead = Math.round((askedMs + clock.nowMs()) / 2 - thereMs)
    } catch (err) {
      // Whoever wants something of the database hears of it; the next look asks again.
      log.debug({ err }, 'the clock of the database could not be asked')
      return
    }
    const isApart = Math.abs(this.#ahead) > CLOCK_DRIFT_MS
    if (isApart && !this.#isApart) {
      log.warn({ aheadMs: this.#ahead }, 'clocks are apart: look at the time service of both')
    }
    if (!isApart && this.#isApart) log.info({ aheadMs: this.#ahead }, 'clocks agree again')
    this.#isApart = isApart
  }
}
