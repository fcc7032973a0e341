import { safeJson } from '../../src/system/safe-text.ts'
import { EXIT, type Failure, failureOf, tellFailure } from '../config/failure.ts'
import { loadConfig } from '../config.ts'
import { RedisError } from '../data/redis-error.ts'
import { parseUpkeepLine, upkeepHelp } from './command-line.ts'
import { COMMANDS } from './commands.ts'
import { UpkeepError } from './errors.ts'

/** `relay backup …` and its like, which main.ts starts. Exit codes: see the help text. */

const OWN_EXIT = { ...EXIT, refused: 6, unsound: 7 } as const

const [NAME = '', ...ARGS] = process.argv.slice(2)
// Whatever this process makes is for its own user alone.
process.umask(0o077)
// Its reader may go away; what was begun is done all the same.
process.stdout.on('error', () => undefined)

try {
  await run()
} catch (err) {
  process.exitCode = tellFailure(failure(err), { isJson: ARGS.includes('--json') })
}

async function run(): Promise<void> {
  const command = COMMANDS[NAME]
  if (command === undefined) throw new Error(`${NAME}: unknown command`)
  const line = parseUpkeepLine(NAME, command, ARGS)
  if (line.isHelp) return void process.stdout.write(upkeepHelp(NAME, command))
  const flags = line.data === undefined ? {} : { data: line.data }
  const config = loadConfig({ flags, env: process.env, file: line.file })
  const { json, lines, isWell = true } = await command.run({ ...line, config, nowMs: Date.now() })
  process.stdout.write(line.json ? `${safeJson(json)}\n` : `${lines.join('\n')}\n`)
  if (!isWell) process.exitCode = OWN_EXIT.unsound
}

function failure(err: unknown): Failure {
  if (err instanceof UpkeepError) {
    return { code: err.code, exit: OWN_EXIT[err.code], message: err.message }
  }
  if (err instanceof RedisError) {
    return { code: err.code, exit: EXIT.usage, message: err.message }
  }
  return failureOf(err)
}
