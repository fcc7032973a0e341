import { after } from 'node:test'
import { openMysql } from '../../relay/data/mysql.ts'
import type { Sql } from '../../relay/data/sql.ts'
import { Mariadb, REAL_DEPS } from './mariadb.ts'

let shared: Promise<Mariadb> | undefined

// Here, not in a test: it would end with that.
after(async () => (await shared)?.[Symbol.asyncDispose]())

/** One server for all tests of a file, from the first that asks to the end of the last. */
export function sharedMariadb(): Promise<Mariadb> {
  shared ??= Mariadb.start()
  return shared
}

/** A store in a database of its own. */
export async function openTempMariadb(): Promise<Sql> {
  const mariadb = await sharedMariadb()
  return openMysql(mariadb.address(await mariadb.newDatabase()), REAL_DEPS)
}
