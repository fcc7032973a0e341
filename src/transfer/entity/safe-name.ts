import { MAX_NAME_BYTES, MAX_NAME_NUMBER } from '../limits.ts'
import { escapeIllegal, escapeOf, restoreIllegal, unitOf } from './name-escape.ts'

/**
 * A name that a peer wrote, as a name that this disk may carry: the same on every operating system.
 *
 *   refused   what tries to be another place: a path, `..`, a drive, a share, NUL, nothing
 *   mapped    what is merely illegal or deceiving somewhere: each such character becomes %XX or %uXXXX, visibly and
 *             reversibly (`originalName`); what is too long is cut before its extension
 *
 * Always in Unicode NFC. Names that some file system holds for equal have one `collisionKey`.
 */
export type SafeName = string & { readonly __brand: 'SafeName' }

export type NameRefusal = 'empty' | 'path' | 'dots' | 'drive' | 'nul'

export type NameResult =
  | Readonly<{ kind: 'safe'; name: SafeName; isMapped: boolean }>
  | Readonly<{ kind: 'refused'; why: NameRefusal }>

/** Names of devices on Windows, with any extension. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
const DEVICE_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i
/** A longer one is no extension but a part of the name. */
const MAX_EXTENSION_BYTES = 32
/** Escaping the first and the last character adds two bytes each. */
const ENDS_BYTES = 4

export function safeName(offered: string): NameResult {
  const name = offered.normalize('NFC')
  const why = refusalOf(name)
  if (why !== undefined) return { kind: 'refused', why }
  const legal = legalName(name)
  return { kind: 'safe', name: legal as SafeName, isMapped: legal !== name }
}

/** The name before mapping, in NFC; of a name that was cut, what is left of it. */
export function originalName(name: SafeName): string {
  return restoreIllegal(restoreLast(restoreFirst(name)))
}

/** `name (1).ext`: the name that is tried when those before are taken. `number` 0 is the name itself. */
export function numberedName(name: SafeName, number: number): SafeName {
  if (number === 0) return name
  if (number > MAX_NAME_NUMBER) throw new RangeError('no more numbers')
  const suffix = ` (${number})`
  const { stem, extension } = parts(name)
  const room = MAX_NAME_BYTES - utf8Bytes(suffix) - utf8Bytes(extension)
  return `${cut(stem, room)}${suffix}${extension}` as SafeName
}

/** Equal for names that a file system which folds case or Unicode could take for the same. */
export function collisionKey(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}

function refusalOf(name: string): NameRefusal | undefined {
  if (name.includes('\0')) return 'nul'
  if (/^[a-z]:/i.test(name)) return 'drive'
  if (name.trim() === '') return 'empty'
  if (name.includes('/') || name.startsWith('\\')) return 'path'
  if (name.split('\\').some((part) => /^[. ]+$/.test(part))) return 'dots'
  return undefined
}

/** Windows drops dots and spaces at the end, so two names would be one. */
function escapeLast(name: string): string {
  const last = name.slice(-1)
  if (last === ' ' || last === '.') return name.slice(0, -1) + escapeOf(last)
  return restoreLast(name) === name ? name : escapePercent(name, name.length - 3)
}

function restoreLast(name: string): string {
  return name.replace(/%(?:20|2E)$/, unitOf)
}

/** `CON` becomes `%43ON`. */
function escapeFirst(name: string): string {
  if (DEVICE_NAME.test(name)) return escapeOf(name.slice(0, 1)) + name.slice(1)
  return restoreFirst(name) === name ? name : escapePercent(name, 0)
}

function restoreFirst(name: string): string {
  const restored = name.replace(/^%[4-7][0-9A-F]/, unitOf)
  return DEVICE_NAME.test(restored) ? restored : name
}

function escapePercent(name: string, at: number): string {
  return `${name.slice(0, at)}${escapeOf('%')}${name.slice(at + 1)}`
}

/** Cut before the ends are looked at: what is left may be illegal where the whole was not. */
function legalName(name: string): string {
  const legal = escapeIllegal(name)
  const whole = escapeFirst(escapeLast(legal))
  if (utf8Bytes(whole) <= MAX_NAME_BYTES) return whole
  const { stem, extension } = parts(legal)
  const room = MAX_NAME_BYTES - ENDS_BYTES - utf8Bytes(extension)
  return escapeFirst(escapeLast(cut(stem, room) + extension))
}

/** The extension with its dot; none for `.profile` or `notes`. */
function parts(name: string): Readonly<{ stem: string; extension: string }> {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot) : ''
  const isExtension = utf8Bytes(extension) <= MAX_EXTENSION_BYTES
  return isExtension
    ? { stem: name.slice(0, name.length - extension.length), extension }
    : { stem: name, extension: '' }
}

/** As many whole characters as fit. */
function cut(text: string, maxBytes: number): string {
  let bytes = 0
  let end = 0
  for (const character of text) {
    bytes += utf8Bytes(character)
    if (bytes > maxBytes) break
    end += character.length
  }
  return text.slice(0, end)
}

const encoder = new TextEncoder()

function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}
