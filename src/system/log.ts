import { pino } from 'pino'
import type { Clock } from '../core/clock.ts'
import type { LogFields, Logger } from '../core/logger.ts'
import { systemClock } from './clock.ts'
import { cleanFields } from './log-fields.ts'
import { escapeUnsafe, journalLine, terminalLine } from './log-line.ts'
import { currentTrace } from './trace.ts'
import { RotatingFile, type RotationLimits } from './rotating-file.ts'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** 10 files of 10 MiB: some days of a busy relay, months of a node, and never a full disk. */
export const LOG_ROTATION: RotationLimits = {
  maxFileBytes: 10 * 1024 * 1024,
  maxAgeMs: 24 * 60 * 60 * 1000,
  keepFiles: 9,
}

/** One record. The fields are bounded one by one; this holds for all of them together. */
export const MAX_LINE_CHARS = 32 * 1024

export type LogOptions = Readonly<{
  /** Made with mode 0700 when absent. */
  folder: string
  /** Names the file (`relay.log`) and stands in each record. */
  program: string
  level?: LogLevel
  rotation?: Partial<RotationLimits>
  clock?: Clock
  /** Also gets each record as a line for people: `process.stderr` in the foreground. Coloured when it is a terminal. */
  terminal?: TextSink
  /** Also gets each record as a line for systemd's journal, with its priority. */
  journal?: TextSink
}>

interface TextSink {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export type OpenLog = AsyncDisposable &
  Readonly<{
    log: Logger
    /** From now on, for all children too. */
    setLevel(level: LogLevel): void
  }>

/**
 * JSON lines in `folder/program.log`, by pino. Where only the terminal matters, pass a `folder` anyway: a log nobody asked
 * for is the one that is needed.
 */
export async function openLog(options: LogOptions): Promise<OpenLog> {
  const clock = options.clock ?? systemClock
  const rotation = { ...LOG_ROTATION, ...options.rotation }
  const file = new RotatingFile(
    { clock },
    { ...rotation, folder: options.folder, name: options.program },
  )
  file.open()
  const { terminal, journal } = options
  const colours = terminal?.isTTY === true && !process.env['NO_COLOR']
  const write = (line: string) => {
    const safe = escapeUnsafe(line.length <= MAX_LINE_CHARS ? line : shortened(line))
    file.write(safe)
    terminal?.write(terminalLine(safe, { colours }))
    journal?.write(journalLine(safe))
  }
  const gate = { level: options.level ?? 'info' }
  const log = new PinoLogger(pinoTo({ write }, options, clock), gate)
  const setLevel = (level: LogLevel) => {
    gate.level = level
  }
  return { log, setLevel, [Symbol.asyncDispose]: async () => file.close() }
}

function pinoTo(
  destination: pino.DestinationStream,
  options: LogOptions,
  clock: Clock,
): pino.Logger {
  return pino(
    {
      // Ours decides: a child of pino's keeps the level that it was born with.
      level: 'debug',
      base: { program: options.program, pid: process.pid },
      timestamp: () => `,"time":"${new Date(clock.nowMs()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      mixin: () => cleanFields(currentTrace() ?? {}),
      serializers: { err: (value: unknown) => value },
    },
    destination,
  )
}

class PinoLogger implements Logger {
  readonly #pino: pino.Logger
  readonly #gate: Readonly<{ level: LogLevel }>

  constructor(target: pino.Logger, gate: Readonly<{ level: LogLevel }>) {
    this.#pino = target
    this.#gate = gate
  }

  debug(fields: LogFields, message: string): void {
    this.#write('debug', fields, message)
  }

  info(fields: LogFields, message: string): void {
    this.#write('info', fields, message)
  }

  warn(fields: LogFields, message: string): void {
    this.#write('warn', fields, message)
  }

  error(fields: LogFields, message: string): void {
    this.#write('error', fields, message)
  }

  child(bindings: LogFields): Logger {
    return new PinoLogger(this.#pino.child(cleanFields(bindings)), this.#gate)
  }

  #write(level: LogLevel, fields: LogFields, message: string): void {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(this.#gate.level)) return
    this.#pino[level](cleanFields(fields), message)
  }
}

/** What is left of a record over the limit: when, how bad, which sentence. */
function shortened(line: string): string {
  const { level, time, program, pid, component, msg } = JSON.parse(line) as Record<string, unknown>
  const text = String(msg).slice(0, 1_024)
  return `${JSON.stringify({ level, time, program, pid, component, droppedBytes: line.length, msg: text })}\n`
}
