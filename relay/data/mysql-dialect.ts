import {
  type CreateTableNode,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
} from 'kysely'
import { type Engine, EngineDriver } from './engine-driver.ts'

/** Kysely over one connection to MySQL or MariaDB. */
export class MysqlEngineDialect implements Dialect {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  createDriver(): Driver {
    return new EngineDriver(this.#engine)
  }

  createQueryCompiler(): MysqlQueryCompiler {
    return new ByteComparingCompiler()
  }

  createAdapter(): MysqlAdapter {
    return new LeasedAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new MysqlIntrospector(db)
  }
}

/** Whatever the database's own defaults are: all of Unicode, and ids and names compare by bytes, as on SQLite. */
class ByteComparingCompiler extends MysqlQueryCompiler {
  protected override visitCreateTable(node: CreateTableNode): void {
    super.visitCreateTable(node)
    this.append(' engine = InnoDB character set utf8mb4 collate utf8mb4_bin')
  }
}

class LeasedAdapter extends MysqlAdapter {
  /** Kysely's own lock is the server's, and a cluster has several servers: see migration-lease.ts. */
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
