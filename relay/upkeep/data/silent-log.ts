import type { Logger } from '../../../src/core/logger.ts'

/** A command says what it found on stdout; the relay's log is the relay's. */
export const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => SILENT,
}
