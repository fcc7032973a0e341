import type { Clock } from '../../src/core/clock.ts'
import { Turns } from '../../src/core/turns.ts'
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
  readonly #turns: Turns
  readonly #idle: MysqlSession[] = []

  constructor(deps: PoolDeps, { most }: Readonly<{ most: number }>) {
    this.#deps = deps
    const limits = { most, maxWaiting: MAX_WAITING, maxWaitMs: MAX_WAIT_MS }
    this.#turns = new Turns({ clock: deps.clock, tooMany }, limits)
  }

  /** Work with a session of its own. @throws StoreError when there is none to be had. */
  use<T>(work: (session: MysqlSession) => Promise<T>): Promise<T> {
    return this.#turns.use(async () => {
      const session = this.#living() ?? (await this.#deps.open())
      try {
        return await work(session)
      } finally {
        if (session.isAlive) this.#idle.push(session)
      }
    })
  }

  /** Takes nobody more, lets who is inside finish, closes all. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turns.end(new StoreError('closed', 'the store is closed'))
    for (const session of this.#idle.splice(0)) session.close()
  }

  /** The one used last: the others may rest, and the server may end them. */
  #living(): MysqlSession | undefined {
    for (;;) {
      const session = this.#idle.pop()
      if (session === undefined || session.isAlive) return session
    }
  }
}

function tooMany(): StoreError {
  return new StoreError('busy', 'too many transactions wait')
}
