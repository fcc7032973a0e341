import { parseArgs } from 'node:util'
import { type AdminOptions, COMMANDS } from './commands.ts'
import { AdminUsage } from './usage.ts'

export type AdminLine = Readonly<{
  /** A name of COMMANDS; undefined: the help. */
  command: string | undefined
  args: readonly string[]
  options: AdminOptions
  json: boolean
  data: string | undefined
  file: string | undefined
}>

/** @throws AdminUsage that names what was not understood. */
export function parseAdminLine(args: readonly string[]): AdminLine {
  const { values, positionals } = parsed(args)
  const { json = false, data, config: file, uses, days, yes } = values
  const [name, ...rest] = positionals
  const line = { args: rest, options: { uses, days, yes }, json, data, file }
  if (values.help === true || name === undefined || name === 'help') {
    return { ...line, command: undefined }
  }
  const command = COMMANDS[name]
  if (command === undefined || !Object.hasOwn(COMMANDS, name)) {
    throw new AdminUsage(`${name}: unknown; known: ${Object.keys(COMMANDS).join(', ')}`)
  }
  if (rest.length < command.needs || rest.length > command.takes) {
    throw new AdminUsage(`usage: relay admin ${name} ${command.args}`.trimEnd())
  }
  for (const option of ['uses', 'days', 'yes'] as const) {
    const isTaken = command.options?.includes(option) ?? false
    if (values[option] !== undefined && !isTaken) {
      throw new AdminUsage(`--${option}: is not for relay admin ${name}`)
    }
  }
  return { ...line, command: name }
}

const HELP_COLUMN = 35

export function adminHelp(): string {
  const lines = Object.entries(COMMANDS).map(([name, { args, help }]) => {
    const what = `${name} ${args}`.trimEnd()
    // What is too long for the column has a line of its own.
    return what.length < HELP_COLUMN
      ? `  ${what.padEnd(HELP_COLUMN)}${help}`
      : `  ${what}\n  ${' '.repeat(HELP_COLUMN)}${help}`
  })
  return [
    'relay admin: accounts, devices, invites and reports of the relay that runs on this machine',
    '',
    'usage: relay admin <what> [options]',
    '',
    ...lines,
    '',
    '  --data <folder>                    of the relay, when it is not where it is by itself',
    '  --config <file>                    of the relay: the folder may stand there',
    '  --json                             one JSON document; an error is one on stderr',
    '',
    'It asks through admin.sock in the data folder, which only the relay’s own user (and root) can open. Every act may be',
    'repeated. What is changed, or was refused, stands in logs/audit.log.',
    '',
    'exit codes: 0 done · 1 failed · 2 the command is wrong · 3 the data folder belongs to another user',
    '            5 no relay runs there · 6 the relay refused · 7 no such account, device, invite or report',
    '',
  ].join('\n')
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        config: { type: 'string' },
        uses: { type: 'string' },
        days: { type: 'string' },
        yes: { type: 'boolean' },
      },
    })
  } catch (cause) {
    throw new AdminUsage((cause as Error).message, { cause })
  }
}
