import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LogLevel } from '../src/system/log.ts'
import { ConfigError } from './config/config-error.ts'
import { defaultDataFolder, thisMachine } from './config/default-folder.ts'
import { fromEnvironment, fromFlags, fromYaml, merged } from './config/layers.ts'
import {
  type ListenAddress,
  parseListenAddress,
  showListenAddress,
} from './config/listen-address.ts'
import { fileSettings, type Settings } from './config/settings.ts'
import {
  type MysqlAddress,
  type MysqlHost,
  parseMysqlUrl,
  parseReplica,
  showMysqlUrl,
  showReplica,
} from './data/mysql-address.ts'
import {
  parseRedisNode,
  parseRedisUrl,
  type RedisAddress,
  showRedisNode,
  showRedisUrl,
} from './data/redis-address.ts'
import { isPathStyle, type S3Access } from './data/s3-address.ts'
import { HAS_MODES, OTHERS } from './folder/data/private-folder.ts'
import { type Limits, limitRules, type LimitSection } from './limits/entity/limit-table.ts'
import type { Rate } from './limits/entity/rate.ts'
import { RATES, type RateName, type Rates } from './limits/entity/rates.ts'

/** The relay's configuration, whole: flags over environment over file over defaults. */
export type RelayConfig = Readonly<{
  /** Absolute. */
  data: string
  home: string
  listen: ListenAddress
  wsListen: ListenAddress | 'off'
  /** The operator's port: health and metrics. */
  metricsListen: ListenAddress | 'off'
  announce: readonly string[]
  registration: 'invite' | 'open' | 'closed'
  invites: 'members' | 'operator'
  logLevel: LogLevel
  /** Undefined: SQLite in the data folder. */
  database: DatabaseConfig | undefined
  /** Undefined: hints are kept in this process. */
  redis: RedisConfig | undefined
  spool: SpoolConfig
  history: HistoryConfig
  rates: Rates
}> &
  Omit<Limits, 'spool'>

export type DatabaseConfig = MysqlAddress & Readonly<{ replicas: readonly MysqlHost[] }>

/** The Redis that holds what relays of one home tell each other. */
export type RedisConfig = RedisAddress &
  Readonly<{
    /** What every key and channel begins with: several homes may share one Redis. */
    prefix: string
    /** A file of certificates, in PEM. */
    ca: string | undefined
  }>

/** The store of sealed chunks: whether there is one, where, for how long, and how much of it an account may use. */
export type SpoolConfig = Limits['spool'] &
  Readonly<{
    enabled: boolean
    folder: string
    /** Instead of the folder. */
    s3: S3Config | undefined
  }>

/** The bucket that the relays of one home share; it has to itself what is under the prefix. */
export type S3Config = S3Access &
  Readonly<{
    prefix: string
    /** Nodes put sealed chunks into it and get them from it themselves. */
    direct: boolean
  }>

/** Closed history: from when on it leaves the database, how much of a conversation never does, and where to. */
export type HistoryConfig = Readonly<{
  /** Undefined: it stays. */
  coldAfterDays: number | undefined
  keepNewest: number
  folder: string
}>

export const CONFIG_FILE = 'relay.yaml'
const DEFAULT_LISTEN = '0.0.0.0:4700'

export type ConfigSources = Readonly<{
  flags: Readonly<Record<string, string | readonly string[]>>
  env: Readonly<Record<string, string | undefined>>
  /** Named by `--config`; else `relay.yaml` in the data folder, when there is one. */
  file: string | undefined
}>

/** @throws ConfigError that names the flag, the variable or the line. */
export function loadConfig(sources: ConfigSources): RelayConfig {
  const above = merged(fromEnvironment(sources.env), fromFlags(sources.flags))
  const folder = above.data ?? defaultDataFolder(thisMachine())
  const below = fileLayer(sources.file ?? sources.env['RELAY_CONFIG'], folder)
  return withDefaults(merged(below, above))
}

/** A configuration from settings alone, for tests and other programs. */
export function relayConfig(given: Partial<Settings> & Readonly<{ data: string }>): RelayConfig {
  return withDefaults(fileSettings.check(given, ''))
}

/** The settings that give this configuration again, for `relay config`; without passwords. */
export function settingsOf(config: RelayConfig): Settings {
  const { database, redis, spool, ...others } = config
  return {
    ...others,
    spool: { ...spool, s3: spool.s3 && { ...spool.s3, secretKey: undefined } },
    database: database && {
      url: showMysqlUrl(database),
      password: undefined,
      replicas: database.replicas.map(showReplica),
    },
    redis: redis && {
      url: showRedisUrl(redis),
      nodes: redis.nodes.slice(1).map(showRedisNode),
      password: undefined,
      prefix: redis.prefix,
      ca: redis.ca,
    },
    listen: showListenAddress(config.listen),
    wsListen: showAddress(config.wsListen),
    metricsListen: showAddress(config.metricsListen),
  }
}

function showAddress(address: ListenAddress | 'off'): string {
  return address === 'off' ? address : showListenAddress(address)
}

function fileLayer(named: string | undefined, folder: string): Settings {
  const file = named ?? join(folder, CONFIG_FILE)
  if (named === undefined && !existsSync(file)) return fileSettings.check({}, '')
  const settings = fromYaml(readText(file), file)
  if (holdsPassword(settings)) checkPrivate(file)
  return settings
}

function holdsPassword({ database, redis, spool }: Settings): boolean {
  const inUrls = [
    database?.url === undefined ? '' : parseMysqlUrl(database.url).password,
    redis?.url === undefined ? '' : parseRedisUrl(redis.url).password,
  ]
  const alone = [database?.password, redis?.password, spool?.s3?.secretKey]
  return [...inUrls, ...alone].some((each) => (each ?? '') !== '')
}

