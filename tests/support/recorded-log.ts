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
  readonly #watchers: Set<() => void>

  constructor(
    bindings: LogFields = {},
    entries: Entry[] = [],
    watchers: Set<() => void> = new Set(),
  ) {
    this.#bindings = bindings
    this.entries = entries
    this.#watchers = watchers
  }

  /** Resolves with the first entry of this message, from the `from`th entry on, as soon as there is one. */
  async until(message: string, from = 0): Promise<Entry> {
    for (;;) {
      const found = this.entries.slice(from).find((entry) => entry.message === message)
      if (found !== undefined) return found
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#watchers.add(resolve)
      await promise
      this.#watchers.delete(resolve)
    }
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
    return new RecordedLog({ ...this.#bindings, ...bindings }, this.entries, this.#watchers)
  }

  #add(level: Entry['level'], fields: LogFields, message: string): void {
    this.entries.push({ level, fields: { ...this.#bindings, ...fields }, message })
    for (const tell of this.#watchers) tell()
  }
}
