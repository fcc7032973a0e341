import type { LogFields, Logger } from '../../src/core/logger.ts'

export type LogLine = Readonly<{
  level: 'debug' | 'info' | 'warn' | 'error'
  message: string
  fields: LogFields
}>

/** A logger that keeps its lines, for tests that ask what was told. */
export class QuietLog implements Logger {
  readonly lines: LogLine[] = []

  debug(fields: LogFields, message: string): void {
    this.lines.push({ level: 'debug', message, fields })
  }
  info(fields: LogFields, message: string): void {
    this.lines.push({ level: 'info', message, fields })
  }
  warn(fields: LogFields, message: string): void {
    this.lines.push({ level: 'warn', message, fields })
  }
  error(fields: LogFields, message: string): void {
    this.lines.push({ level: 'error', message, fields })
  }
  child(): Logger {
    return this
  }
}
