import { styleText } from 'node:util'
import { prioritized } from './journal.ts'

/** Characters that JSON leaves alone and a terminal or a reader may obey: DEL, C1, line separators, bidi controls. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

export function escapeUnsafe(line: string): string {
  return line.replaceAll(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const COLOURS = { debug: 'gray', info: 'green', warn: 'yellow', error: 'red' } as const
const SHOWN_ELSEWHERE = new Set(['level', 'time', 'program', 'pid', 'component', 'msg', 'err'])

type LogRecord = Readonly<Record<string, unknown>>

/** One JSON record as a line for a person: `15:01:00 warn  spool  sweep was slow  ms=812`. */
export function terminalLine(json: string, options: Readonly<{ colours: boolean }>): string {
  const record = JSON.parse(json) as LogRecord
  const time = textOf(record['time']).slice(11, 19)
  return lineOf([time, levelText(textOf(record['level']), options.colours), ...said(record)])
}

/** The same for systemd's journal, which notes the time itself: `<4>spool  sweep was slow  ms=812`. */
export function journalLine(json: string): string {
  const record = JSON.parse(json) as LogRecord
  return prioritized(textOf(record['level']), lineOf(said(record)))
}

function said(record: LogRecord): string[] {
  const fields = Object.entries(record).filter(([key]) => !SHOWN_ELSEWHERE.has(key))
  const facts = fields.map(([key, value]) => `${key}=${textOf(value)}`)
  const what = [textOf(record['component']), textOf(record['msg'])]
  return [...what, ...facts, ...errorText(record['err'])]
}

function lineOf(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('  ')}\n`
}

function levelText(level: string, colours: boolean): string {
  const padded = level.padEnd(5)
  const colour = COLOURS[level as keyof typeof COLOURS] ?? 'red'
  return colours ? styleText(colour, padded, { validateStream: false }) : padded
}

function errorText(err: unknown): string[] {
  if (typeof err !== 'object' || err === null) return []
  const { type, code, message, cause } = err as LogRecord
  const name = code === undefined ? textOf(type) : `${textOf(type)} ${textOf(code)}`
  return [`${name}: ${textOf(message)}`, ...errorText(cause).map((text) => `because ${text}`)]
}

function textOf(value: unknown): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return escapeUnsafe(text.replaceAll(/[\u0000-\u001f]/g, ' '))
}
