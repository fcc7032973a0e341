import { isIP } from 'node:net'
import {
  branded,
  choice,
  count,
  flag,
  list,
  type Of,
  optional,
  type Shape,
  strictRecord,
  text,
} from '../../src/core/shape.ts'
import { MAX_HISTORY_PAGE } from '../../src/home/limits.ts'
import { LOG_LEVELS } from '../../src/system/log.ts'
import {
  MYSQL_URL_ALLOWED,
  parseMysqlUrl,
  parseReplica,
  REPLICA_ALLOWED,
} from '../data/mysql-address.ts'
import {
  parseRedisNode,
  parseRedisUrl,
  REDIS_NODE_ALLOWED,
  REDIS_URL_ALLOWED,
} from '../data/redis-address.ts'
import {
  LIMIT_SECTIONS,
  type Limits,
  limitRules,
  type LimitSection,
} from '../limits/entity/limit-table.ts'
import { parseS3Endpoint, S3_BUCKET, S3_ENDPOINT_ALLOWED, S3_PREFIX } from '../data/s3-address.ts'
import { RATES, type RateName } from '../limits/entity/rates.ts'
import { listenAddress, parseListenAddress, showListenAddress } from './listen-address.ts'

/**
 * Every setting of the relay, as it may stand in the YAML file. The environment and the flags give the same settings as
 * text. All of them are optional here; defaults: relay/config.ts.
 */

/** One rate: far above what a home needs, so that a mistyped zero too many is seen. */
const MAX_RATE = 1_000_000
const rate = strictRecord({
  burst: optional(count({ min: 1, max: MAX_RATE })),
  perMinute: optional(count({ min: 1, max: MAX_RATE })),
})

/** A bucket instead of a folder. */
const s3 = strictRecord({
  endpoint: optional(branded(S3_ENDPOINT_ALLOWED, parseS3Endpoint)),
  bucket: optional(text({ min: 3, max: 63, ...S3_BUCKET })),
  region: optional(text({ min: 1, max: 64, pattern: /^[a-z0-9-]+$/, allowed: 'a region' })),
  accessKey: optional(text({ min: 1, max: 128, pattern: /^[!-~]+$/, allowed: 'an access key' })),
  secretKey: optional(text({ min: 1, max: 1_024 })),
  pathStyle: optional(flag),
  prefix: optional(text({ max: 128, ...S3_PREFIX })),
  direct: optional(flag),
  publicEndpoint: optional(branded(S3_ENDPOINT_ALLOWED, parseS3Endpoint)),
  ca: optional(text({ min: 1, max: 1_024, allowed: 'a file' })),
})

const spool = strictRecord({
  enabled: optional(flag),
  folder: optional(text({ min: 1, max: 1_024, allowed: 'a folder' })),
  s3: optional(s3),
  ...limitFields('spool'),
})

/** Where its data is; both as given, so that layers can be put together. */
const database = strictRecord({
  url: optional(branded(MYSQL_URL_ALLOWED, (given) => parseMysqlUrl(given) && given)),
  password: optional(text({ max: 1_024 })),
  replicas: optional(
    list(
      branded(REPLICA_ALLOWED, (given) => parseReplica(given) && given),
      { max: 16 },
    ),
  ),
})

/** Younger is still referred to by events (LOG_KEEP_MS). */
const MIN_COLD_DAYS = 31
const history = strictRecord({
  coldAfterDays: optional(count({ min: MIN_COLD_DAYS, max: 36_500 })),
  keepNewest: optional(count({ min: MAX_HISTORY_PAGE, max: 1_000_000 })),
  folder: optional(text({ min: 1, max: 1_024, allowed: 'a folder' })),
})

/** Where its hints are; both as given, so that layers can be put together. */
const PREFIX = { pattern: /^[A-Za-z0-9._-]+$/, allowed: '1 to 32 of letters, digits, . _ and -' }
const redis = strictRecord({
  url: optional(branded(REDIS_URL_ALLOWED, (given) => parseRedisUrl(given) && given)),
  nodes: optional(
    list(
      branded(REDIS_NODE_ALLOWED, (given) => parseRedisNode(given) && given),
      { max: 64 },
    ),
  ),
  password: optional(text({ max: 1_024 })),
  prefix: optional(text({ min: 1, max: 32, ...PREFIX })),
  ca: optional(text({ min: 1, max: 1_024, allowed: 'a file' })),
})

