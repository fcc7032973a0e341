import type { Clock } from '../../src/core/clock.ts'
import type { MysqlSession } from './mysql-session.ts'
import { StoreError } from './store-error.ts'

/** Transactions that may wait for a connection: a few seconds of work. More are told so at once, and nothing piles up. */
export const MAX_WAITING = 10_000
/** Nor does one wait longer, so that nobody does work that no node waits for any more (ANSWER_TIMEOUT_MS). */
export const MAX_WAIT_MS = 10_000

type PoolDeps = Readonly<{ open: () => Promise<MysqlSession>; clock: Clock }>

/** At most so many sessions, made when they are needed and kept while they live. */
export class MysqlPool implements AsyncDisposable {
  readonly #deps: PoolDeps
  readonly #most: number
  readonly #idle: MysqlSession[] = []
  readonly #waiting: PromiseWithResolvers<void>[] = []
  #taken = 0
  #closing: PromiseWithResolvers<void> | undefined

  constructor(deps: PoolDeps, settings: Readonly<{ most: number }>) {
    this.#deps = deps
    this.#most = settings.most
  }

  /** Work with a session of its own. @throws StoreError when there is none to be had. */
  async use<T>(work: (session: MysqlSession) => Promise<T>): Promise<T> {
    const sinceMs = this.#deps.clock.monotonicMs()
    await this.#turn()
    try {
      if (this.#deps.clock.monotonicMs() - sinceMs > MAX_WAIT_MS) throw tooMuch()
      const session = this.#living() ?? (await this.#deps.open())
      try {
        return await work(session)
      } finally {
        if (session.isAlive) this.#idle.push(session)
      }
    } finally {
      this.#leave()
    }
  }

  /** Takes nobody more, lets who is inside finish, closes all. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= Promise.withResolvers()
    for (const waiter of this.#waiting.splice(0)) waiter.reject(closed())
    if (this.#taken === 0) this.#closing.resolve()
    await this.#closing.promise
    for (const session of this.#idle.splice(0)) session.close()
  }

  async #turn(): Promise<void> {
    if (this.#closing !== undefined) throw closed()
    if (this.#taken < this.#most) {
      this.#taken++
      return
    }
    if (this.#waiting.length >= MAX_WAITING) throw tooMuch()
    const waiter = Promise.withResolvers<void>()
    this.#waiting.push(waiter)
    // Whoever leaves gives us their place.
    await waiter.promise
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next !== undefined) return next.resolve()
    this.#taken--
    if (this.#taken === 0) this.#closing?.resolve()
  }

  /** The one used last: the others may rest, and the server may end them. */
  #living(): MysqlSession | undefined {
    for (;;) {
      const session = this.#idle.pop()
      if (session === undefined || session.isAlive) return session
    }
  }
}

function tooMuch(): StoreError {
  return new StoreError('busy', 'too many transactions wait')
}

function closed(): StoreError {
  return new StoreError('closed', 'the store is closed')
}
