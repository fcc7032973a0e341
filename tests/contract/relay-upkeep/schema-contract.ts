import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CompiledQuery } from 'kysely'
import { parseSync } from 'oxc-parser'
import type { HomeDatabase } from '../../../relay/data/home-database.ts'
import {
  type LiveTable,
  liveTables,
  schemaProblems,
  typesText,
} from '../../../relay/data/live-schema.ts'
import { withSchemaInMemory } from '../../../relay/data/migration-state.ts'
import { TABLE_KEYS } from '../../../relay/data/table-keys.ts'
import type { OpenHome } from '../../support/temp-home.ts'

const TABLES_FILE = new URL('../../../relay/data/tables.ts', import.meta.url)

type Members = ReadonlyMap<string, string>
type Node = Readonly<Record<string, unknown>>

/** The types of an object type's members, by the text that declares them. */
function aliasesIn(source: string): ReadonlyMap<string, Members> {
  const { program } = parseSync('tables.ts', source)
  const aliases = new Map<string, Members>()
  for (const statement of program.body as unknown as Node[]) {
    const declared = (statement['declaration'] ?? statement) as Node
    if (declared['type'] !== 'TSTypeAliasDeclaration') continue
    aliases.set(nameOf(declared['id']), membersOf(declared['typeAnnotation'] as Node, source))
  }
  return aliases
}

function membersOf(literal: Node, source: string): Members {
  const members = (literal['members'] ?? []) as Node[]
  return new Map(
    members.map((member) => {
      const { start, end } = (member['typeAnnotation'] as Node)['typeAnnotation'] as {
        start: number
        end: number
      }
      return [nameOf(member['key']), source.slice(start, end)]
    }),
  )
}

function nameOf(id: unknown): string {
  return (id as { name: string }).name
}

/** As `relay/data/tables.ts` declares them. */
function declaredTables(): readonly LiveTable[] {
  const aliases = aliasesIn(readFileSync(TABLES_FILE, 'utf8'))
  return [...(aliases.get('Tables') ?? [])].map(([name, row]) => ({
    name,
    columns: [...(aliases.get(row) ?? [])].map(([column, type]) => ({
      name: column,
      type: type as LiveTable['columns'][number]['type'],
      isNullable: false,
    })),
  }))
}

/** The types in the code are those of the tables. */
export function schemaContract(engine: string, open: OpenHome): void {
  test(`${engine}: the types in the code are those of the live tables`, async () => {
    await using home = await open()
    await home.serve()
    const database = await home.database({ readOnly: true })
    const live = await database.snapshot(liveTables)
    assert.ok(live.length >= 15)
    assert.deepEqual(schemaProblems(live, declaredTables()), [])
    assert.deepEqual(schemaProblems(live, await withSchemaInMemory(liveTables)), [])
    const text = typesText(live)
    assert.match(
      text,
      /^export type Tables = \{\n {2}account_logs: \{\n {4}account_id: string\n {4}head_usn: number\n/,
    )
    assert.deepEqual(parseSync('live.ts', text).errors, [])
  })

  test(`${engine}: tables that were changed by hand are told, each by what is other`, async () => {
    await using home = await open()
    const sql = await home.serve()
    await sql[Symbol.asyncDispose]()
    const database = await home.database()
    await database.transact(async (db) => {
      await db.schema.alterTable('home').dropColumn('mark').execute()
      await db.schema.alterTable('home').addColumn('mark', 'integer').execute()
      await db.schema.alterTable('accounts').addColumn('shoe_size', 'integer').execute()
      await db.schema.alterTable('accounts').dropColumn('signature').execute()
    })
    assert.deepEqual(schemaProblems(await database.snapshot(liveTables), declaredTables()), [
      'accounts.signature is missing',
      'home.mark is number or null instead of string',
      'accounts.shoe_size is not of this version',
    ])
  })

  test(`${engine}: rows are paged by the keys that the tables have`, async () => {
    await using home = await open()
    await home.serve()
    const database = await home.database({ readOnly: true })
    for (const [table, keys] of Object.entries(TABLE_KEYS)) {
      assert.deepEqual(await keyOf(database, table), keys, table)
    }
  })
}

function keyOf(database: HomeDatabase, table: string): Promise<readonly string[]> {
  return database.snapshot(async (db) => {
    const statement =
      database.engine === 'sqlite'
        ? `select name from pragma_table_info('${table}') where pk > 0 order by pk`
        : `select column_name as name from information_schema.key_column_usage
           where table_schema = database() and table_name = '${table}' and constraint_name = 'PRIMARY' order by ordinal_position`
    const { rows } = await db.executeQuery<{ name: string }>(CompiledQuery.raw(statement))
    return rows.map(({ name }) => name)
  })
}
