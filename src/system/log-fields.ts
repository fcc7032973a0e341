import type { LogFields } from '../core/logger.ts'

/**
 * The second net under the rule "never content, keys or tokens": what slipped into a field is taken out by its name, and
 * everything is bounded, because a log line may hold what a peer chose.
 */

/** A word of a field's name that means a secret or content. Numbers and flags under such names are facts and stay. */
const SECRET_WORDS = new Set(
  (
    'password passwords passphrase secret secrets token tokens key keys seed body bodies text texts content plaintext ' +
    'invite invites ticket tickets note remark signature authorization cookie credential credentials'
  ).split(' '),
)
/** A place on a disk under such a name is taken out; `path: 'direct'` stays. */
const PLACE_WORDS = new Set('path paths file files folder folders directory cwd'.split(' '))
const REDACTED = '[redacted]'

/** One text value in a record: enough for an address or a sentence, too little for a document. */
const MAX_TEXT_CHARS = 1_024
/** A stack of some twenty frames. */
const MAX_STACK_CHARS = 4_096
/** Nesting of fields, and of causes: a cycle ends here. */
const MAX_DEPTH = 4
/** Items of a list or fields of an object. */
const MAX_ITEMS = 32

export function cleanFields(fields: LogFields): Record<string, unknown> {
  return cleanObject(fields, 0)
}

function cleanObject(object: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(object)
  const clean: Record<string, unknown> = {}
  for (const [key, value] of entries.slice(0, MAX_ITEMS)) clean[key] = cleanField(key, value, depth)
  if (entries.length > MAX_ITEMS) clean['…'] = entries.length - MAX_ITEMS
  return clean
}

function cleanField(key: string, value: unknown, depth: number): unknown {
  if (value instanceof Error) return cleanError(value, depth)
  const words = wordsOf(key)
  if (words.some((word) => SECRET_WORDS.has(word)) && mayHoldSecret(value)) return REDACTED
  if (words.some((word) => PLACE_WORDS.has(word)) && mayHoldPlace(value)) return '[path]'
  return cleanValue(value, depth)
}

function wordsOf(key: string): string[] {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}

function mayHoldSecret(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

function mayHoldPlace(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mayHoldPlace)
  return typeof value === 'string' && /[/\\]/.test(value)
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return bounded(value, MAX_TEXT_CHARS)
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return cleanError(value, depth)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth >= MAX_DEPTH) return '[deep]'
  if (Array.isArray(value)) return cleanList(value, depth)
  if (isPlain(value)) return cleanObject(value, depth + 1)
  return bounded(nameOf(value), MAX_TEXT_CHARS)
}

/** Addresses and ids of libraries say what they are by toString; any other object says only its class. */
function nameOf(value: object): string {
  try {
    // oxlint-disable-next-line typescript/no-base-to-string
    return String(value)
  } catch {
    return '[object]'
  }
}

function cleanList(list: readonly unknown[], depth: number): unknown[] {
  const clean = list.slice(0, MAX_ITEMS).map((item) => cleanValue(item, depth + 1))
  return list.length > MAX_ITEMS ? [...clean, `… ${list.length - MAX_ITEMS} more`] : clean
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Type, code, message and stack, then the same of what caused it. */
function cleanError(err: Error, depth: number): Record<string, unknown> {
  const { code } = err as Error & { code?: unknown }
  const paths = pathsOf(err)
  const hide = (text: string, maxChars: number) => bounded(withoutPaths(text, paths), maxChars)
  const clean: Record<string, unknown> = {
    type: err.name,
    message: hide(err.message, MAX_TEXT_CHARS),
  }
  if (typeof code === 'string' || typeof code === 'number') clean['code'] = code
  if (err.stack !== undefined) clean['stack'] = hide(frames(err.stack), MAX_STACK_CHARS)
  if (err.cause !== undefined) clean['cause'] = cleanCause(err.cause, depth)
  if (err instanceof AggregateError) clean['errors'] = cleanCause(err.errors, depth)
  return clean
}

function cleanCause(cause: unknown, depth: number): unknown {
  return depth >= MAX_DEPTH ? '[deep]' : cleanValue(cause, depth + 1)
}

/** File system errors carry the path they failed on; texts, also of the errors they cause, repeat it. */
function pathsOf(err: unknown, depth = 0): string[] {
  if (!(err instanceof Error) || depth >= MAX_DEPTH) return []
  const { path, dest } = err as Error & { path?: unknown; dest?: unknown }
  const own = [path, dest].filter((each) => typeof each === 'string' && each.length > 1)
  return [...(own as string[]), ...pathsOf(err.cause, depth + 1)]
}

function withoutPaths(text: string, paths: readonly string[]): string {
  return paths.reduce((rest, path) => rest.replaceAll(path, '[path]'), text)
}

/** The frames alone: the message stands beside them. Where the program is installed says nothing. */
function frames(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return lines.map((line) => line.trim().replace(INSTALLED, '')).join('\n')
}

const INSTALLED = new URL('../../', import.meta.url).href

function bounded(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars)}… ${text.length} characters`
}
