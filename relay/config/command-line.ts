import { parseArgs } from 'node:util'
import { ConfigError } from './config-error.ts'
import { SETTING_TEXTS } from './settings.ts'

export type CommandLine = Readonly<{
  command: 'serve' | 'config' | 'help' | 'version'
  json: boolean
  /** By `--config`. */
  file: string | undefined
  /** Settings, by flag name. */
  flags: Readonly<Record<string, string | readonly string[]>>
}>

const FLAGGED = SETTING_TEXTS.filter((setting) => setting.flag !== undefined)

/** @throws ConfigError that names what was not understood */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parsed(args)
  const { help, version, json, config, ...flags } = values
  const command = positionals[0] ?? 'serve'
  if (positionals.length > 1 || !['serve', 'config', 'help'].includes(command)) {
    const unknown = positionals.length > 1 ? positionals[1] : command
    const known =
      'serve (the default), config; and, before all options, admin, backup, restore, verify, migrate, doctor, import-schema, bench'
    throw new ConfigError(`${unknown}: unknown command; known: ${known}`)
  }
  return {
    command:
      help === true ? 'help' : version === true ? 'version' : (command as 'serve' | 'config'),
    json: json === true,
    file: config as string | undefined,
    flags: flags as CommandLine['flags'],
  }
}

export function helpText(): string {
  const flags = FLAGGED.map((setting) =>
    line(`--${setting.flag} ${setting.help[0]}`, setting.help[1]),
  )
  return [
    'relay: a home for friends: accounts, presence and messages between their nodes',
    '',
    'usage: relay [serve] [options]     run until stopped; the first start makes the home',
    '       relay config [options]      print the configuration in force, as YAML',
    '       relay admin <what> …        accounts, devices and invites of a relay that runs; see: relay admin --help',
    '       relay backup <folder>       the whole home, while it serves; see: relay backup --help',
    '       relay restore <backup>      into an empty folder or database',
    '       relay verify [<backup>]     check a backup, or the data of the home',
    '       relay doctor                what is wrong, and what to do',
    '       relay migrate <what>        the tables of its database: status, up, down, dry-run',
    '       relay import-schema         those tables as types; with --check, whether they are as they should be',
    '       relay bench                 what its disk and database can do',
    '',
    ...flags,
    line('--config <file>', 'YAML file (relay.yaml in the data folder, when there is one)'),
    line('--json', 'print one JSON line when ready instead of lines for people'),
    line('--help, --version', ''),
    '',
    'Each setting may stand in the file (logLevel: debug), in the environment (RELAY_LOG_LEVEL=debug) or be a flag',
    '(--log-level debug); flags win over the environment, the environment over the file. Rate limits: see relay config.',
    'A MySQL or MariaDB database instead of SQLite: database.url in the file, or RELAY_DATABASE_URL.',
    'Passwords are never flags: RELAY_REDIS_PASSWORD and RELAY_SPOOL_S3_SECRET_KEY, or redis.password and',
    'spool.s3.secretKey in the file.',
    '',
    'exit codes: 0 stopped by a signal, everything written · 1 failed · 2 the configuration is wrong',
    '            3 the data folder cannot be used · 4 cannot listen there · 5 the database server cannot be used',
    '            130, 143 ended at once by a second signal',
    '',
  ].join('\n')
}

function parsed(args: readonly string[]) {
  const settings = FLAGGED.map((setting) => [
    setting.flag,
    { type: 'string' as const, multiple: setting.kind === 'list' },
  ])
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
        json: { type: 'boolean' },
        config: { type: 'string' },
        ...(Object.fromEntries(settings) as Record<string, { type: 'string'; multiple: boolean }>),
      },
    }) as { values: Record<string, unknown>; positionals: string[] }
  } catch (cause) {
    throw new ConfigError((cause as Error).message, { cause })
  }
}

function line(flag: string, text: string): string {
  return `  ${flag.padEnd(26)}${text}`.trimEnd()
}
