import { StoreError, type StoreErrorCode } from './store-error.ts'

/**
 * What the server or the driver said, by number. Sources: MySQL Server Error Reference; MariaDB Error Codes. 1047 and 1053: a node that
 * has left its cluster, or is about to stop. 1213 is also how Galera says at COMMIT that another node was first.
 */
const CODES: Readonly<Record<number, StoreErrorCode>> = {
  1021: 'disk-full',
  1040: 'unreachable',
  1044: 'denied',
  1045: 'denied',
  1047: 'unreachable',
  1049: 'no-database',
  1053: 'unreachable',
  1062: 'duplicate',
  1114: 'disk-full',
  1142: 'denied',
  1143: 'denied',
  1205: 'locked',
  1213: 'conflict',
  1227: 'denied',
  1290: 'read-only',
  1317: 'unreachable',
  1698: 'denied',
  1792: 'read-only',
  1836: 'read-only',
  1927: 'unreachable',
  2006: 'unreachable',
  2013: 'unreachable',
  4031: 'unreachable',
}

type Told = Readonly<{ errno?: unknown; code?: unknown; sqlState?: unknown; fatal?: unknown }>

/** Not as a cause: the server's text quotes what was to be stored, and the driver adds the statement. */
export function mysqlStoreError(told: unknown): StoreError {
  const { errno, code } = (told ?? {}) as Told
  const name = typeof code === 'string' ? code : 'connection lost'
  if (typeof errno !== 'number' || errno <= 0) return new StoreError('unreachable', name)
  return new StoreError(CODES[errno] ?? 'failed', `MySQL error ${errno} (${name})`)
}

/** The server answered, so the connection is sound; else nobody knows what it is in the middle of. */
export function isAnswer(told: unknown): boolean {
  const { errno, sqlState, fatal } = (told ?? {}) as Told
  if (typeof errno !== 'number' || typeof sqlState !== 'string' || fatal === true) return false
  return CODES[errno] !== 'unreachable'
}
