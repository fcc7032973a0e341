import type { Row } from '../../data/table-pages.ts'

/** A row as a line of JSON. Bytes are `{"base64": …}`; all else is a number or text on every engine. */
export function lineOf(row: Row): string {
  const entries = Object.entries(row).map(([column, value]) => [
    column,
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  ])
  return `${JSON.stringify(Object.fromEntries(entries))}\n`
}

/** @throws Error for anything that `lineOf` did not write. */
export function rowOf(line: string): Row {
  const parsed: unknown = JSON.parse(line)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw notARow()
  return Object.fromEntries(
    Object.entries(parsed).map(([column, value]) => [column, valueOf(value)]),
  )
}

function valueOf(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return value
  const { base64 } = (value ?? {}) as { base64?: unknown }
  if (typeof base64 !== 'string') throw notARow()
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

function notARow(): Error {
  return new Error('not a row of a backup')
}
