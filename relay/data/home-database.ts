import type { Kysely } from 'kysely'
import type { Clock } from '../../src/core/clock.ts'
import type { Random } from '../../src/core/random.ts'
import type { MysqlAddress } from './mysql-address.ts'
import type { Tables } from './tables.ts'

/**
 * A home's database as the operator's commands use it: opening it changes nothing, neither tables nor settings. One connection, one
 * piece of work at a time.
 */
export interface HomeDatabase extends AsyncDisposable {
  readonly engine: 'sqlite' | 'mysql'
  /** One snapshot of what is committed, for as long as the work takes. @throws StoreError */
  snapshot<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** All or nothing. @throws StoreError */
  transact<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** Nobody else changes tables meanwhile: on SQLite a transaction, on a server the lease of migrations. @throws StoreError */
  migrating<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  facts(): Promise<DatabaseFacts>
  /** Connections of others to this database that the user of this one may see; on SQLite none. */
  otherConnections(): Promise<readonly string[]>
}

export type DatabaseFacts = Readonly<{
  /** Such as `SQLite 3.53.0` or `MariaDB 10.11.6`. */
  version: string
  /** Milliseconds since 1970 by the server's clock; undefined where it has none of its own. */
  nowMs: number | undefined
  /** Settings with which something that was answered may be lost; empty is well. */
  risks: readonly string[]
}>

/** Where it is: a file, or a server. */
export type DatabasePlace = Readonly<{ file: string } | { server: MysqlAddress }>

type DatabaseDeps = Readonly<{ clock: Clock; random: Random }>

/** @throws StoreError with what to do. A file that is not there is made, unless `readOnly`. */
export async function openHomeDatabase(
  place: DatabasePlace,
  deps: DatabaseDeps,
  options: Readonly<{ readOnly: boolean }>,
): Promise<HomeDatabase> {
  if ('file' in place) {
    const { openSqliteHome } = await import('./sqlite-home-database.ts')
    return openSqliteHome(place.file, options)
  }
  const { openMysqlHome } = await import('./mysql-home-database.ts')
  return openMysqlHome(place.server, deps)
}
