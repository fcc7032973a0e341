import { posix } from 'node:path'

/**
 * What of a folder is not offered, as people write it:
 *   *.log          names, wherever they lie
 *   /build  a/b    paths from the folder
 *   target/        folders only, with all that is in them
 * `*` and `?` stand for what is within a name, and do not begin one with a dot; `**` for folders. Source: Node's matchesGlob.
 */
export type Excluded = (path: readonly string[], isFolder: boolean) => boolean

export function exclusions(patterns: readonly string[]): Excluded {
  const rules = patterns.map(ruleOf)
  return (path, isFolder) => rules.some((rule) => rule(path, isFolder))
}

function ruleOf(pattern: string): Excluded {
  const foldersOnly = pattern.endsWith('/')
  const bare = foldersOnly ? pattern.slice(0, -1) : pattern
  const matches = bare.includes('/') ? pathRule(bare.replace(/^\//, '')) : nameRule(bare)
  return (path, isFolder) => (isFolder || !foldersOnly) && matches(path)
}

function nameRule(glob: string): (path: readonly string[]) => boolean {
  return (path) => posix.matchesGlob(path.at(-1) ?? '', glob)
}

function pathRule(glob: string): (path: readonly string[]) => boolean {
  return (path) => posix.matchesGlob(path.join('/'), glob)
}
