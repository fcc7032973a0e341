import { Background } from '../src/core/background.ts'
import { NetError } from '../src/net/errors.ts'
import { systemClock } from '../src/system/clock.ts'
import { type Relay, startRelay } from './app.ts'
import { type CommandLine, helpText, parseCommandLine } from './config/command-line.ts'
import { ConfigError } from './config/config-error.ts'
import { EXIT, type Failure, failureOf, tellFailure } from './config/failure.ts'
import { configText } from './config/config-text.ts'
import { type ConfigSources, loadConfig } from './config.ts'
import { RedisError } from './data/redis-error.ts'
import { S3Error } from './data/s3-error.ts'
import { StoreError } from './data/store-error.ts'
import { keepAlive, tellSystemd } from './systemd.ts'
import { PROGRAM, PROGRAM_VERSION } from './version.ts'

/** What main.ts starts. Exit codes: see the help text. */

const OWN_EXIT = { listen: 4 } as const
const ARGS = process.argv.slice(2)
/** The database is on a server: what is wrong with it is not the data folder's fault. */
let isOnServer = false
/** A terminal that is closed ends what runs in it; a service is told by SIGHUP to read its configuration again. */
const IN_TERMINAL = process.stdout.isTTY === true
const STOPPING_SIGNALS = { SIGINT: 130, SIGTERM: 143, ...(IN_TERMINAL && { SIGHUP: 129 }) }

// Whatever this process makes is for its own user alone.
process.umask(0o077)
// The reader of our output may go away; that is no reason to stop serving.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined)

try {
  await run(parseCommandLine(ARGS))
} catch (err) {
  process.exitCode = tellFailure(failure(err), { isJson: ARGS.includes('--json') })
}

async function run(line: CommandLine): Promise<void> {
  if (line.command === 'help') return print(helpText())
  if (line.command === 'version') return print(`${PROGRAM_VERSION}\n`)
  const sources = { flags: line.flags, env: process.env, file: line.file }
  const config = loadConfig(sources)
  isOnServer = config.database !== undefined
  if (line.command === 'config') return print(configText(config))
  let serving: Relay | undefined
  if (!IN_TERMINAL) process.on('SIGHUP', () => serving && reload(serving, sources))
  // Before anybody can know that it runs.
  const stopped = stopSignal()
  await using relay = await startRelay(config)
  surviveRejections(relay)
  serving = relay
  print(line.json ? `${JSON.stringify(readyFacts(relay))}\n` : readyLines(relay, config.data))
  await underSystemd(relay, stopped)
}

/** systemd, if it is what runs us, knows from when to when the relay serves, and meanwhile that it lives. */
async function underSystemd(relay: Relay, stopped: Promise<void>): Promise<void> {
  const { home, log } = relay
  await using background = new Background({ log })
  await tellSystemd({ log }, 'READY=1', `STATUS=serves the home ${home}`)
  background.run('watchdog', (signal) => keepAlive({ log, clock: systemClock }, { signal }))
  await stopped
  await tellSystemd({ log }, 'STOPPING=1', 'STATUS=tells nodes when to come back')
}

/** A wrong configuration changes nothing. */
function reload(relay: Relay, sources: ConfigSources): void {
  try {
    const waiting = relay.reload(loadConfig(sources))
    relay.log.info({ waiting }, 'configuration was read again')
  } catch (err) {
    // An error's own text is cut by what it was thrown for; this one is for the operator, whole.
    const fields = err instanceof ConfigError ? { why: err.message } : { err }
    relay.log.error(fields, 'configuration could not be read again: nothing changed')
  }
}

/** A promise that nobody awaited is a fault to mend, not a reason to leave every node alone. What is thrown ends the process. */
function surviveRejections({ log }: Relay): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'a rejection was not handled'))
  process.on('uncaughtExceptionMonitor', (err) =>
    log.error({ err }, 'an exception ended the relay'),
  )
}

/** The first signal resolves; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false
    for (const [signal, code] of Object.entries(STOPPING_SIGNALS)) {
      process.on(signal, () => {
        if (stopping) process.exit(code)
        stopping = true
        resolve()
      })
    }
  })
}

function readyFacts(relay: Relay) {
  const { home, device, addresses, invite, operatorAddress } = relay
  const facts = { ready: true, program: PROGRAM, home, device, addresses, invite: invite ?? null }
  return operatorAddress === undefined ? facts : { ...facts, operator: operatorAddress }
}

/** Stable: scripts read the words at the beginning of each line. */
function readyLines(relay: Relay, data: string): string {
  const far = relay.addresses.find((address) => !/^\/ip[46]\/(127\.|::1\/)/.test(address))
  const first = far ?? relay.addresses[0] ?? '<address>'
  const invite = relay.invite === undefined ? '' : ` --invite ${relay.invite}`
  return [
    `home ${relay.home}`,
    ...relay.addresses.map((address) => `address ${address}`),
    ...(relay.invite === undefined ? [] : [`invite ${relay.invite}`]),
    `data ${data}`,
    ...(relay.operatorAddress === undefined ? [] : [`operator ${relay.operatorAddress}`]),
    `register with: homing register <name> --home ${first}${invite}`,
    'ready',
    '',
  ].join('\n')
}

function failure(err: unknown): Failure {
  const known = failureOf(err)
  const { message } = known
  if (err instanceof RedisError || err instanceof S3Error) {
    return { code: err.code, exit: EXIT.usage, message }
  }
  if (err instanceof NetError) {
    const isOurs = err.code === 'BAD_LISTEN_ADDRESS'
    return { code: err.code, exit: isOurs ? OWN_EXIT.listen : EXIT.failed, message }
  }
  // SQLite is in the data folder.
  if (err instanceof StoreError && !isOnServer) return { ...known, exit: EXIT.folder }
  if (known.code !== 'failed' || !(err instanceof Error)) return known
  return { ...known, message: err.stack ?? message }
}

function print(text: string): void {
  process.stdout.write(text)
}
