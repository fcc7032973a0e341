import type { LogHead } from './entity/log-head.ts'

/** Told after the COMMIT which logs grew. A hint: it never waits, never fails, and may be lost. */
export interface Doorbell {
  ring(heads: readonly LogHead[]): void
}
