import { Background } from '../../../src/core/background.ts'
import type { RedisConfig, RelayConfig } from '../../config.ts'
import { BEING_RESTORED } from '../../data/being-restored.ts'
import type { DatabaseFacts, HomeDatabase } from '../../data/home-database.ts'
import { migrationStates } from '../../data/migration-state.ts'
import { showMysqlUrl } from '../../data/mysql-address.ts'
import { redisErrorOf } from '../../data/redis-error.ts'
import { openRedisLine } from '../../data/redis-line.ts'
import { StoreError } from '../../data/store-error.ts'
import { marksOfSecrets, readSecrets } from '../../folder/data/home-secrets.ts'
import { FolderError } from '../../folder/folder-error.ts'
import { fault, type Finding, ok, skipped, warning } from '../entity/finding.ts'
import { MACHINE, openToRead } from '../standing-home.ts'

export type DatabaseFound = Readonly<{
  findings: readonly Finding[]
  facts: DatabaseFacts | undefined
  isNew: boolean
}>

/** Reachable, of a version and with settings that will do, its tables, and whose home it is. */
export async function checkDatabase(config: RelayConfig): Promise<DatabaseFound> {
  try {
    await using database = await openToRead(config)
    const facts = await database.facts()
    const where = config.database === undefined ? 'relay.sqlite' : showMysqlUrl(config.database)
    const [risk] = facts.risks
    const reached = `${where}, ${facts.version}`
    const findings = [
      risk === undefined
        ? ok('database', reached)
        : warning(
            'database',
            `${reached}, ${risk}`,
            'a power cut may lose what was answered; set it to 1',
          ),
      await checkTables(database),
      ...(await checkOwner(config, database)),
    ]
    return { findings, facts, isNew: false }
  } catch (err) {
    if (!(err instanceof StoreError)) throw err
    const isNew = err.code === 'no-database' && config.database === undefined
    const finding = isNew
      ? skipped('database', 'the first start of the relay makes it')
      : fault('database', err.message, 'see relay/OPERATORS.md, MySQL or MariaDB')
    return { findings: [finding], facts: undefined, isNew }
  }
}

async function checkTables(database: HomeDatabase): Promise<Finding> {
  const states = await database.snapshot(migrationStates)
  const half = states.find((state) => state.half !== undefined)
  if (half !== undefined) {
    return fault(
      'tables',
      `the migration ${half.name} was cut off`,
      'relay migrate status says what is missing',
    )
  }
  const missing = states.filter((state) => state.appliedAt === undefined).map(({ name }) => name)
  if (missing.length === 0) return ok('tables', `up to date: ${states.at(-1)?.name}`)
  return warning(
    'tables',
    `not yet applied: ${missing.join(', ')}`,
    'the next start of the relay does it, or: relay migrate up',
  )
}

async function checkOwner(
  { data }: RelayConfig,
  database: HomeDatabase,
): Promise<readonly Finding[]> {
  const rows = await database.snapshot(async (db) => {
    const tables = await db.introspection.getTables()
    return tables.some(({ name }) => name === 'home')
      ? await db.selectFrom('home').selectAll().execute()
      : []
  })
  const marks = new Map(rows.map(({ secret, mark }) => [secret, mark]))
  if (marks.has(BEING_RESTORED)) {
    return [
      fault(
        'home',
        'a restore into this database was cut off',
        'make the database again, and restore once more',
      ),
    ]
  }
  if (marks.size === 0) return []
  const own = ownMarks(data)
  const other = Object.entries(own ?? {}).find(
    ([secret, mark]) => marks.has(secret) && marks.get(secret) !== mark,
  )
  if (other === undefined) return own === undefined ? [] : [ok('home', own.key)]
  return [
    fault(
      'home',
      `the database was made with another '${other[0]}'`,
      "it is another home's, or put that file back from a backup",
    ),
  ]
}

/** Undefined: the check of the secrets says why. */
function ownMarks(data: string) {
  try {
    return marksOfSecrets(readSecrets(data))
  } catch (err) {
    if (err instanceof FolderError) return undefined
    throw err
  }
}

/** Reachable, new enough, and everything that a relay does there allowed; with keys of its own that go by themselves. */
export async function checkRedis(
  config: RedisConfig | undefined,
  background: Background,
): Promise<Finding> {
  if (config === undefined) return skipped('redis', 'none is configured: a relay alone needs none')
  const where = config.nodes.map(({ host, port }) => `${host}:${port}`).join(', ')
  try {
    const line = await openRedisLine(MACHINE, config, background)
    try {
      const key = `${config.prefix}:doctor:{${process.pid}}`
      await line.ask(key, ['EVAL', TRIAL, '1', key])
      await line.ask(`${config.prefix}:bell:doctor`, [
        'SPUBLISH',
        `${config.prefix}:bell:doctor`,
        '',
      ])
      return ok('redis', `${where}: keys, scripts and channels of ${config.prefix} may be used`)
    } finally {
      line.close()
    }
  } catch (err) {
    const { code, message } = redisErrorOf(err)
    return fault(
      'redis',
      `${where}: ${code} (${message})`,
      'see relay/OPERATORS.md, Redis: what each code means, and the rights',
    )
  }
}

const TRIAL = `redis.call('TIME')
redis.call('SET', KEYS[1], 'x')
redis.call('GET', KEYS[1])
redis.call('PEXPIRE', KEYS[1], 1)
redis.call('PTTL', KEYS[1])
return 1`
