/**
 * Visible, reversible escapes inside a name: `%XX` for UTF-16 units below 0x100, `%uXXXX` for the others. A `%` of the
 * name's own is escaped only where it would read as an escape, so `100%` and `my%20file` stay as they are.
 */

/** Illegal in names somewhere, or invisible, or able to turn the reading direction. */
const ILLEGAL =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}<>:"|?*\\]/u
/** A mark after an escape would compose with its last digit: NFC of the result must change nothing. */
const MARK = /\p{M}/u
const LITERAL = /^%(?:[0-9A-F]{2}|u[0-9A-F]{4})/
const ESCAPE = /%(?:[0-9A-F]{2}|u[0-9A-F]{4})/g

export function escapeIllegal(name: string): string {
  let escaped = ''
  let at = 0
  let isAfterEscape = false
  for (const character of name) {
    const isLiteral = readsAsEscape(LITERAL.exec(name.slice(at, at + 6))?.[0])
    isAfterEscape = ILLEGAL.test(character) || (isAfterEscape && MARK.test(character))
    escaped += isAfterEscape || isLiteral ? escapeOf(character) : character
    at += character.length
  }
  return escaped
}

export function restoreIllegal(name: string): string {
  return name.replaceAll(ESCAPE, (escape) => (readsAsEscape(escape) ? unitOf(escape) : escape))
}

export function escapeOf(character: string): string {
  return character.split('').map(escapeOfUnit).join('')
}

/** The unit that `%XX` or `%uXXXX` stands for. */
export function unitOf(escape: string): string {
  return String.fromCharCode(Number.parseInt(escape.replace(/^%u?/, ''), 16))
}

/** Is it one that `escapeIllegal` makes? Only those are undone. */
function readsAsEscape(escape: string | undefined): boolean {
  if (escape === undefined) return false
  const unit = unitOf(escape)
  return escapeOfUnit(unit) === escape && (unit === '%' || ILLEGAL.test(unit) || MARK.test(unit))
}

function escapeOfUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  const hex = code.toString(16).toUpperCase()
  return code < 0x100 ? `%${hex.padStart(2, '0')}` : `%u${hex.padStart(4, '0')}`
}
