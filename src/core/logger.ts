/**
 * Structured log: facts with fields first, then a short sentence in the past tense. Never content, keys, tokens or full
 * paths. Fields named `err` are serialised with their cause.
 */
export interface Logger {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
  child(bindings: LogFields): Logger
}

export type LogFields = Readonly<Record<string, unknown>>
