import {
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { type Engine, EngineDriver } from './engine-driver.ts'

/** Kysely over one connection to a SQLite file. */
export class SqliteEngineDialect implements Dialect {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  createDriver(): Driver {
    return new EngineDriver(this.#engine)
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new UnlockedCompiler()
  }

  createAdapter(): SqliteAdapter {
    return new EngineAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

/** `for update` belongs to engines with row locks; here BEGIN IMMEDIATE has locked the file already. */
class UnlockedCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier !== 'ForUpdate') super.visitSelectModifier(node)
  }
}

class EngineAdapter extends SqliteAdapter {
  /** Queries never overlap: each is one synchronous call. So nobody has to queue for the connection. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}
