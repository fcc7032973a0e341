import { safeJson, safeText } from '../../src/system/safe-text.ts'
import { ConfigError } from '../config/config-error.ts'
import { loadConfig } from '../config.ts'
import { RedisError } from '../data/redis-error.ts'
import { StoreError } from '../data/store-error.ts'
import { FolderError } from '../folder/folder-error.ts'
import { parseUpkeepLine, upkeepHelp } from './command-line.ts'
import { COMMANDS } from './commands.ts'
import { UpkeepError } from './errors.ts'

/** `relay backup …` and its like, which main.ts starts. Exit codes: see the help text. */

const EXIT = { failed: 1, usage: 2, folder: 3, database: 5, refused: 6, unsound: 7 } as const

const [NAME = '', ...ARGS] = process.argv.slice(2)
// Whatever this process makes is for its own user alone.
process.umask(0o077)
// Its reader may go away; what was begun is done all the same.
process.stdout.on('error', () => undefined)

try {
  await run()
} catch (err) {
  process.exitCode = fail(err)
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
  if (!isWell) process.exitCode = EXIT.unsound
}

function fail(err: unknown): number {
  const { code, exit } = noOf(err)
  const message = err instanceof Error ? err.message : String(err)
  const isJson = ARGS.includes('--json')
  const text = isJson ? safeJson({ error: { code, message } }) : `relay: ${safeText(message)}`
  process.stderr.write(`${text}\n`)
  return exit
}

function noOf(err: unknown): Readonly<{ code: string; exit: number }> {
  if (err instanceof UpkeepError) return { code: err.code, exit: EXIT[err.code] }
  if (err instanceof ConfigError) return { code: 'config', exit: EXIT.usage }
  if (err instanceof RedisError) return { code: err.code, exit: EXIT.usage }
  if (err instanceof FolderError) return { code: 'folder', exit: EXIT.folder }
  if (err instanceof StoreError) return { code: err.code, exit: EXIT.database }
  return { code: 'failed', exit: EXIT.failed }
}
