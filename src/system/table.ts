import { stripVTControlCharacters } from 'node:util'

/** Columns padded to their widest cell, two spaces apart, nothing after the last. Cells must be safe text already. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => cellWidth(row[column]))))
  return all.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - cellWidth(cell)))
}

/** Terminal columns: wide characters (CJK, emoji) take two, combining marks, joiners and colours none. */
export function cellWidth(text: string | undefined): number {
  let width = 0
  for (const char of stripVTControlCharacters(text ?? '')) width += charWidth(char)
  return width
}

const JOINERS = new Set(['\u200c', '\u200d', '\ufe0f'])

function charWidth(char: string): number {
  if (/^[\p{Mn}\p{Me}]$/u.test(char) || JOINERS.has(char)) return 0
  return /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]$/u.test(
    char,
  )
    ? 2
    : 1
}

/** As much of the text as fits, with an ellipsis when something is left out. */
export function fit(text: string, width: number): string {
  if (cellWidth(text) <= width) return text
  let kept = ''
  let used = 1
  for (const char of text) {
    used += charWidth(char)
    if (used > width) break
    kept += char
  }
  return `${kept}…`
}
