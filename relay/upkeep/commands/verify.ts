import { resolve } from 'node:path'
import { safeText } from '../../../src/system/safe-text.ts'
import type { Command, Outcome } from '../command.ts'
import { type Backup, openBackup, partProblem } from '../data/backup-reader.ts'
import { checkPromises, type Verdict } from '../data/promises.ts'
import { UpkeepError } from '../errors.ts'
import { openToRead } from '../standing-home.ts'

export const verify: Command = {
  ...{ args: '[<backup>]', needs: 0, takes: 1 },
  help: 'check a backup; or, without one, the data of the home, while the relay serves',
  more: [
    'Of a backup: the digest and the rows of each part. Of a home, in one moment of it: that the messages of each',
    'conversation and the events of each account have no gap, that what is counted is there, and that nothing refers to',
    'what is not. It reads everything: an hour is much, and chat goes on meanwhile.',
  ],
  async run({ config, args }) {
    if (args[0] !== undefined) return verifyBackup(openBackup(resolve(args[0])))
    await using database = await openToRead(config)
    return verdictOutcome(await database.snapshot((tx) => checkPromises(tx)))
  },
}

async function verifyBackup(backup: Backup): Promise<Outcome> {
  const problems = await problemsOf(backup)
  const { folder, manifest } = backup
  const made = new Date(manifest.madeMs).toISOString()
  const lines = [
    ...problems,
    `${folder}: ${manifest.parts.length} parts, made on ${made} by ${manifest.program}`,
  ]
  const isWell = problems.length === 0
  lines.push(isWell ? 'it is whole' : 'it is damaged: make another, and look at the disk')
  return { json: { isWell, folder, problems, manifest }, lines, isWell }
}

/** @throws UpkeepError unsound */
export async function checkWholeBackup(backup: Backup): Promise<void> {
  const [first] = await problemsOf(backup)
  if (first !== undefined) throw new UpkeepError('unsound', `${backup.folder} is damaged: ${first}`)
}

async function problemsOf(backup: Backup): Promise<readonly string[]> {
  const problems: string[] = []
  for (const part of backup.manifest.parts) {
    const problem = await partProblem(backup, part)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

function verdictOutcome({ problems, more }: Verdict): Outcome {
  const isWell = problems.length === 0
  const told = problems.map(({ table, id, what }) => `${table} ${safeText(id)}: ${what}`)
  const lines = [
    ...told,
    ...(more === 0 ? [] : [`and ${more} more`]),
    isWell
      ? 'the data keeps its promises: no gap, nothing that refers to nothing'
      : 'this should never be: keep a backup as it is now, look at the disk and the log of the database, and tell the makers',
  ]
  return { json: { isWell, problems, more }, lines, isWell }
}
