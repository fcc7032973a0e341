import type { MysqlAddress } from './mysql-address.ts'
import { StoreError } from './store-error.ts'

/** What the operator can do about a database server that cannot be used. Without the password. */
export function explained(err: unknown, address: MysqlAddress): unknown {
  if (!(err instanceof StoreError)) return err
  const advice = adviceOf(err, address)
  return advice === undefined ? err : new StoreError(err.code, advice, { cause: err })
}

function adviceOf({ code, message }: StoreError, address: MysqlAddress): string | undefined {
  const { user, database } = address
  const server = `the database server at ${address.socket ?? `${address.host}:${address.port}`}`
  switch (code) {
    case 'unreachable':
      return `${server} cannot be reached (${message}); does it run, and is database.url right?`
    case 'denied':
      return `${server} refuses the user '${user}' (${message}); check user and password, and give it its rights: GRANT ALL ON \`${database}\`.* TO '${user}'@…`
    case 'no-database':
      return `${server} has no database '${database}'; make it: CREATE DATABASE \`${database}\``
    case 'read-only':
      return `${server} takes no writes: ${message}; give the address of the primary`
    case 'unsuitable':
      return `${server} cannot be used: ${message}`
    default:
      return undefined
  }
}
