import { urlHost } from '../../src/core/url-host.ts'

/** Where Redis is, and who asks it. */
export type RedisAddress = Readonly<{
  /** To begin with; the nodes of a cluster name each other. */
  nodes: readonly RedisNode[]
  tls: boolean
  /** Empty: the default user. */
  user: string
  /** Empty: none is asked for. */
  password: string
  /** Always 0 in a cluster. */
  database: number
}>

export type RedisNode = Readonly<{ host: string; port: number }>

export const REDIS_URL_ALLOWED =
  'an address like redis://user:password@host:6379/0, or rediss:// for TLS'
export const REDIS_NODE_ALLOWED = '<host>:<port>'

const PROTOCOLS = ['redis:', 'rediss:']
const DEFAULT_PORT = 6379
const DATABASE = /^\/?(\d{0,5})$/

/** @throws Error for anything else than REDIS_URL_ALLOWED; without the text, which may hold a password. */
export function parseRedisUrl(text: string): RedisAddress {
  const url = URL.parse(text)
  const [, database] = DATABASE.exec(url?.pathname ?? '?') ?? []
  if (url === null || database === undefined || !PROTOCOLS.includes(url.protocol)) return refuse()
  const { protocol, username, password, hostname, port, hash, search } = url
  if (hostname === '' || hash !== '' || search !== '') return refuse()
  return {
    nodes: [
      {
        host: urlHost(url),
        port: port === '' ? DEFAULT_PORT : Number(port),
      },
    ],
    tls: protocol === 'rediss:',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: Number(database),
  }
}

/** @throws Error for anything else than REDIS_NODE_ALLOWED. */
export function parseRedisNode(text: string): RedisNode {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(text)
  const [host, port] = [parts?.[1] ?? parts?.[2], Number(parts?.[3])]
  if (host === undefined || !(port >= 1 && port <= 65_535)) throw new Error(REDIS_NODE_ALLOWED)
  return { host, port }
}

/** Its first node, without the password. */
export function showRedisUrl({ nodes, tls, user, database }: RedisAddress): string {
  const [first] = nodes
  const who = user === '' ? '' : `${encodeURIComponent(user)}@`
  const where = first === undefined ? '' : showRedisNode(first)
  return `${tls ? 'rediss' : 'redis'}://${who}${where}/${database}`
}

export function showRedisNode({ host, port }: RedisNode): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

function refuse(): never {
  throw new Error(REDIS_URL_ALLOWED)
}
