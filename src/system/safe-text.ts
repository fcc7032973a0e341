/**
 * Text of others is shown as text: what a terminal would obey (controls, C1, DEL) or what reorders and hides (bidi
 * controls, zero-width, tags, private use, lone surrogates) is shown by its number. The joiners of emoji and of Persian stay.
 */
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]/gu

export function safeText(text: string): string {
  return text.replaceAll(UNSAFE, escaped)
}

/** Several lines: each safe in itself, line breaks kept. */
export function safeLines(text: string): readonly string[] {
  return text.split(/\r\n|\n/).map(safeText)
}

/** JSON that is the same value, and harmless when it ends on a terminal. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(UNSAFE, (char) =>
    Array.from({ length: char.length }, (_, at) => unit(char.charCodeAt(at))).join(''),
  )
}

function escaped(char: string): string {
  if (char === '\t') return '  '
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}
