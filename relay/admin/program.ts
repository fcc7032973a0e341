import { once } from 'node:events'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { safeJson } from '../../src/system/safe-text.ts'
import { AdminRefusal, type AdminRefusalCode } from '../accounts/entity/admin-refusal.ts'
import { EXIT, type Failure, failureOf, tellFailure } from '../config/failure.ts'
import { loadConfig } from '../config.ts'
import { adminHelp, parseAdminLine } from './command-line.ts'
import { COMMANDS } from './commands.ts'
import { AdminClient } from './data/admin-client.ts'
import { ADMIN_SOCKET } from './entity/admin-calls.ts'
import { AdminLineError } from './errors.ts'
import { AdminUsage } from './usage.ts'

/** `relay admin …`, which main.ts starts. Exit codes: see the help text. */

const OWN_EXIT = { access: 3, relay: 5, refused: 6, unknown: 7 } as const
const UNKNOWN: readonly AdminRefusalCode[] = [
  'unknown-account',
  'unknown-device',
  'unknown-invite',
  'unknown-report',
]
const LINE_EXIT = {
  'no-relay': OWN_EXIT.relay,
  'no-access': OWN_EXIT.access,
  failed: EXIT.failed,
} as const

const ARGS = process.argv.slice(3)
// Its reader may go away; what was asked of the relay is done all the same.
process.stdout.on('error', () => undefined)

try {
  await run()
} catch (err) {
  process.exitCode = tellFailure(failure(err), { isJson: ARGS.includes('--json') })
}

async function run(): Promise<void> {
  const line = parseAdminLine(ARGS)
  const command = line.command === undefined ? undefined : COMMANDS[line.command]
  if (command === undefined) return void process.stdout.write(adminHelp())
  const flags = line.data === undefined ? {} : { data: line.data }
  const { data } = loadConfig({ flags, env: process.env, file: line.file })
  const client = new AdminClient({ path: join(data, ADMIN_SOCKET), by: whoAsks() })
  const result = await command.run({ ...line, client, nowMs: Date.now() })
  if ('stream' in result) return await printAll(result.stream)
  const { json, lines } = result
  process.stdout.write(line.json ? `${safeJson(json)}\n` : `${lines.join('\n')}\n`)
}

/** At the pace of whoever reads. */
async function printAll(lines: AsyncIterable<object>): Promise<void> {
  for await (const line of lines) {
    if (!process.stdout.write(`${safeJson(line)}\n`)) await once(process.stdout, 'drain')
  }
}

/** The user of the operating system, and who they were before sudo. */
function whoAsks(): string {
  const user = userName()
  const before = process.env['SUDO_USER']
  const whole = before === undefined || before === '' ? user : `${before} as ${user}`
  return whole.slice(0, 64).toWellFormed()
}

/** A user of a container may have no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}

function failure(err: unknown): Failure {
  const message = err instanceof Error ? err.message : String(err)
  if (err instanceof AdminUsage) return { code: 'usage', exit: EXIT.usage, message }
  if (err instanceof AdminLineError) return { code: err.code, exit: LINE_EXIT[err.code], message }
  if (err instanceof AdminRefusal) {
    const exit = UNKNOWN.includes(err.code) ? OWN_EXIT.unknown : OWN_EXIT.refused
    return { code: err.code, exit, message }
  }
  return failureOf(err)
}
