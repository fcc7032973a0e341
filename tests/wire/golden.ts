import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Golden = Readonly<Record<string, string>>

/**
 * Golden bytes, by name, as hex: how each message was first written. Missing entries are added when HOMING_WRITE_GOLDEN=1;
 * an entry that is there is never changed.
 */
export function golden(file: string, made: ReadonlyMap<string, Uint8Array>): Golden {
  const path = join(import.meta.dirname, 'golden', `${file}.json`)
  const known = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>)
    : {}
  if (process.env['HOMING_WRITE_GOLDEN'] !== '1') return known
  for (const [name, bytes] of made) known[name] ??= bytes.toHex()
  writeFileSync(path, `${JSON.stringify(known, null, 2)}\n`)
  return known
}
