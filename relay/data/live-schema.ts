import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** As code sees it: what a column's type becomes on every engine. */
export type ColumnType = 'string' | 'number' | 'Uint8Array' | 'unknown'
export type LiveColumn = Readonly<{ name: string; type: ColumnType; isNullable: boolean }>
export type LiveTable = Readonly<{ name: string; columns: readonly LiveColumn[] }>

/** What belongs to migrations, not to the home. */
const OWN_TABLES = ['migration_lease']

/** The tables that are there, in order of name. */
export async function liveTables(db: Kysely<Tables>): Promise<readonly LiveTable[]> {
  const tables = await db.introspection.getTables()
  return tables
    .filter(({ name }) => !OWN_TABLES.includes(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => ({
        name: column.name,
        type: typeOf(column.dataType),
        isNullable: column.isNullable,
      })),
    }))
}

function typeOf(dataType: string): ColumnType {
  if (/char|text/i.test(dataType)) return 'string'
  if (/int/i.test(dataType)) return 'number'
  return /blob/i.test(dataType) ? 'Uint8Array' : 'unknown'
}

/** As TypeScript: one type, as relay/data/tables.ts has it in parts. */
export function typesText(tables: readonly LiveTable[]): string {
  const lines = tables.flatMap(({ name, columns }) => [
    `  ${name}: {`,
    ...columns.map(
      (column) => `    ${column.name}: ${column.type}${column.isNullable ? ' | null' : ''}`,
    ),
    '  }',
  ])
  return ['export type Tables = {', ...lines, '}'].join('\n')
}

/** Where these tables are other than they should be, a sentence each. */
export function schemaProblems(
  live: readonly LiveTable[],
  wanted: readonly LiveTable[],
): readonly string[] {
  const [is, should] = [columnsOf(live), columnsOf(wanted)]
  const problems = [...should].flatMap(([column, text]) => {
    const found = is.get(column)
    if (found === undefined) return [`${column} is missing`]
    return found === text ? [] : [`${column} is ${found} instead of ${text}`]
  })
  const unknown = [...is.keys()].filter((column) => !should.has(column))
  return [...problems, ...unknown.map((column) => `${column} is not of this version`)]
}

function columnsOf(tables: readonly LiveTable[]): ReadonlyMap<string, string> {
  const all = tables.flatMap(({ name, columns }) =>
    columns.map((column) => {
      const text = `${column.type}${column.isNullable ? ' or null' : ''}`
      return [`${name}.${column.name}`, text] as const
    }),
  )
  return new Map(all)
}