const HOME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/
const OR_OFF = `off or ${listenAddress.allowed}`

const ANNOUNCE_ALLOWED =
  'an address like /dns4/home.example/tcp/4700 or /ip4/203.0.113.7/tcp/4701/ws'

const ANNOUNCED = /^\/(ip4|ip6|dns|dns4|dns6)\/([^/]{1,255})\/tcp\/(\d{1,5})(\/(ws|wss|tls\/ws))?$/
const IP_VERSIONS: Readonly<Record<string, number>> = { ip4: 4, ip6: 6 }

function announced(given: string): string {
  const [, family = '', host = '', portText] = ANNOUNCED.exec(given) ?? []
  const [port, ipVersion] = [Number(portText), IP_VERSIONS[family]]
  const isHost = ipVersion === undefined || isIP(host) === ipVersion
  if (!isHost || !(port >= 1 && port <= 65_535)) throw new Error(ANNOUNCE_ALLOWED)
  return given
}

/** Kept as text, so that what is printed is what can be written. */
const listen = branded(listenAddress.allowed, (given) =>
  showListenAddress(parseListenAddress(given)),
)
const listenOrOff = branded(OR_OFF, (given) =>
  given === 'off' ? given : showListenAddress(parseListenAddress(given)),
)

export const fileSettings = strictRecord({
  data: optional(text({ min: 1, max: 1_024, allowed: 'a folder' })),
  home: optional(
    text({
      min: 1,
      max: 255,
      pattern: HOME,
      allowed: 'a name like home.example: a-z, 0-9, dot, dash',
    }),
  ),
  listen: optional(listen),
  wsListen: optional(listenOrOff),
  metricsListen: optional(listenOrOff),
  announce: optional(list(branded(ANNOUNCE_ALLOWED, announced), { max: 16 })),
  registration: optional(choice('invite', 'open', 'closed')),
  invites: optional(choice('members', 'operator')),
  logLevel: optional(choice(...LOG_LEVELS)),
  database: optional(database),
  redis: optional(redis),
  spool: optional(spool),
  history: optional(history),
  account: optional(strictRecord(limitFields('account'))),
  overload: optional(strictRecord(limitFields('overload'))),
  slow: optional(strictRecord(limitFields('slow'))),
  rates: optional(strictRecord(ratesOf(optional(rate)))),
})
export type Settings = Of<typeof fileSettings>

/** A setting as the environment and, some, as a flag. `path` leads to it in the file. */
export type SettingText = Readonly<{
  path: readonly string[]
  env: string
  flag?: string
  /** The place holder and the sentence of the help. */
  help: readonly [string, string]
  kind: 'text' | 'number' | 'list' | 'flag'
}>

/** Of a section, by a flag named after it. */
function within(...section: readonly string[]) {
  return (
    field: string,
    help: readonly [string, string],
    kind: SettingText['kind'] = 'text',
  ): SettingText => {
    const path = [...section, field]
    return { path, env: envName(path), flag: path.map(kebab).join('-'), help, kind }
  }
}

/** Of a section whose settings have no flags: others of this machine could read them. */
function unflagged(section: string) {
  return (field: string, help: readonly [string, string]): SettingText => {
    const path = [section, field]
    return { path, env: envName(path), help, kind: 'text' }
  }
}

const databaseText = unflagged('database')
const redisText = within('redis')
const spoolText = within('spool')
const s3Text = within('spool', 's3')
const historyText = within('history')

