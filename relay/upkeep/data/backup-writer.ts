import { createHash } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { flushFolderSync } from '../../data/flush-folder.ts'
import type { HomeDatabase } from '../../data/home-database.ts'
import { appliedMigrations, checkKnown } from '../../data/migrate.ts'
import type { Tx } from '../../data/sql.ts'
import { TABLE_NAMES, type TableName } from '../../data/table-keys.ts'
import { pagesOf } from '../../data/table-pages.ts'
import {
  BACKUP_FORMAT,
  type BackupPart,
  type Manifest,
  MANIFEST_FILE,
  partFile,
  SECRET_FILES,
  SECRETS_FOLDER,
  type SecretFile,
} from '../entity/manifest.ts'
import { UpkeepError } from '../errors.ts'
import { lineOf } from './row-lines.ts'

/**
 * Not in a backup: events, since a restored home begins its logs anew and every node takes a snapshot; and the marks of the home,
 * which the manifest has.
 */
export const BACKED_UP = TABLE_NAMES.filter((table) => table !== 'events' && table !== 'home')

export type BackupSource = Readonly<{
  database: HomeDatabase
  home: Manifest['home']
  program: string
  nowMs: number
  /** Undefined: they stay out of it. */
  secrets: Readonly<Record<SecretFile, Uint8Array>> | undefined
}>

/**
 * One snapshot of the whole home, streamed into `folder`, which must not be there. It gets that name when everything is on the disk:
 * whatever ends this before leaves a folder with another name and without a manifest. @throws UpkeepError refused, StoreError.
 */
export async function writeBackup(source: BackupSource, folder: string): Promise<Manifest> {
  if (existsSync(folder)) {
    throw new UpkeepError('refused', `${folder} is there already: name a folder that is not`)
  }
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  try {
    if (source.secrets !== undefined) writeSecrets(source.secrets, join(partial, SECRETS_FOLDER))
    const manifest = await source.database.snapshot((tx) => writeParts(source, tx, partial))
    writeDurably(join(partial, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`)
    flushFolderSync(partial)
    renameSync(partial, folder)
    flushFolderSync(dirname(folder))
    return manifest
  } catch (err) {
    rmSync(partial, { recursive: true, force: true })
    throw err
  }
}

type Snapshot = Parameters<Parameters<HomeDatabase['snapshot']>[0]>[0]

async function writeParts(source: BackupSource, tx: Snapshot, folder: string): Promise<Manifest> {
  const migrations = (await appliedMigrations(tx)).map(({ name }) => name)
  checkKnown(migrations)
  const there = new Set((await tx.introspection.getTables()).map(({ name }) => name))
  const parts: BackupPart[] = []
  for (const table of BACKED_UP.filter((name) => there.has(name))) {
    parts.push(await writePart(tx, table, folder))
  }
  return {
    format: BACKUP_FORMAT,
    program: source.program,
    madeMs: source.nowMs,
    engine: source.database.engine,
    migrations,
    home: source.home,
    parts,
    secrets: source.secrets !== undefined,
  }
}

async function writePart(tx: Tx, table: TableName, folder: string): Promise<BackupPart> {
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  async function* lines() {
    for await (const page of pagesOf(tx, table)) {
      rows += page.length
      yield Buffer.from(page.map(lineOf).join(''))
    }
  }
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  const file = createWriteStream(join(folder, partFile({ table })), {
    flags: 'wx',
    mode: 0o600,
    flush: true,
  })
  await pipeline(lines, createZstdCompress(), counted, file)
  return { table, rows, bytes, sha256: hash.digest('hex') }
}

function writeSecrets(secrets: NonNullable<BackupSource['secrets']>, folder: string): void {
  mkdirSync(folder, { mode: 0o700 })
  for (const name of SECRET_FILES) writeDurably(join(folder, name), secrets[name])
  flushFolderSync(folder)
}

function writeDurably(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content, { flag: 'wx', mode: 0o600, flush: true })
}
