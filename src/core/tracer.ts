import type { LogFields } from './logger.ts'

/** Gives the work on one request a name of its own: every log line that is written meanwhile carries it, and says for whom it is. */
export interface Tracer {
  run<T>(about: LogFields, work: () => T): T
}
