import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { type DatabaseAddress, showMysqlUrl } from '../../data/mysql-address.ts'
import type { MigrationMeter } from '../../data/migrate.ts'
import type { ReplicaMeter } from '../../data/mysql-replicas.ts'
import type { Sql } from '../../data/sql.ts'
import { openSqlite } from '../../data/sqlite.ts'
import { checkPlace, rememberPlace } from './data-place.ts'
import type { HomeFolder } from './home-folder.ts'
import { checkMarks } from './home-marks.ts'

type StoreDeps = Readonly<{
  clock: Clock
  random: Random
  log: Logger
  meter: ReplicaMeter & MigrationMeter
}>

/** The truth of this home: SQLite in its folder, or on that server. @throws FolderError, StoreError, each with what to do. */
export async function openHomeStore(
  folder: HomeFolder,
  server: DatabaseAddress | undefined,
  deps: StoreDeps,
): Promise<Sql> {
  await using stack = new AsyncDisposableStack()
  const shown = server && showMysqlUrl(server)
  checkPlace(folder, shown)
  const sql = stack.use(
    server === undefined ? await openSqlite(folder.database, deps) : await onServer(server, deps),
  )
  await checkMarks(sql, folder)
  rememberPlace(folder, shown)
  stack.move()
  return sql
}

/** The driver takes 25 MB that a relay on SQLite need not have. */
async function onServer(server: DatabaseAddress, deps: StoreDeps): Promise<Sql> {
  const { openMysql } = await import('../../data/mysql.ts')
  return openMysql(server, { ...deps, log: deps.log.child({ component: 'database' }) })
}
