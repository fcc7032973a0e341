import { CommanderError } from 'commander'
import { ControlError } from '../control/entity/control-error.ts'
import { NodeError } from '../errors.ts'
import { CliError, noNode, refusedBy } from './cli-error.ts'
import { type CliIo, Context } from './context.ts'
import { exitCode } from './exit-codes.ts'
import { Output } from './output.ts'
import { makeProgram } from './program.ts'

/** Runs one command line (without the program's name) to its end. @returns the exit code (exit-codes.ts). */
export async function runCli(argv: readonly string[], io: CliIo = process): Promise<number> {
  using stack = new DisposableStack()
  const stop = new AbortController()
  // Twice means "at once": the second signal finds no listener, and the system ends the process.
  const interrupt = () => stop.abort(new CliError('interrupted', 'interrupted'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, interrupt)
    stack.defer(() => process.off(signal, interrupt))
  }
  // Stays: the news that nobody reads may come when all is done, and would be an uncaught error.
  io.stdout.on('error', () => stop.abort(new CliError('ok', 'nobody reads the output')))

  const out = new Output(io, { json: wantsJson(argv), noColour: Boolean(io.env['NO_COLOR']) })
  const context = new Context(io, { out, signal: stop.signal, release: stack })
  try {
    return await makeProgram(context).run(argv)
  } catch (err) {
    return failed(out, stop.signal.aborted ? stop.signal.reason : err)
  }
}

/** Known before the line is parsed, so that even a parse error is told in the right form. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json')
}

function failed(out: Output, err: unknown): number {
  if (err instanceof CommanderError && err.exitCode === 0) return 0
  const told = cliErrorOf(err)
  if (told.exit !== 'ok') out.error(told)
  return exitCode(told.exit)
}

function cliErrorOf(err: unknown): CliError {
  if (err instanceof CliError) return err
  if (err instanceof CommanderError) {
    const message = err.message.replace(/^error: /, '')
    return new CliError('usage', message, { cause: err, advice: 'see: homing help' })
  }
  if (err instanceof ControlError) {
    return refusedBy(err)
  }
  if (err instanceof Error && err.name === 'NoDaemon') return noNode(err)
  if (err instanceof NodeError) {
    const exit = err.code === 'ALREADY_RUNNING' ? 'conflict' : 'failed'
    const { advice, code: reason } = err
    return new CliError(exit, err.message, { cause: err, advice, reason })
  }
  return new CliError('failed', err instanceof Error ? err.message : String(err), { cause: err })
}
