import { existsSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RelayConfig } from '../../config.ts'
import type { DatabasePlace } from '../../data/home-database.ts'
import { flushFolderSync } from '../../data/flush-folder.ts'
import { showMysqlUrl } from '../../data/mysql-address.ts'
import { checkPlace } from '../../folder/data/data-place.ts'
import { DATABASE_FILE, ELSEWHERE_FILE } from '../../folder/data/home-folder.ts'
import { marksOfSecrets } from '../../folder/data/home-secrets.ts'
import { openPrivateFolder } from '../../folder/data/private-folder.ts'
import { readSecret, writeSecret } from '../../folder/data/secret-file.ts'
import type { Command } from '../command.ts'
import { type Backup, openBackup, secretIn } from '../data/backup-reader.ts'
import { restoreRows } from '../data/restore-rows.ts'
import { type Manifest, SECRET_FILES } from '../entity/manifest.ts'
import { UpkeepError } from '../errors.ts'
import { holdFolder, openToWrite, placeOf } from '../standing-home.ts'
import { checkWholeBackup } from './verify.ts'

export const restore: Command = {
  ...{ args: '<backup>', needs: 1, takes: 1 },
  help: 'put a backup into an empty folder, or an empty database, while no relay runs',
  more: [
    'Where it goes is the configuration: relay.sqlite in the data folder (--data), or the database of database.url. Data',
    'that is there already is never touched: name an empty folder or database, or move the file away. The folder must have',
    '`key` and `opaque` of the home, if the backup was made without them.',
    '',
    'Every digest is checked before anything is written. A restore that is cut off leaves nothing that a relay would take',
    'for a home: begin again. Sessions begin anew, and every node takes a snapshot; what was sent or changed after the',
    'backup is not at this home any more: see relay/OPERATORS.md, “Restoring”.',
  ],
  async run({ config, args }) {
    const backup = openBackup(resolve(args[0] ?? ''))
    openPrivateFolder(config.data)
    using _held = holdFolder(config)
    checkTarget(config)
    const missing = missingSecrets(config, backup)
    await checkWholeBackup(backup)
    await (config.database === undefined
      ? restoreIntoFile(config, backup)
      : restoreInto(placeOf(config), backup))
    for (const [name, bytes] of missing) writeSecret(join(config.data, name), bytes)
    return { json: summary(config, backup.manifest), lines: restoredLines(config, backup.manifest) }
  },
}

/** @throws FolderError, UpkeepError refused, when the home of this folder has data elsewhere, or here. */
function checkTarget({ data, database }: RelayConfig): void {
  const file = join(data, DATABASE_FILE)
  const files = { database: file, elsewhere: join(data, ELSEWHERE_FILE) }
  checkPlace(files, database && showMysqlUrl(database))
  if (database !== undefined || !existsSync(file)) return
  throw new UpkeepError(
    'refused',
    `${file} is there already: restore into another folder (--data), or move it away: mv '${file}' '${file}.old'`,
  )
}

/** Those of the backup that the folder lacks. @throws UpkeepError refused unless the folder is, or becomes, that of this home. */
function missingSecrets(
  { data }: RelayConfig,
  backup: Backup,
): readonly (readonly [string, Uint8Array])[] {
  const all = SECRET_FILES.map((name) => {
    const kept = readSecret(join(data, name))
    if (kept === undefined && !backup.manifest.secrets) {
      const path = join(data, name)
      throw new UpkeepError(
        'refused',
        `${path} is missing and the backup was made without it: copy \`key\` and \`opaque\` of the home there first (mode 0600)`,
      )
    }
    return { name, bytes: kept ?? secretIn(backup, name), isMissing: kept === undefined }
  })
  const [key, opaque] = all.map(({ bytes }) => bytes)
  const marks = marksOfSecrets({ key: key ?? NOTHING, opaque: opaque ?? NOTHING })
  for (const name of SECRET_FILES) {
    if (marks[name] === backup.manifest.home[name]) continue
    throw new UpkeepError(
      'refused',
      `\`${name}\` in ${data} is not the one of the home that was backed up: restore into another folder (--data)`,
    )
  }
  return all.filter(({ isMissing }) => isMissing).map(({ name, bytes }) => [name, bytes])
}

const NOTHING = new Uint8Array()

/** It gets its name when everything is in it. */
async function restoreIntoFile({ data }: RelayConfig, backup: Backup): Promise<void> {
  const file = join(data, DATABASE_FILE)
  const beside = `${file}.restoring`
  for (const end of ['', '-wal', '-shm']) rmSync(`${beside}${end}`, { force: true })
  await restoreInto({ file: beside }, backup)
  renameSync(beside, file)
  flushFolderSync(data)
}

async function restoreInto(place: DatabasePlace, backup: Backup): Promise<void> {
  await using database = await openToWrite(place)
  await restoreRows(database, backup)
}

function summary(config: RelayConfig, manifest: Manifest) {
  return {
    data: config.data,
    home: manifest.home.key,
    madeMs: manifest.madeMs,
    rows: rowsOf(manifest),
  }
}

function rowsOf({ parts }: Manifest): number {
  return parts.reduce((sum, part) => sum + part.rows, 0)
}

function restoredLines(config: RelayConfig, manifest: Manifest): readonly string[] {
  const into =
    config.database === undefined ? join(config.data, DATABASE_FILE) : showMysqlUrl(config.database)
  return [
    `${rowsOf(manifest)} rows are restored into ${into}`,
    `the home is as it was on ${new Date(manifest.madeMs).toISOString()}; start the relay`,
  ]
}
