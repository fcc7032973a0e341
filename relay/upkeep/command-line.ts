import { parseArgs } from 'node:util'
import type { Command, UpkeepOptions } from './command.ts'
import { UpkeepError } from './errors.ts'

export type UpkeepLine = Readonly<{
  isHelp: boolean
  args: readonly string[]
  options: UpkeepOptions
  json: boolean
  data: string | undefined
  file: string | undefined
}>

const OPTIONS = {
  'with-secrets': { type: 'boolean' },
  'yes-lose-data': { type: 'boolean' },
  check: { type: 'boolean' },
  seconds: { type: 'string' },
} as const

/** @throws UpkeepError usage, that names what was not understood. */
export function parseUpkeepLine(
  name: string,
  command: Command,
  args: readonly string[],
): UpkeepLine {
  const { values, positionals } = parsed(name, args)
  const { help = false, json = false, data, config: file, ...options } = values
  const line = { isHelp: help, args: positionals, options, json, data, file }
  if (help) return line
  if (positionals.length < command.needs || positionals.length > command.takes) {
    throw usage(`usage: relay ${name} ${command.args}`.trimEnd(), name)
  }
  for (const option of Object.keys(options)) {
    const isTaken = Object.hasOwn(command.options ?? {}, option)
    if (!isTaken) throw usage(`--${option}: is not for relay ${name}`, name)
  }
  return line
}

export function upkeepHelp(name: string, command: Command): string {
  const options = Object.entries(command.options ?? {}).map(
    ([option, text]) => `  ${`--${option}${valueOf(option)}`.padEnd(20)}${text}`,
  )
  return [
    `relay ${name}: ${command.help}`,
    '',
    `usage: relay ${name} ${command.args}`.trimEnd(),
    '',
    ...options,
    '  --data <folder>     of the relay, when it is not where it is by itself',
    '  --config <file>     of the relay: folder and database may stand there',
    '  --json              one JSON document; an error is one on stderr',
    '',
    ...command.more,
    '',
    'exit codes: 0 done, and well · 1 failed · 2 the command or the configuration is wrong · 3 the data folder cannot be used',
    '            5 the database cannot be used · 6 refused as things are: nothing was changed · 7 something is not well',
    '',
  ].join('\n')
}

function valueOf(option: string): string {
  return OPTIONS[option as keyof typeof OPTIONS].type === 'string' ? ' <n>' : ''
}

function parsed(name: string, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...OPTIONS,
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        config: { type: 'string' },
      },
    })
  } catch (cause) {
    throw usage((cause as Error).message, name, { cause })
  }
}

function usage(message: string, name: string, options?: ErrorOptions): UpkeepError {
  return new UpkeepError('usage', `${message}; see: relay ${name} --help`, options)
}
