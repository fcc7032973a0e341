import { posix } from 'node:path'
import type { Import, ModuleFacts } from './module-facts.ts'
import { EDGES, type Part, type Place, placeOf } from './place.ts'

/** Who may import whom: parts of our own, built-in modules of Node, packages. See src/README.md. */
type Rule = Readonly<{ parts: readonly Part[]; node: boolean; packages: (name: string) => boolean }>

const NONE = () => false
const LIBP2P = /^(libp2p|@libp2p\/.+|@chainsafe\/libp2p-.+)$/
const SQL_DRIVERS = /^(kysely|mysql2|node:sqlite)(\/|$)/
const isLibp2p = (name: string) => LIBP2P.test(name)
const isDriver = (name: string) => !isLibp2p(name)

const NOUNS = ['core', 'limits', 'entity'] as const
const TERMS = [...NOUNS, 'errors', 'ports'] as const
const DOMAIN = [...TERMS, 'domain'] as const

const RULES: Readonly<Record<Exclude<Part, 'generated'>, Rule>> = {
  core: { parts: ['core'], node: false, packages: NONE },
  entity: { parts: NOUNS, node: false, packages: NONE },
  limits: { parts: ['core', 'limits'], node: false, packages: NONE },
  errors: { parts: TERMS, node: false, packages: NONE },
  ports: { parts: TERMS, node: false, packages: NONE },
  domain: { parts: DOMAIN, node: false, packages: NONE },
  wire: {
    parts: [...NOUNS, 'errors', 'wire'],
    node: false,
    packages: (name) => name === 'protobufjs',
  },
  net: { parts: [...NOUNS, 'errors', 'net'], node: true, packages: () => true },
  system: { parts: [...TERMS, 'system'], node: true, packages: isDriver },
  data: { parts: [...DOMAIN, 'wire', 'net', 'data'], node: true, packages: isDriver },
  edge: { parts: [...DOMAIN, 'wire', 'net', 'edge'], node: false, packages: NONE },
  shell: { parts: [...TERMS, 'system', 'data', 'shell', 'root'], node: true, packages: isDriver },
  root: {
    parts: [...DOMAIN, 'wire', 'net', 'system', 'data', 'edge', 'shell', 'root'],
    node: true,
    packages: isDriver,
  },
  bin: { parts: ['system'], node: true, packages: NONE },
}

/** The only file that may import the generated code, and so the only one that need not be ours to read. */
const GENERATED_DOOR = 'src/wire/protobuf.ts'

/** @returns one sentence for each import that the rule forbids. */
export function forbiddenImports(module: ModuleFacts): string[] {
  const place = placeOf(module.path)
  if (place === undefined) return ['has no place in the layout: see tests/architecture/place.ts']
  if (place.part === 'generated') return []
  const rule = RULES[place.part]
  return module.imports.flatMap((each) => {
    const problem = problemOf(module.path, place, rule, each)
    return problem === undefined ? [] : [`line ${each.line}: ${problem}`]
  })
}

function problemOf(path: string, place: Place, rule: Rule, each: Import): string | undefined {
  const { specifier } = each
  if (specifier === undefined) {
    return path === 'src/system/launcher.js' ? undefined : 'imports a computed name'
  }
  if (SQL_DRIVERS.test(specifier) && place.part !== 'data') return `${specifier}: SQL is for data/`
  if (specifier.startsWith('node:')) {
    return rule.node ? undefined : `${place.part} imports ${specifier}`
  }
  if (!specifier.startsWith('.')) return packageProblem(place, rule, specifier)
  return relativeProblem(path, place, rule, each, specifier)
}

function packageProblem(place: Place, rule: Rule, specifier: string): string | undefined {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (rule.packages(name)) return undefined
  return isLibp2p(name) ? `${name}: libp2p is for src/net` : `${place.part} imports ${name}`
}

function relativeProblem(
  path: string,
  place: Place,
  rule: Rule,
  each: Import,
  specifier: string,
): string | undefined {
  const target = posix.join(posix.dirname(path), specifier)
  if (target === 'package.json' && rule.node) return undefined
  if (!/\.(ts|js)$/.test(specifier))
    return `${specifier}: a relative import names the file with .ts`
  const there = placeOf(target)
  if (there === undefined) return `imports ${target}, which has no place in the layout`
  if (there.part === 'generated') {
    return path === GENERATED_DOOR
      ? undefined
      : `generated code is imported through ${GENERATED_DOOR}`
  }
  if (there.program !== 'src' && there.program !== place.program) {
    return `${place.program} imports ${there.program}: ${target}`
  }
  if (!rule.parts.includes(there.part)) return `${place.part} imports ${there.part}: ${target}`
  return featureProblem(place, there, each, target)
}

/** Parts that belong to nobody in particular, so that crossing features means nothing. */
const COMMON: readonly Part[] = ['core', 'wire', 'net', 'system', 'entity', 'limits']
/** What only serves others: the store that the adapters of a program share, and the signing of peer cards. */
const SERVICES = new Set(['data', 'identity', ''])

const SAME_FEATURE: Readonly<Record<string, string>> = { spool: 'transfer' }
const featureOf = ({ feature }: Place): string => SAME_FEATURE[feature] ?? feature

/**
 * Feature to feature only entities and limits, or a port: the one who answers another feature's port imports its type. `node/transfer`
 * and `src/transfer` are one feature in two places, and `relay/spool` is a third: a peer that stores.
 */
function featureProblem(
  place: Place,
  there: Place,
  each: Import,
  target: string,
): string | undefined {
  if (featureOf(place) === featureOf(there) || SERVICES.has(there.feature)) return undefined
  if (COMMON.includes(there.part)) return undefined
  if (place.part === 'root' || place.part === 'shell' || EDGES.has(place.feature)) return undefined
  if (there.part === 'ports' && each.isTypeOnly) return undefined
  return `feature ${place.feature} imports ${there.part} of feature ${there.feature}: ${target}`
}
