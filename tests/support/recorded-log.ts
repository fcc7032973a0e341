import type { LogFields, Logger } from '../../src/core/logger.ts'

type Entry = Readonly<{
  level: 'debug' | 'info' | 'warn' | 'error'
  fields: LogFields
  message: string
}>

/** Keeps what was logged, children included, for a test to look at. */
export class RecordedLog implements Logger {
  readonly entries: Entry[]
  readonly #bindings: LogFields

  constructor(bindings: LogFields = {}, entries: Entry[] = []) {
    this.#bindings = bindings
    this.entries = entries
  }

  debug(fields: LogFields, message: string): void {
    this.#add('debug', fields, message)
  }

  info(fields: LogFields, message: string): void {
    this.#add('info', fields, message)
  }

  warn(fields: LogFields, message: string): void {
    this.#add('warn', fields, message)
  }

  error(fields: LogFields, message: string): void {
    this.#add('error', fields, message)
  }

  child(bindings: LogFields): Logger {
    return new RecordedLog({ ...this.#bindings, ...bindings }, this.entries)
  }

  #add(level: Entry['level'], fields: LogFields, message: string): void {
    this.entries.push({ level, fields: { ...this.#bindings, ...fields }, message })
  }
}
