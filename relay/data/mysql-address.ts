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
    host: hostname.replaceAll(/^\[|\]$/g, ''),
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

function refuse(): never {
  throw new Error(MYSQL_URL_ALLOWED)
}
