import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { CHECK_MS, READINESS_FRESH_MS } from '../limits.ts'

export type Check = Readonly<{
  name: string
  /** Without it nobody should be sent here; the others are told and change nothing. */
  isVital: boolean
  /** Throws, or tells why not in a word or two. */
  look: (options: Readonly<{ signal: AbortSignal }>) => Promise<string | undefined>
}>

export type CheckResult = Readonly<{ name: string; ok: boolean; why: string | undefined }>
export type Verdict = Readonly<{ isReady: boolean; checks: readonly CheckResult[] }>

type ReadinessDeps = Readonly<{ checks: readonly Check[]; clock: Clock; log: Logger }>

/** Can this relay serve now? What a load balancer asks every few seconds. */
export class Readiness {
  readonly #deps: ReadinessDeps
  #newest: Readonly<{ atMs: number; verdict: Promise<Verdict> }> | undefined

  constructor(deps: ReadinessDeps) {
    this.#deps = deps
  }

  async verdict(): Promise<Verdict> {
    const nowMs = this.#deps.clock.monotonicMs()
    if (this.#newest === undefined || nowMs - this.#newest.atMs >= READINESS_FRESH_MS) {
      this.#newest = { atMs: nowMs, verdict: this.#look() }
    }
    return await this.#newest.verdict
  }

  async #look(): Promise<Verdict> {
    const { checks } = this.#deps
    const results = await Promise.all(checks.map((check) => this.#resultOf(check)))
    const isReady = checks.every(({ isVital }, at) => !isVital || results[at]?.ok === true)
    return { isReady, checks: results }
  }

  async #resultOf({ name, look }: Check): Promise<CheckResult> {
    const { clock, log } = this.#deps
    const late = () => new Error('no answer in time')
    try {
      const options = { ms: CHECK_MS, signal: NEVER, late }
      const why = await withDeadline(clock, options, (signal) => look({ signal }))
      return { name, ok: why === undefined, why }
    } catch (err) {
      log.warn({ err, check: name }, 'readiness check failed')
      return { name, ok: false, why: 'failed; see the log' }
    }
  }
}

const NEVER = new AbortController().signal
