import { choice, count, flag, list, type Of, record, text } from '../../../src/core/shape.ts'

/** What a backup says of itself. Grows by optional fields; what older relays could not read gets another name. */
export const BACKUP_FORMAT = 'homing-backup/1'
/** Written last: without it a folder is no backup. */
export const MANIFEST_FILE = 'manifest.json'
/** In the folder of a backup that was made with them. */
export const SECRETS_FOLDER = 'secrets'
export const SECRET_FILES = ['key', 'opaque'] as const
export type SecretFile = (typeof SECRET_FILES)[number]

/** Tables and migrations: far above what there is. */
const MAX_PARTS = 200

const name = text({
  min: 1,
  max: 64,
  pattern: /^[a-z0-9_-]+$/,
  allowed: 'a name of a-z, 0-9, - and _',
})
const digest = text({ min: 64, max: 64, pattern: /^[0-9a-f]+$/, allowed: 'a SHA-256 in hex' })

/** All rows of one table, in order of its key: a line of JSON each, compressed with zstd. */
const part = record({ table: name, rows: count(), bytes: count(), sha256: digest })
export type BackupPart = Of<typeof part>

export const manifest = record({
  format: choice(BACKUP_FORMAT),
  /** Who made it, such as `relay/0.1.0`. */
  program: text({ min: 1, max: 64 }),
  /** When its snapshot was taken, milliseconds since 1970. */
  madeMs: count(),
  /** From which kind of database; it fits into any. */
  engine: choice('sqlite', 'mysql'),
  /** The tables are as these left them. */
  migrations: list(name, { max: MAX_PARTS }),
  /** Whose home it is: marks of its secrets, as in the table `home`. */
  home: record({ key: text({ min: 1, max: 64 }), opaque: digest }),
  parts: list(part, { max: MAX_PARTS }),
  /** Whether key and secrets lie in it. */
  secrets: flag,
})
export type Manifest = Of<typeof manifest>

export function partFile({ table }: Pick<BackupPart, 'table'>): string {
  return `${table}.jsonl.zst`
}
