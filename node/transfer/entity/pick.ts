import type { Pick } from '../../control/entity/queue-nouns.ts'

/**
 * Is this entry of a folder among the chosen ones? `path` is inside the folder, with `/`.
 * `*` and `?` stand for anything but `/`, `**` for anything at all. A pattern without `/` is a name at any depth; one that
 * fits a folder takes all that is in it.
 */
export function isPicked({ only, except }: Pick, path: string): boolean {
  const isNamed = (pattern: string) => fitsEntry(pattern, path)
  return (only.length === 0 || only.some(isNamed)) && !except.some(isNamed)
}

function fitsEntry(pattern: string, path: string): boolean {
  const clean = pattern.replace(/^\.?\//, '').replace(/\/$/, '')
  const parts = path.split('/')
  const isPath = clean.includes('/')
  return parts.some((part, at) => fits(clean, isPath ? parts.slice(0, at + 1).join('/') : part))
}

/** Follows all ways at once, so its time is the product of both lengths for any pattern. */
function fits(pattern: string, text: string): boolean {
  const tokens = pattern.match(/\*\*\/|\*\*|[^]/gu) ?? []
  const chars = Array.from(text)
  let reached: ReadonlySet<number> = new Set([0])
  for (const token of tokens) {
    reached = new Set([...reached].flatMap((at) => [...after(token, chars, at)]))
  }
  return reached.has(chars.length)
}

/** Where the text may go on once this token has taken its part from `at`. */
function* after(token: string, chars: readonly string[], at: number): Iterable<number> {
  switch (token) {
    case '*':
    case '**':
      yield at
      for (let end = at; end < chars.length; end += 1) {
        if (token === '*' && chars[end] === '/') return
        yield end + 1
      }
      return
    // Any number of folders, none included.
    case '**/':
      yield at
      for (let end = at; end < chars.length; end += 1) if (chars[end] === '/') yield end + 1
      return
    case '?':
      if (at < chars.length && chars[at] !== '/') yield at + 1
      return
    default:
      if (chars[at] === token) yield at + 1
  }
}