function checkPrivate(file: string): void {
  if (!HAS_MODES || (statSync(file).mode & OTHERS) === 0) return
  throw new ConfigError(`others can read the password in it; run: chmod 600 '${file}'`)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ConfigError(`--config: cannot read ${file}`, { cause })
  }
}

function withDefaults(settings: Settings): RelayConfig {
  const listen = parseListenAddress(settings.listen ?? DEFAULT_LISTEN)
  const data = resolve(settings.data ?? defaultDataFolder(thisMachine()))
  return {
    data,
    home: settings.home ?? 'home',
    listen,
    wsListen: webSocketAddress(settings.wsListen, listen),
    metricsListen: addressOrOff(settings.metricsListen ?? 'off'),
    announce: settings.announce ?? [],
    registration: settings.registration ?? 'invite',
    invites: settings.invites ?? 'members',
    logLevel: settings.logLevel ?? 'info',
    database: databaseWith(settings.database),
    redis: redisWith(settings.redis, data),
    spool: spoolWith(settings.spool, data),
    history: historyWith(settings.history, data),
    account: limitsWith('account', settings.account),
    overload: limitsWith('overload', settings.overload),
    slow: limitsWith('slow', settings.slow),
    rates: ratesWith(settings.rates),
  }
}

function addressOrOff(given: string): ListenAddress | 'off' {
  return given === 'off' ? given : parseListenAddress(given)
}

/** The port after the TCP one; with a free port, another free one. */
function webSocketAddress(given: string | undefined, tcp: ListenAddress): ListenAddress | 'off' {
  if (given !== undefined) return addressOrOff(given)
  if (tcp.port === 65_535) return 'off'
  return { host: tcp.host, port: tcp.port === 0 ? 0 : tcp.port + 1 }
}

function databaseWith(given: Settings['database']): DatabaseConfig | undefined {
  if (given?.url === undefined) {
    if (given?.replicas === undefined) return undefined
    throw new ConfigError('database.replicas: of which database? set database.url too')
  }
  const replicas = (given.replicas ?? []).map(parseReplica)
  const address = { ...parseMysqlUrl(given.url), replicas }
  if (given.password === undefined) return address
  if (address.password !== '') {
    throw new ConfigError('database.password: database.url has a password already; give it once')
  }
  return { ...address, password: given.password }
}

function redisWith(given: Settings['redis'], data: string): RedisConfig | undefined {
  if (given?.url === undefined) return undefined
  const address = parseRedisUrl(given.url)
  if (given.password !== undefined && address.password !== '') {
    throw new ConfigError('redis.password: redis.url has a password already; give it once')
  }
  return {
    ...address,
    nodes: [...address.nodes, ...(given.nodes ?? []).map(parseRedisNode)],
    password: given.password ?? address.password,
    prefix: given.prefix ?? 'homing',
    ca: given.ca === undefined ? undefined : resolve(data, given.ca),
  }
}

/** A relative folder is one in the data folder: the service may start anywhere. */
function spoolWith(given: Settings['spool'], data: string): SpoolConfig {
  return {
    enabled: given?.enabled ?? true,
    folder: resolve(data, given?.folder ?? 'spool'),
    s3: s3With(given?.s3, data),
    ...limitsWith('spool', given),
  }
}

function historyWith(given: Settings['history'], data: string): HistoryConfig {
  return {
    coldAfterDays: given?.coldAfterDays,
    keepNewest: given?.keepNewest ?? 1_000,
    folder: resolve(data, given?.folder ?? 'history'),
  }
}

function limitsWith<S extends LimitSection>(
  section: S,
  given: Partial<Record<keyof Limits[S], number | undefined>> | undefined,
): Limits[S] {
  const amounts = limitRules(section).map(([name, { usual }]) => [name, given?.[name] ?? usual])
  return Object.fromEntries(amounts) as Limits[S]
}

/** All of it or nothing: half a bucket would be a folder of this machine, which the other relays do not see. */
function s3With(given: NonNullable<Settings['spool']>['s3'], data: string): S3Config | undefined {
  if (given === undefined || Object.values(given).every((value) => value === undefined)) {
    return undefined
  }
  const { endpoint, bucket, accessKey, secretKey } = given
  const needed = { endpoint, bucket, accessKey, secretKey }
  if (endpoint === undefined || bucket === undefined || !accessKey || !secretKey) {
    const missing = Object.entries(needed).filter(([, value]) => value === undefined)
    throw new ConfigError(`spool.s3: ${missing.map(([name]) => name).join(', ')}: missing`)
  }
  return {
    ...{ endpoint, bucket, accessKey, secretKey },
    region: given.region ?? 'us-east-1',
    pathStyle: given.pathStyle ?? isPathStyle(endpoint),
    prefix: given.prefix ?? 'homing/',
    direct: given.direct ?? false,
    publicEndpoint: given.publicEndpoint,
    ca: given.ca === undefined ? undefined : resolve(data, given.ca),
  }
}

function ratesWith(given: Settings['rates']): Rates {
  const names = Object.keys(RATES) as RateName[]
  return Object.fromEntries(names.map((name) => [name, rateOf(name, given?.[name])])) as Rates
}

function rateOf(
  name: RateName,
  given: { burst?: number | undefined; perMinute?: number | undefined } | undefined,
): Rate {
  const { burst, perMinute } = RATES[name]
  return { burst: given?.burst ?? burst, perMinute: given?.perMinute ?? perMinute }
}
