import type { EngineResult } from '../../relay/data/engine-driver.ts'
import {
  type MysqlEngine,
  openMysqlEngine,
  type OpenMysqlEngine,
} from '../../relay/data/mysql-engine.ts'
import { StoreError } from '../../relay/data/store-error.ts'

/** What happens in place of a statement; `go` runs it, on the real server. */
export type OnStatement = (
  sql: string,
  go: () => Promise<EngineResult>,
  engine: MysqlEngine,
) => Promise<EngineResult>

/** Connections to a real server, on each statement of which a test looks first. */
export function watchedMysql(onStatement: OnStatement): OpenMysqlEngine {
  return async (address) => {
    const engine = await openMysqlEngine(address)
    return {
      get isAlive() {
        return engine.isAlive
      },
      run: (sql, parameters) => onStatement(sql, () => engine.run(sql, parameters), engine),
      close: () => engine.close(),
    }
  }
}

/** A relay that is killed around the nth statement that is `counted`: from then on none of its statements reaches the server. */
export class MortalMysql {
  readonly #counted: (sql: string) => boolean
  #left: number
  readonly #when: 'before' | 'after'
  #dead = false

  constructor(
    death: Readonly<{ counted: (sql: string) => boolean; count: number; when: 'before' | 'after' }>,
  ) {
    this.#counted = death.counted
    this.#left = death.count
    this.#when = death.when
  }

  get isDead(): boolean {
    return this.#dead
  }

  readonly open = watchedMysql(async (sql, go, engine) => {
    if (this.#dead) return die(engine)
    if (!this.#counted(sql) || --this.#left > 0) return await go()
    if (this.#when === 'after') await go()
    this.#dead = true
    return die(engine)
  })
}

function die(engine: MysqlEngine): never {
  engine.close()
  throw new StoreError('unreachable', 'dead')
}
