import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { bench } from './commands/bench.ts'
import { doctor } from './commands/doctor.ts'
import { importSchema } from './commands/import-schema.ts'
import { migrate } from './commands/migrate.ts'
import { restore } from './commands/restore.ts'
import { verify } from './commands/verify.ts'

/** By what an operator types after `relay`. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  backup,
  restore,
  verify,
  migrate,
  doctor,
  'import-schema': importSchema,
  bench,
}
