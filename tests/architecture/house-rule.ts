import type { ModuleFacts } from './module-facts.ts'
import { placeOf } from './place.ts'

/** Longer files are read by nobody. */
export const MAX_LINES = 300

/** Files that may be longer, each with its reason. */
export const LONG_FILES: Readonly<Record<string, string>> = {}

/** Their meaning is "whatever did not fit elsewhere". */
const EMPTY_NAMES = /(^|[/-])(utils?|helpers?|common|misc|manager)(-|\.|\/)/
/** Parts that get time, randomness and the rest passed in. */
const PURE = new Set(['core', 'entity', 'limits', 'errors', 'ports', 'domain'])

/** @returns one sentence for each rule of the house, other than the import rule, that this file breaks. */
export function brokenHouseRules(module: ModuleFacts): string[] {
  const part = placeOf(module.path)?.part
  if (part === 'generated') return []
  const broken: string[] = []
  if (module.lines > MAX_LINES && LONG_FILES[module.path] === undefined) {
    broken.push(`has ${module.lines} lines; ${MAX_LINES} are the most`)
  }
  if (module.hasDefaultExport) broken.push('has a default export')
  if (module.isBarrel || module.path.endsWith('/index.ts')) broken.push('is a barrel')
  if (EMPTY_NAMES.test(module.path)) broken.push('has a name that says nothing')
  if (module.hasSql && part !== 'data') broken.push('holds SQL: that is for data/')
  if (part !== undefined && PURE.has(part) && module.machineUses.length > 0) {
    broken.push(`asks the machine: ${[...new Set(module.machineUses)].join(', ')}`)
  }
  return broken
}
