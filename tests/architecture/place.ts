/** Where a file stands in the layout: which program, which feature, which part of it. */
export type Place = Readonly<{ program: Program; feature: string; part: Part }>

export type Program = 'src' | 'node' | 'relay'

/**
 * `limits` are numbers, so that an entity can be checked against them; `edge` is decode, one call, encode; `shell` is what a person or an
 * operator types into: command line, configuration; `root` puts a program together; `bin` starts it.
 */
export type Part =
  | 'core'
  | 'entity'
  | 'limits'
  | 'errors'
  | 'ports'
  | 'domain'
  | 'wire'
  | 'generated'
  | 'net'
  | 'system'
  | 'data'
  | 'edge'
  | 'shell'
  | 'root'
  | 'bin'

/** Folders of src that are one part each, not features with layers. */
const SHARED: Readonly<Record<string, Part>> = {
  core: 'core',
  system: 'system',
  wire: 'wire',
  net: 'net',
}
const LAYERS: Readonly<Record<string, Part>> = { entity: 'entity', domain: 'domain', data: 'data' }
const SHELLS = new Set(['cli', 'config', 'admin', 'upkeep', 'ui'])
/** Of these, features with layers and a command line: their terms are terms. */
const LAYERED_SHELLS = new Set(['admin', 'upkeep'])
const SHELL_FILES = new Set(['config.ts', 'version.ts'])
/** Features that are nothing but the edge of their whole program. */
export const EDGES: ReadonlySet<string> = new Set(['edge'])
const ROOT_FILES = new Set([
  'main.ts',
  'program.ts',
  'app.ts',
  'operator.ts',
  'administration.ts',
  'hints.ts',
  'bucket.ts',
  'foundation.ts',
  'truth.ts',
  'open-history.ts',
  'open-spool.ts',
  'open-blobs.ts',
  'open-profiles.ts',
  'systemd.ts',
  'daemon.ts',
  'network.ts',
])

/** @returns undefined for a file that has no place in the layout. */
export function placeOf(path: string): Place | undefined {
  const [program, ...rest] = path.split('/')
  if (program !== 'src' && program !== 'node' && program !== 'relay') return undefined
  const name = rest.at(-1) ?? ''
  const folders = rest.slice(0, -1)
  const part = partOf(program, folders, name)
  return part === undefined ? undefined : { program, feature: folders[0] ?? '', part }
}

function partOf(program: Program, folders: readonly string[], name: string): Part | undefined {
  const first = folders[0]
  if (first === 'bin') return 'bin'
  if (program === 'src' && first === 'wire' && folders[1] === 'generated') return 'generated'
  const layer = folders.map((folder) => LAYERS[folder]).find((each) => each !== undefined)
  if (layer !== undefined) return layer
  if (program === 'src' && first !== undefined && SHARED[first] !== undefined) return SHARED[first]
  const term = termOf(name)
  const isShell = program !== 'src' && first !== undefined && SHELLS.has(first)
  if (isShell) return LAYERED_SHELLS.has(first) ? (term ?? 'shell') : 'shell'
  if (program !== 'src' && first === undefined && SHELL_FILES.has(name)) return 'shell'
  if (term !== undefined) return term
  if (program !== 'src' && first === undefined) return ROOT_FILES.has(name) ? 'root' : undefined
  if (name === 'handler.ts' || (first !== undefined && EDGES.has(first))) return 'edge'
  return undefined
}

function termOf(name: string): Part | undefined {
  if (/(^|-)ports\.ts$/.test(name)) return 'ports'
  if (/(^|-)limits\.ts$/.test(name)) return 'limits'
  if (/(^|-)(errors?|refusal)\.ts$/.test(name)) return 'errors'
  return undefined
}
