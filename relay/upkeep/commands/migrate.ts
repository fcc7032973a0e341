import { table } from '../../../src/system/table.ts'
import type { RelayConfig } from '../../config.ts'
import { plannedMigrations } from '../../data/migration-sql.ts'
import { lostWith, type MigrationState, migrationStates } from '../../data/migration-state.ts'
import {
  appliedMigrations,
  canBeUndone,
  migrate as migrateUp,
  undoLast,
} from '../../data/migrate.ts'
import type { HomeDatabase } from '../../data/home-database.ts'
import type { Command, Given, Outcome } from '../command.ts'
import { UpkeepError } from '../errors.ts'
import { holdFolder, openToRead, openToWrite, placeOf } from '../standing-home.ts'

export const migrate: Command = {
  ...{ args: 'status | up | down <migration> | dry-run', needs: 1, takes: 2 },
  help: 'bring the tables up to date, or back; the relay itself does the first at its start',
  options: { 'yes-lose-data': 'down: also when rows or values are lost with it' },
  more: [
    '  status              each migration, and when it was applied; one that was cut off is named',
    '  up                  those that are missing; of several at once, also of relays that start, one does it',
    '  dry-run             prints the SQL that up would run, and runs nothing',
    '  down <migration>    undoes the last one, which must be named, while no relay runs. Make a backup first. The relay',
    '                      of this version does it again at its start: go back to the older version after it',
  ],
  run: (given) => {
    const [what = '', name] = given.args
    const act = ACTS[what]
    if (
      act === undefined ||
      !Object.hasOwn(ACTS, what) ||
      (name === undefined) !== (what !== 'down')
    ) {
      throw new UpkeepError(
        'usage',
        `usage: relay migrate ${migrate.args}; see: relay migrate --help`,
      )
    }
    return act(given)
  },
}

const ACTS: Readonly<Record<string, (given: Given) => Promise<Outcome>>> = {
  status,
  up,
  down,
  'dry-run': dryRun,
}

async function status({ config }: Given): Promise<Outcome> {
  await using database = await openToRead(config)
  const migrations = await database.snapshot(migrationStates)
  const isWell = migrations.every(({ half }) => half === undefined)
  const rows = migrations.map((each) => [each.name, each.appliedAt ?? 'not yet', halfText(each)])
  return { json: { isWell, migrations }, lines: table(['MIGRATION', 'APPLIED', ''], rows), isWell }
}

function halfText({ name, appliedAt, half }: MigrationState): string {
  if (half === undefined) return ''
  const { there, missing } = half
  return appliedAt === undefined
    ? `cut off: ${there.join(', ')} is there, ${missing.join(', ') || 'its record'} is not; relay migrate up finishes it`
    : `half undone: ${missing.join(', ')} is missing; relay migrate down ${name} finishes it, or restore a backup`
}

async function dryRun({ config }: Given): Promise<Outcome> {
  await using database = await openToRead(config)
  const migrations = await plannedMigrations(database)
  const lines = migrations.flatMap(({ name, statements }) => [
    `-- ${name}`,
    ...statements.map((statement) => `${statement};`),
  ])
  const nothing = ['-- nothing to do: the tables are up to date']
  return { json: { migrations }, lines: lines.length === 0 ? nothing : lines }
}

async function up({ config }: Given): Promise<Outcome> {
  using _held = await holdForUp(config)
  await using database = await openToWrite(placeOf(config))
  const applied = await database.migrating((db) => migrateUp(db))
  const lines = applied.map((name) => `${name} is applied`)
  return { json: { applied }, lines: lines.length === 0 ? ['the tables are up to date'] : lines }
}

/** A file is its one relay's; on a server the lease decides. A home that is not there yet is the relay's to begin. */
async function holdForUp(config: RelayConfig): Promise<Disposable | undefined> {
  if (config.database !== undefined) return undefined
  await (await openToRead(config))[Symbol.asyncDispose]()
  return holdFolder(config)
}

async function down({ config, args, options }: Given): Promise<Outcome> {
  const name = args[1] ?? ''
  await (await openToRead(config))[Symbol.asyncDispose]()
  using _held = holdFolder(config)
  await using database = await openToWrite(placeOf(config))
  await checkAlone(database)
  await database.migrating(async (db) => {
    const last = (await appliedMigrations(db)).at(-1)?.name
    if (name !== last)
      throw refused(`the last migration is ${last ?? 'none'}: only that can be undone`)
    if (!canBeUndone(name))
      throw refused(`${name} cannot be undone: restore a backup from before it`)
    const lost = options['yes-lose-data'] === true ? [] : await lostWith(db, name)
    if (lost.length > 0) {
      throw refused(`${lost.join(', ')} would be lost: make a backup, then add --yes-lose-data`)
    }
    await undoLast(db)
  })
  return {
    json: { undone: name },
    lines: [`${name} is undone; a relay of this version applies it again`],
  }
}

/** @throws UpkeepError refused */
async function checkAlone(database: HomeDatabase): Promise<void> {
  const others = await database.otherConnections()
  if (others.length === 0) return
  throw refused(
    `others are connected to this database (${[...new Set(others)].join(', ')}): stop every relay of this home`,
  )
}

function refused(message: string): UpkeepError {
  return new UpkeepError('refused', message)
}
