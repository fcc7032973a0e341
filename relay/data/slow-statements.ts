import { AsyncLocalStorage } from 'node:async_hooks'
import type { LogEvent } from 'kysely'
import type { Logger } from '../../src/core/logger.ts'

/** Of a statement's text; a gathered one names each of its rows. */
const MAX_SHOWN_CHARS = 2_000

export interface StatementMeter {
  slowStatement(): void
}

type SlowDeps = Readonly<{ meter: StatementMeter; log: Logger }>
/** `waitedMs`: its transaction, for its turn. */
type Running = Readonly<{
  kind: 'read' | 'write'
  waitedMs: number
  told: (event: LogEvent) => void
}>

const running = new AsyncLocalStorage<Running>()

/** For every `new Kysely({ log: tellStatement })`: told to whoever runs the transaction, if anybody does. */
export function tellStatement(event: LogEvent): void {
  running.getStore()?.told(event)
}

/**
 * Statements that take too long, with their text. Values are parameters, which it has none of, so the log holds nothing of anybody; what
 * asked is known by the trace.
 */
export class SlowStatements {
  readonly #deps: SlowDeps
  readonly #settings: Readonly<{ statementMs: number }>

  constructor(deps: SlowDeps, settings: Readonly<{ statementMs: number }>) {
    this.#deps = deps
    this.#settings = settings
  }

  /** Runs a part of a transaction, and watches its statements. */
  within<T>(of: Omit<Running, 'told'>, work: () => T): T {
    return running.run({ ...of, told: (event) => this.#told(event, of) }, work)
  }

  #told({ level, query, queryDurationMillis: ms }: LogEvent, of: Omit<Running, 'told'>): void {
    if (ms < this.#settings.statementMs) return
    this.#deps.meter.slowStatement()
    const { kind, waitedMs } = of
    const statement = query.sql.slice(0, MAX_SHOWN_CHARS)
    const facts = { statement, ms: Math.round(ms), kind, waitedMs: Math.round(waitedMs) }
    this.#deps.log.warn({ ...facts, failed: level === 'error' }, 'statement was slow')
  }
}
