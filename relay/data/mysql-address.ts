import { urlHost } from '../../src/core/url-host.ts'

/** Where a database server is, who asks it, and for what. */
export type MysqlAddress = Readonly<{
  host: string
  port: number
  /** A socket of this machine, instead of host and port. */
  socket: string | undefined
  user: string
  password: string
  database: string
}>

export type MysqlHost = Readonly<{ host: string; port: number }>

/** With servers that hold the same, asked with the same user and password. */
export type DatabaseAddress = MysqlAddress & Readonly<{ replicas?: readonly MysqlHost[] }>

export const MYSQL_URL_ALLOWED =
  'an address like mysql://user:password@host:3306/database, with ?socket=/path for a local socket'

const PROTOCOLS = ['mysql:', 'mariadb:']
const DATABASE = /^\/([A-Za-z0-9_$-]{1,64})$/
const DEFAULT_PORT = 3306

/** @throws Error for anything else than MYSQL_URL_ALLOWED; without the text, which may hold a password. */
export function parseMysqlUrl(text: string): MysqlAddress {
  const url = URL.parse(text)
  const [, database] = DATABASE.exec(url?.pathname ?? '') ?? []
  if (url === null || database === undefined || !PROTOCOLS.includes(url.protocol)) return refuse()
  const { username, password, hostname, port, hash, searchParams } = url
  const { socket, ...others } = Object.fromEntries(searchParams)
  if (username === '' || hostname === '' || hash !== '') return refuse()
  if (Object.keys(others).length > 0 || socket?.startsWith('/') === false) return refuse()
  return {
    host: urlHost(url),
    port: port === '' ? DEFAULT_PORT : Number(port),
    socket,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
  }
}

/** The same address without the password. */
export function showMysqlUrl({ host, port, socket, user, database }: MysqlAddress): string {
  const shownHost = host.includes(':') ? `[${host}]` : host
  const end = socket === undefined ? '' : `?socket=${encodeURIComponent(socket)}`
  return `mysql://${encodeURIComponent(user)}@${shownHost}:${port}/${database}${end}`
}

export const REPLICA_ALLOWED = 'an address like replica.example:3306, the port is 3306 if left out'
const REPLICA = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9.-]{1,253}))(?::(\d{1,5}))?$/

/** @throws Error for anything else than REPLICA_ALLOWED. */
export function parseReplica(text: string): MysqlHost {
  const [, ipv6, name, given] = REPLICA.exec(text) ?? []
  const [host, port] = [ipv6 ?? name, Number(given ?? DEFAULT_PORT)]
  if (host === undefined || port < 1 || port > 65_535) throw new Error(REPLICA_ALLOWED)
  return { host, port }
}

export function showReplica({ host, port }: MysqlHost): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

function refuse(): never {
  throw new Error(MYSQL_URL_ALLOWED)
}
