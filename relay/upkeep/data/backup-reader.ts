import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { ShapeError } from '../../../src/core/shape.ts'
import type { Row } from '../../data/table-pages.ts'
import {
  type BackupPart,
  type Manifest,
  MANIFEST_FILE,
  manifest,
  partFile,
  SECRETS_FOLDER,
  type SecretFile,
} from '../entity/manifest.ts'
import { UpkeepError } from '../errors.ts'
import { MAX_MANIFEST_BYTES } from '../limits.ts'
import { rowOf } from './row-lines.ts'

/** A whole backup, as its manifest has it; whether its parts are so is another question (`partProblem`). */
export type Backup = Readonly<{ folder: string; manifest: Manifest }>

/** @throws UpkeepError unsound, when it is none. */
export function openBackup(folder: string): Backup {
  const file = join(folder, MANIFEST_FILE)
  let text: string
  try {
    if (statSync(file).size > MAX_MANIFEST_BYTES) throw new Error('too large')
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    const why = `${folder} is no backup: it has no ${MANIFEST_FILE}, which is written last; one that was cut off must be made again`
    throw new UpkeepError('unsound', why, { cause })
  }
  try {
    return { folder, manifest: manifest.check(JSON.parse(text), '') }
  } catch (cause) {
    const where = cause instanceof ShapeError ? ` (${cause.message})` : ''
    throw new UpkeepError('unsound', `${file} is damaged, or of a newer relay${where}`, { cause })
  }
}

/** Its rows, one by one, as they stand there. @throws UpkeepError unsound */
export async function* rowsOf({ folder }: Backup, part: BackupPart): AsyncGenerator<Row> {
  try {
    for await (const line of linesIn(join(folder, partFile(part)))) yield rowOf(line)
  } catch (cause) {
    throw new UpkeepError('unsound', `${partFile(part)} cannot be read`, { cause })
  }
}

async function* linesIn(path: string): AsyncGenerator<string> {
  const plain = createZstdDecompress()
  const reading = pipeline(createReadStream(path), plain)
  // What fails here fails the loop as well.
  reading.catch(() => undefined)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') throw new Error('its last line is cut off')
}

/** What is wrong with this part; undefined when it is as it was written. */
export async function partProblem(backup: Backup, part: BackupPart): Promise<string | undefined> {
  const file = partFile(part)
  try {
    const { bytes, sha256 } = await measured(join(backup.folder, file))
    if (bytes !== part.bytes) return `${file} has ${bytes} bytes instead of ${part.bytes}`
    if (sha256 !== part.sha256) return `${file} was changed since: its SHA-256 is another`
    let rows = 0
    for await (const _row of rowsOf(backup, part)) rows++
    return rows === part.rows ? undefined : `${file} has ${rows} rows instead of ${part.rows}`
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return `${file} is missing`
    return `${file} cannot be read (${(err as Error).message})`
  }
}

/** @throws UpkeepError unsound when it is not there. */
export function secretIn({ folder }: Backup, name: SecretFile): Uint8Array {
  try {
    return new Uint8Array(readFileSync(join(folder, SECRETS_FOLDER, name)))
  } catch (cause) {
    throw new UpkeepError('unsound', `${SECRETS_FOLDER}/${name} is missing in ${folder}`, { cause })
  }
}

async function measured(path: string): Promise<Readonly<{ bytes: number; sha256: string }>> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}
