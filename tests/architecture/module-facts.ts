import { parseSync, Visitor } from 'oxc-parser'

/** What the rules ask of one source file. */
export type ModuleFacts = Readonly<{
  /** From the root, with `/`. */
  path: string
  lines: number
  imports: readonly Import[]
  hasDefaultExport: boolean
  /** `export * from`, or nothing but `export … from` of several modules. */
  isBarrel: boolean
  hasSql: boolean
  /** Uses of the machine's own time, randomness, timers and process. */
  machineUses: readonly string[]
}>

/** @property specifier undefined where the name of the module is computed. */
export type Import = Readonly<{ specifier: string | undefined; isTypeOnly: boolean; line: number }>

const SQL =
  /\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|(CREATE|ALTER|DROP)\s+TABLE)\s/s
const MACHINE_CALLS = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'require',
])
const MACHINE_MEMBERS = new Set([
  ...['Date.now', 'Math.random', 'performance.now'],
  ...['crypto.randomUUID', 'crypto.getRandomValues', 'crypto.subtle'],
])
const MACHINE_OBJECTS = new Set(['process', 'console'])

export function readModule(path: string, source: string): ModuleFacts {
  const { program, errors } = parseSync(path, source, { sourceType: 'module' })
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`)
  const imports: Import[] = []
  const machineUses: string[] = []
  let hasSql = false
  const lineOf = (at: number) => source.slice(0, at).split('\n').length
  const note = (node: { start: number }, specifier: string | undefined, isTypeOnly: boolean) =>
    imports.push({ specifier, isTypeOnly, line: lineOf(node.start) })

  new Visitor({
    ImportDeclaration: (node) => note(node, node.source.value, isTypeImport(node)),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) note(node, node.source.value, node.exportKind === 'type')
    },
    ExportAllDeclaration: (node) => note(node, node.source.value, node.exportKind === 'type'),
    ImportExpression: (node) => note(node, textOf(node.source), false),
    TSImportType: (node) => note(node, node.source.value, true),
    Literal: (node) => {
      if (typeof node.value === 'string') hasSql ||= SQL.test(`${node.value} `)
    },
    TemplateElement: (node) => {
      hasSql ||= SQL.test(`${node.value.raw} `)
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && MACHINE_CALLS.has(node.callee.name)) {
        machineUses.push(node.callee.name)
      }
    },
    NewExpression: (node) => {
      const { callee } = node
      if (callee.type === 'Identifier' && callee.name === 'Date' && node.arguments.length === 0) {
        machineUses.push('new Date()')
      }
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier') return
      const { name } = node.object
      const member = node.property.type === 'Identifier' ? `${name}.${node.property.name}` : name
      if (MACHINE_OBJECTS.has(name) || MACHINE_MEMBERS.has(member)) machineUses.push(member)
    },
  }).visit(program)

  const { body } = program
  return {
    path,
    lines: source.split('\n').length - (source.endsWith('\n') ? 1 : 0),
    imports,
    hasDefaultExport: body.some((node) => node.type === 'ExportDefaultDeclaration'),
    isBarrel: isBarrel(body),
    hasSql,
    machineUses,
  }
}

type Statement = ReturnType<typeof parseSync>['program']['body'][number]
type ImportDeclaration = Extract<Statement, { type: 'ImportDeclaration' }>

function isTypeImport(node: ImportDeclaration): boolean {
  if (node.importKind === 'type') return true
  const { specifiers } = node
  return (
    specifiers.length > 0 &&
    specifiers.every((each) => each.type === 'ImportSpecifier' && each.importKind === 'type')
  )
}

function textOf(node: { type: string; value?: unknown }): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

function isBarrel(body: readonly Statement[]): boolean {
  if (body.some((node) => node.type === 'ExportAllDeclaration' && node.exported === null))
    return true
  const reexports = body.filter((node) => node.type === 'ExportNamedDeclaration' && node.source)
  return reexports.length > 1 && reexports.length === body.length
}
