import { withSchemaInMemory } from '../../data/migration-state.ts'
import { liveTables, schemaProblems, typesText } from '../../data/live-schema.ts'
import type { Command } from '../command.ts'
import { openToRead } from '../standing-home.ts'

export const importSchema: Command = {
  ...{ args: '', needs: 0, takes: 0 },
  help: 'the tables of the live database as TypeScript types',
  options: { check: 'say where they are other than this version makes them, instead' },
  more: [
    'For who changes the relay, and for who wonders whether somebody changed the tables by hand. The code’s own types are',
    'relay/data/tables.ts; a test compares them with what the migrations make on each engine.',
  ],
  async run({ config, options }) {
    await using database = await openToRead(config)
    const live = await database.snapshot(liveTables)
    if (options.check !== true) return { json: { tables: live }, lines: [typesText(live)] }
    const problems = schemaProblems(live, await withSchemaInMemory(liveTables))
    const isWell = problems.length === 0
    const lines = isWell
      ? ['the tables are as this version makes them']
      : [
          ...problems,
          'see relay migrate status; what somebody changed by hand must be changed back',
        ]
    return { json: { isWell, problems }, lines, isWell }
  },
}
