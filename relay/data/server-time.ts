import { sql } from 'kysely'
import type { Tx } from './sql.ts'

/** By the clock of a MySQL or MariaDB server: milliseconds since 1970. */
export const SERVER_NOW_MS = sql<number | string>`unix_timestamp(now(3)) * 1000`

export async function serverNowMs(tx: Tx): Promise<number> {
  // A table with a row or two, in every home (home-marks.ts).
  const asked = tx.selectFrom('home').select(SERVER_NOW_MS.as('now')).limit(1)
  return Number((await asked.executeTakeFirstOrThrow()).now)
}