export const SETTING_TEXTS: readonly SettingText[] = [
  flagged('data', ['<folder>', 'where everything is kept']),
  flagged('listen', ['<host:port>', 'TCP address to listen on (0.0.0.0:4700)']),
  flagged('wsListen', ['<host:port>', 'WebSocket address, or off (the port after --listen)']),
  flagged('metricsListen', [
    '<host:port>',
    'HTTP for the operator: /healthz /readyz /metrics (off)',
  ]),
  flagged('home', ['<name>', "this home's name: the part after @"]),
  flagged(
    'announce',
    ['<address>', 'tell nodes this address instead of the own ones; repeatable'],
    'list',
  ),
  flagged('registration', ['<mode>', 'who may register: invite, open or closed (invite)']),
  flagged('invites', ['<who>', 'who may make invites: members or operator (members)']),
  flagged('logLevel', ['<level>', `${LOG_LEVELS.join(', ')} (info)`]),
  // Never flags: every user of the machine can read those.
  databaseText('url', ['<address>', 'a MySQL or MariaDB database instead of SQLite']),
  databaseText('password', ['<password>', 'when it is not in the address']),
  {
    path: ['database', 'replicas'],
    env: 'RELAY_DATABASE_REPLICAS',
    flag: 'database-replicas',
    help: ['<host:port>', 'a replica of that database, for reads; repeatable'],
    kind: 'list',
  },
  redisText('url', ['<address>', 'a Redis that several relays of this home share (none)']),
  redisText('nodes', ['<host:port>', 'further nodes of its cluster; repeatable'], 'list'),
  { path: ['redis', 'password'], env: 'RELAY_REDIS_PASSWORD', help: ['', ''], kind: 'text' },
  redisText('prefix', ['<text>', 'what its keys begin with, one for each home (homing)']),
  redisText('ca', ['<file>', "certificates that Redis's is checked with, beside the known ones"]),
  spoolText(
    'enabled',
    ['<true|false>', 'keep sealed files for friends who are away (true)'],
    'flag',
  ),
  spoolText('folder', ['<folder>', 'where they lie (spool in the data folder)'], 'text'),
  s3Text('endpoint', ['<address>', 'S3-compatible storage instead of that folder, for all relays']),
  s3Text('bucket', ['<name>', 'its bucket']),
  s3Text('region', ['<name>', 'its region (us-east-1)']),
  s3Text('accessKey', ['<id>', 'who asks it; the secret: RELAY_SPOOL_S3_SECRET_KEY']),
  // Never a flag.
  {
    path: ['spool', 's3', 'secretKey'],
    env: 'RELAY_SPOOL_S3_SECRET_KEY',
    help: ['', ''],
    kind: 'text',
  },
  s3Text('pathStyle', ['<true|false>', 'the bucket in the path (by endpoint)'], 'flag'),
  s3Text('prefix', ['<text>', 'what its keys begin with, one for each home (homing/)']),
  s3Text('direct', ['<true|false>', 'nodes move chunks to and from it (false)'], 'flag'),
  s3Text('publicEndpoint', ['<address>', 'then: its address for nodes (the endpoint)']),
  s3Text('ca', ['<file>', 'certificates that it is checked with, beside the known ones']),
  historyText(
    'coldAfterDays',
    ['<days>', 'read history moves to compressed files (never)'],
    'number',
  ),
  historyText('keepNewest', ['<count>', 'messages of a conversation that stay (1000)'], 'number'),
  historyText('folder', ['<folder>', 'where those files lie (history in the data folder)']),
  ...LIMIT_SECTIONS.flatMap(limitTexts),
  ...Object.keys(RATES).flatMap((name) => [rateText(name, 'burst'), rateText(name, 'perMinute')]),
]

function flagged(
  key: keyof Settings,
  help: readonly [string, string],
  kind: SettingText['kind'] = 'text',
): SettingText {
  return { path: [key], env: envName([key]), flag: kebab(key), help, kind }
}

function limitFields<S extends LimitSection>(section: S) {
  const fields = limitRules(section).map(([name, rule]) => [name, optional(count(rule))])
  return Object.fromEntries(fields) as Record<keyof Limits[S], Shape<number | undefined>>
}

function limitTexts(section: LimitSection): readonly SettingText[] {
  const text = within(section)
  return limitRules(section).map(([name, { unit, what, usual }]) =>
    text(name, [`<${unit}>`, `${what} (${usual})`], 'number'),
  )
}

function rateText(name: string, field: string): SettingText {
  const path = ['rates', name, field]
  return { path, env: envName(path), help: ['<number>', `rate ${name}, ${field}`], kind: 'number' }
}

function envName(path: readonly string[]): string {
  return `RELAY_${path.map((key) => kebab(key).replaceAll('-', '_').toUpperCase()).join('_')}`
}

function kebab(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function ratesOf<T>(each: Shape<T>): Record<RateName, Shape<T>> {
  return Object.fromEntries(Object.keys(RATES).map((name) => [name, each])) as Record<
    RateName,
    Shape<T>
  >
}
